// @ts-check
import { align, meanColumn } from './columns.js';
import { ends, reaches, withEnds, withSpread } from './reach.js';
import { pointName, sweptNames } from '../run/sweep.js';

const COLOURS = 7;

/**
 * What to draw for one metric: runs grouped by their point of the sweep, a thin line each, and a
 * mean a group. Where a point stands for a stretch of steps, a band reaches from the least to the
 * greatest value of the stretch, so that no spike is lost; where `isBanded`, one of each group
 * reaches from the least to the greatest of its runs. `data` is as the chart wants it: steps, then
 * one column a line.
 */
export function lines(series, runs, highlighted, positiveOnly, isBanded = false) {
  const [steps, ...all] = align(series.flatMap((one) => [one.points, ...reaches(one.points)]));
  const hidden = positiveOnly ? dropNonPositive(all) : 0;
  const columns = series.map((_, i) => all[3 * i]);
  const [high, low] = [1, 2].map((end) => series.map((_, i) => all[3 * i + end]));
  /** @type {any[]} each gets its columns and its words below */
  const groups = grouped(series, runs).map((group, i) => ({ ...group, colour: i % COLOURS }));
  /** @type {{ values: (number | null)[], colour: number, kind: string }[]} */
  const drawn = [];
  for (const group of groups) {
    group.columns = group.members.map((m) => columns[m]);
    group.reach = group.members.map((m) => ends(columns[m], low[m], high[m]));
    group.mean = meanColumn(group.columns, steps.length);
    for (const m of group.members) {
      drawn.push({
        values: columns[m],
        colour: group.colour,
        kind: series[m].run === highlighted ? 'chosen' : 'run',
      });
    }
  }
  for (const group of groups) {
    if (group.columns.length > 1)
      drawn.push({ values: group.mean, colour: group.colour, kind: 'mean' });
    addReadings(group);
  }
  const isThinned = series.some(({ points }) => points.some((point) => point.length > 2));
  const bands = isThinned
    ? withEnds(drawn, groups, low, high)
    : isBanded
      ? withSpread(drawn, groups)
      : [];
  return {
    data: [steps, ...drawn.map((line) => line.values)],
    styles: drawn,
    bands,
    groups,
    hidden,
    isThinned,
  };
}

function dropNonPositive(columns) {
  let dropped = 0;
  for (const column of columns) {
    column.forEach((value, i) => {
      if (value === null || value > 0) return;
      column[i] = null;
      dropped++;
    });
  }
  return dropped;
}

function grouped(series, runs) {
  const swept = sweptNames(runs);
  const groups = new Map();
  series.forEach((one, index) => {
    const run = runs.find((candidate) => candidate.run === one.run) ?? {};
    const key = pointName(run, swept);
    if (!groups.has(key)) groups.set(key, { key, members: [] });
    groups.get(key).members.push(index);
  });
  return [...groups.values()].map(({ key, members }) => ({
    label: label(key, members.length),
    members,
  }));
}

function label(key, n) {
  const seeds = n === 1 ? 'one seed' : `mean of ${n} seeds`;
  return key ? `${key}, ${seeds}` : seeds;
}

/** Gives a group its words for a place of the axis: mean and range of the values there. */
function addReadings(group) {
  group.last = () => group.mean.findLast((value) => value !== null) ?? null;
  group.at = (index, show) => {
    const values = group.columns.map((column) => column[index]).filter((v) => v !== null);
    if (values.length === 0) return '–';
    const reached = group.reach.flatMap((pair) => pair[index] ?? []);
    const [least, most] = [Math.min(...values, ...reached), Math.max(...values, ...reached)];
    if (values.length === 1 && least === most) return show(values[0]);
    const range = `${show(least)} … ${show(most)}`;
    const mean = values.length === 1 ? values[0] : group.mean[index];
    return mean === null ? range : `${show(mean)} (${range})`;
  };
}
