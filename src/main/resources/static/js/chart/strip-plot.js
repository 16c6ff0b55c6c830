import { s, tip } from './svg.js';
import { cross, mark } from './marks.js';
import { rowChart, bar, readable } from './row-chart.js';
import { jobAddress } from '../kit/route.js';
import { measured } from '../kit/format.js';
import { percent } from './forest-plot.js';
import { intervalText } from '../kit/figure-text.js';
import { boundsOf, clipped, clippedNote } from './bounds.js';

const GUTTER = 30;

/** Every seed as a point with the mean and its interval; runs that diverged stand to the left. */
export function stripPlot(comparison, methods, width) {
  const { metric } = comparison;
  const values = methods.flatMap(({ runs }) =>
    runs.map(({ value }) => value).filter((value) => value !== null),
  );
  const bounds = boundsOf(metric);
  const ends = methods
    .filter(({ summary }) => summary.t.low !== null)
    .map(({ summary }) => [clipped(summary.t.low, bounds), clipped(summary.t.high, bounds)]);
  const anyDiverged = methods.some(({ summary }) => summary.diverged > 0);
  const chart = rowChart({
    width,
    rows: methods.map((method) => ({
      number: method.number,
      name: method.method,
      note: note(method.summary),
    })),
    domain: readable(values, ends),
    bounds,
    gutter: anyDiverged ? GUTTER : 0,
    title: metric,
  });
  const marks = methods.flatMap((method, row) => [
    ...whisker(chart, method, row, metric, bounds),
    ...seeds(chart, method, row, metric),
    mean(chart, method, row, metric),
  ]);
  const told = methods
    .map((m) => `${m.method} mean ${measured(metric, m.summary.mean.value)}, ${note(m.summary)}`)
    .join('; ');
  const label =
    `${metric} of every seed, with means and ` + `${percent(comparison.level)} intervals: ${told}`;
  return { height: chart.height, label, parts: [...chart.parts, ...marks] };
}

/** The interval of a mean, drawn no further than the metric can be. */
function whisker(chart, { method, number, summary: { t } }, row, metric, bounds) {
  if (t.low === null) return [];
  const words = intervalText(t, (value) => measured(metric, value));
  return bar(
    chart,
    row,
    clipped(t.low, bounds),
    clipped(t.high, bounds),
    mark(number).colour,
    `${method}: interval of the mean ${words}${clippedNote(t.low, t.high, bounds)}`,
  );
}

function note({ n, diverged, missing }) {
  const troubles = [
    diverged > 0 ? `${diverged} diverged` : null,
    missing > 0 ? `${missing} without result` : null,
  ];
  return [`n = ${n}`, ...troubles].filter(Boolean).join(', ');
}

function seeds(chart, { number, runs }, row, metric) {
  let valued = 0;
  let diverged = 0;
  return runs.map((run) => {
    const y = chart.y(row);
    if (run.value !== null) {
      const place = { cx: chart.at(run.value), cy: y + apart(valued++), r: 3.2 };
      return link(run, measured(metric, run.value), (title) =>
        s('circle', { class: 'seed', 'data-colour': mark(number).colour, ...place }, title),
      );
    }
    if (run.outcome !== 'DIVERGED') return null;
    return link(run, 'diverged', (title) =>
      cross(number, chart.left - GUTTER + 6 + (diverged++ % 4) * 6, y, 3, title),
    );
  });
}

/** Whoever cannot point finds the runs in the tables of the jobs. */
function link(run, words, child) {
  const label = `seed ${run.seed}: ${words}`;
  return s(
    'a',
    { href: `${jobAddress(run.job)}?run=${run.run}`, tabindex: -1, 'aria-label': label },
    child(tip(label)),
  );
}

/** Neighbouring seeds a little apart, always in the same way. */
function apart(seed) {
  return (((seed * 3) % 5) - 2) * 2.2;
}

function mean(chart, { number, summary }, row, metric) {
  const { value } = summary.mean;
  if (value === null) return null;
  const [x, y] = [chart.at(value), chart.y(row)];
  const points = [x, y - 8, x + 5, y, x, y + 8, x - 5, y].join(' ');
  return s(
    'polygon',
    { class: 'mean', 'data-colour': mark(number).colour, points },
    tip(`mean ${measured(metric, value)}`),
  );
}
