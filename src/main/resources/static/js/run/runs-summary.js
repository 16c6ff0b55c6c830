import { h } from '../kit/dom.js';
import { estimate, measured, setting } from '../kit/format.js';
import { figure } from './figures.js';
import { points } from './sweep.js';
import { interval } from '../chart/stats.js';

/**
 * The rows below the runs: one mean of all, or one a point of the sweep; none of single runs. Over
 * the seeds that ended without diverging: a mean with those would hide what the rest can do.
 */
export function runsSummary(runs, swept, figures) {
  if (figures.length === 0) return [];
  if (swept.length === 0) return runs.length > 1 ? [overall(runs, figures)] : [];
  const groups = points(runs, swept);
  return groups.some((group) => group.length > 1)
    ? groups.map((group) => ofPoint(group, swept, figures))
    : [];
}

function overall(runs, figures) {
  const cells = figures.map((name) => cell(name, withoutDiverged(runs), () => ''));
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, 'mean ± 95 % CI'),
    h('td'),
    h('td'),
    cells,
    h('td', { colspan: 2 }),
  );
}

function withoutDiverged(runs) {
  return runs.filter((run) => run.outcome !== 'DIVERGED');
}

function ofPoint(group, swept, figures) {
  const kept = withoutDiverged(group);
  const diverged = group.length - kept.length;
  const n = kept.filter((run) => figures.some((name) => isKnown(figure(run, name)))).length;
  const warning = diverged > 0 ? h('span', { class: 'warning' }, `, ${diverged} diverged`) : null;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, 'mean ± 95 % CI'),
    swept.map((name) => h('td', { class: 'number' }, setting(group[0][name]))),
    h('td', { colspan: 2 }, `n = ${n}`, warning),
    figures.map((name) => cell(name, kept, (value) => measured(name, value))),
    h('td', { colspan: 2 }),
  );
}

/** @param alone what stands where one value or none has no interval */
function cell(name, runs, alone) {
  const { n, mean, half } = interval(runs.map((run) => figure(run, name)).filter(isKnown));
  if (half === null) return h('td', { class: 'number' }, alone(mean));
  // Runs of one pass share their clock: no spread is no interval.
  const text = half > 0 ? estimate(name, mean, half) : measured(name, mean);
  return h('td', { class: 'number', title: `mean of ${n} runs ± half its 95 % t interval` }, text);
}

function isKnown(value) {
  return value !== undefined && value !== null;
}
