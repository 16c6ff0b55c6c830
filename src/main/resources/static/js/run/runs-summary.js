// @ts-check
import { h } from '../kit/dom.js';
import { estimate, measured, setting } from '../kit/format.js';

/**
 * The rows below the runs: one mean of all, or one a point of the sweep; none of single runs. The
 * service computes means over the seeds that ended without diverging.
 *
 * @param {Api.JobMeans['points']} points
 * @param {string[]} swept
 * @param {string[]} figures
 */
export function runsSummary(points, swept, figures) {
  if (figures.length === 0) return [];
  if (swept.length === 0) return points[0]?.runs > 1 ? [overall(points[0], figures)] : [];
  return points.some(({ runs }) => runs > 1)
    ? points.map((point) => ofPoint(point, swept, figures))
    : [];
}

function overall(point, figures) {
  const cells = figures.map((name) => cell(name, point, () => ''));
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

function ofPoint(point, swept, figures) {
  const { diverged } = point;
  const n = Math.max(0, ...figures.map((name) => point.figures[name]?.n ?? 0));
  const warning = diverged > 0 ? h('span', { class: 'warning' }, `, ${diverged} diverged`) : null;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, 'mean ± 95 % CI'),
    swept.map((name) => h('td', { class: 'number' }, setting(point[name]))),
    h('td', { colspan: 2 }, `n = ${n}`, warning),
    figures.map((name) => cell(name, point, (value) => measured(name, value))),
    h('td', { colspan: 2 }),
  );
}

/** @param alone what stands where one value or none has no interval */
function cell(name, point, alone) {
  const found = point.figures[name];
  const mean = found?.mean.value ?? null;
  if (mean === null || found.t.low === null) return h('td', { class: 'number' }, alone(mean));
  const half = (found.t.high - found.t.low) / 2;
  // Runs of one pass share their clock: no spread is no interval.
  const text = half > 0 ? estimate(name, mean, half) : measured(name, mean);
  const title = `mean of ${found.n} runs ± half its 95 % t interval`;
  return h('td', { class: 'number', title }, text);
}
