// @ts-check
import { h } from '../kit/dom.js';
import { measured, number } from '../kit/format.js';
import { figureText, intervalText } from '../kit/figure-text.js';
import { sample } from '../chart/sample.js';

/** Of more methods the pairs with the baseline alone are shown, as in the picture. */
const MOST_METHODS = 8;
const FIGURES = [
  ['iqm', 'IQM', 'Interquartile mean: without the lowest and the highest quarter of all runs'],
  ['mean', 'Mean', 'Mean over blocks of the mean of their runs'],
  ['median', 'Median', 'Median over blocks of the mean of their runs'],
  ['optimalityGap', 'Gap', 'Optimality gap: what is missing to 1; lower is better'],
];

/**
 * Figures of each method with their intervals.
 * @param {Api.Aggregates} aggregates
 */
export function figuresTable({ compared, metric, scale, methods }) {
  const show = (value) => (scale === 'REFERENCES' ? number(value) : measured(metric, value));
  const head = FIGURES.flatMap(([, name, title]) => [
    h('th', { scope: 'col', class: 'number', title }, name),
    h('th', { scope: 'col', class: 'number' }, 'Interval'),
  ]);
  const rows = methods.map((method, i) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, sample(i), ` ${method.method}`),
      ['n', 'diverged', 'missing'].map((count) =>
        h('td', { class: 'number' }, String(method.runs.reduce((sum, of) => sum + of[count], 0))),
      ),
      FIGURES.flatMap(([name]) => [
        h('td', { class: 'number' }, figureText(method[name].value, show)),
        h('td', { class: 'number quiet' }, intervalText(method[name].interval, show)),
      ]),
    ),
  );
  return h(
    'table',
    { class: 'aggregates' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, compared),
        h('th', { scope: 'col', class: 'number', title: 'Runs with a value, in all blocks' }, 'n'),
        h('th', { scope: 'col', class: 'number' }, 'Diverged'),
        h('th', { scope: 'col', class: 'number', title: 'Failed, cancelled or to come' }, 'None'),
        head,
      ),
    ),
    h('tbody', {}, rows),
  );
}

/**
 * How probably runs of one method are better than those of another.
 * @param {Api.Aggregates} aggregates
 */
export function pairsTable({ methods, baseline, improvements }) {
  const isFew = methods.length <= MOST_METHODS;
  const shown = improvements.filter(({ other }) => isFew || other === baseline);
  const two = (value) => value.toFixed(2);
  const rows = shown.map(({ method, other, probability, interval }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, method),
      h('td', {}, other),
      h('td', { class: 'number' }, figureText(probability, two)),
      h('td', { class: 'number quiet' }, intervalText(interval, two)),
    ),
  );
  const title = 'How probably a run of the first method is better than one of the second';
  return h(
    'table',
    { class: 'improvements' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'A run of'),
        h('th', { scope: 'col' }, 'is better than of'),
        h('th', { scope: 'col', class: 'number', title }, 'Probability'),
        h('th', { scope: 'col', class: 'number' }, 'Interval'),
      ),
    ),
    h('tbody', {}, rows),
  );
}
