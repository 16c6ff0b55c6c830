import { text, tip } from './svg.js';
import { dot, mark } from './marks.js';
import { rowChart, bar, readable } from './row-chart.js';
import { signed } from '../kit/figure-text.js';
import { boundsOfDifference, clipped, clippedNote } from './bounds.js';

/** Differences to the baseline with their intervals, a row each; 0 is a line. */
export function forestPlot(comparison, methods, width) {
  const rows = methods.filter(({ against }) => against);
  const differences = rows.map(({ against }) => against.meanDifference.value);
  const { metric, better, baseline } = comparison;
  const bounds = boundsOfDifference(metric);
  const ends = rows
    .filter(({ against }) => against.t.low !== null)
    .map(({ against }) => [clipped(against.t.low, bounds), clipped(against.t.high, bounds)]);
  const chart = rowChart({
    width,
    rows: rows.map((row) => ({
      number: row.number,
      name: row.method,
      note: note(metric, row.against),
      short: short(metric, row.against),
    })),
    domain: readable([0, ...differences.filter((value) => value !== null)], ends),
    bounds,
    title: `${metric} minus that of ${baseline}`,
    zero: true,
  });
  const told = (row) =>
    `${row.method}: ${note(metric, row.against)}` +
    clippedNote(row.against.t.low, row.against.t.high, bounds);
  const marks = rows.flatMap((row, i) => {
    const { meanDifference: mean, t } = row.against;
    return [
      ...(t.low === null
        ? []
        : bar(
            chart,
            i,
            clipped(t.low, bounds),
            clipped(t.high, bounds),
            mark(row.number).colour,
            told(row),
          )),
      mean.value === null
        ? null
        : dot(row.number, chart.at(mean.value), chart.y(i), 5, tip(told(row))),
    ];
  });
  const sides = better === 'HIGHER' ? ['worse', 'better'] : ['better', 'worse'];
  const words = [
    text(chart.left, chart.bottom + 34, 'start', `← ${sides[0]}`, { class: 'tick' }),
    text(chart.right, chart.bottom + 34, 'end', `${sides[1]} →`, { class: 'tick' }),
  ];
  const all = rows.map((row) => `${row.method} ${note(metric, row.against)}`).join('; ');
  const label =
    `Difference of ${metric} to ${baseline} with ` +
    `${percent(comparison.level)} intervals: ${all}`;
  return {
    height: chart.height,
    label,
    parts: [
      ...chart.parts,
      ...marks,
      ...(chart.right - chart.left > 8 * (metric.length + baseline.length + 35) ? words : []),
    ],
  };
}

function note(metric, { meanDifference: mean, t, n }) {
  if (mean.value === null) return mean.reason;
  const interval =
    t.low === null ? `n = ${n}` : `[${signed(metric, t.low)}, ${signed(metric, t.high)}]`;
  return `${signed(metric, mean.value)} ${interval}`;
}

function short(metric, { meanDifference: mean }) {
  return mean.value === null ? 'none' : signed(metric, mean.value);
}

/** A level in words: 95 %. */
export function percent(level) {
  return `${Number((100 * level).toPrecision(4))}\u202f%`;
}
