// @ts-check
import { h, fill, renew, scrollable } from '../kit/dom.js';
import { measured, number, percent } from '../kit/format.js';
import { figureText, intervalText } from '../kit/figure-text.js';
import { get, Refused } from '../kit/api.js';
import { loading, notLoaded, nothingYet } from '../kit/waiting.js';
import { picture } from '../chart/picture.js';
import { sample } from '../chart/sample.js';

/** Of more methods the pairs with the baseline alone are shown, as in the picture. */
const MOST_METHODS = 8;
const FIGURES = [
  ['iqm', 'IQM', 'Interquartile mean: without the lowest and the highest quarter of all runs'],
  ['mean', 'Mean', 'Mean over blocks of the mean of their runs'],
  ['median', 'Median', 'Median over blocks of the mean of their runs'],
  ['optimalityGap', 'Gap', 'Optimality gap: what is missing to 1; lower is better'],
];

/** Each method's runs over all blocks of the study at `path`: figures, pairs and pictures. */
export function aggregateSection(path) {
  /** @type {Api.Aggregates | null} */
  let answer = null;
  let query = new URLSearchParams();
  const words = h('p', { class: 'quiet' });
  const state = h('div', {}, loading('the aggregate scores'));
  const figures = h('table', { class: 'aggregates' });
  const pairs = h('table', { class: 'improvements' });
  const regions = [
    scrollable('Aggregate scores', figures),
    scrollable('Probability of improvement', pairs),
  ];
  const drawings = [
    ['aggregate', 'Intervals'],
    ['improvement', 'Probability of improvement'],
    ['profile', 'Performance profiles'],
  ].map(([name, title]) => drawing(name, title));
  const panels = h(
    'div',
    { class: 'panels' },
    drawings.map((one) => one.element),
  );
  const element = h('section', {}, h('h2', {}, 'Aggregate scores'), words, state, regions, panels);
  hide(true, true);

  function drawing(name, title) {
    const plot = picture(() => (answer ? `${path}/pictures/${name}.svg?${query}` : null));
    const caption = h('figcaption', {}, h('strong', {}, title));
    return {
      element: h('figure', { class: 'panel' }, caption, plot.element),
      update: plot.update,
      leave: plot.leave,
    };
  }

  /** Asks for what the choices of the page ask for; other sections stay where this one fails. */
  async function update(choices) {
    query = choices;
    try {
      const { body } = await get(`${path}/aggregate?${choices}`);
      if (choices === query) show(body);
    } catch (error) {
      if (error instanceof Refused && error.status < 500) refused(error);
      else failed(error);
    }
  }

  /** A study of too many methods has none, which is no failure to try again. */
  function refused(error) {
    answer = null;
    fill(words);
    fill(state, nothingYet(error.message));
    hide(true, true);
  }

  function failed(error) {
    answer = null;
    fill(words);
    fill(
      state,
      notLoaded('the aggregate scores', error, () => update(query)),
    );
    hide(true, true);
  }

  /** @param {Api.Aggregates} body */
  function show(body) {
    if (body === answer) return;
    answer = body;
    const isScored = body.methods.some((one) => one.mean.value.value !== null);
    const isPaired = body.improvements.some((one) => one.probability.value !== null);
    fill(words, sentence(body));
    fill(state, isScored || isPaired ? null : nothingYet(emptiness(body)));
    renew(figures, figuresTable(body));
    renew(pairs, pairsTable(body));
    hide(!isScored, !isPaired);
    drawings.forEach((one) => !one.element.hidden && one.update());
  }

  function hide(noScores, noPairs) {
    const scored = [regions[0], drawings[0].element, drawings[2].element];
    for (const one of scored) one.hidden = noScores;
    for (const one of [regions[1], drawings[1].element]) one.hidden = noPairs;
    panels.hidden = noScores && noPairs;
  }

  return { element, update, leave: () => drawings.forEach((one) => one.leave()) };
}

/** @param {Api.Aggregates} aggregates */
function sentence({ blocks, notes, level, resamples }) {
  const over = blocks.length === 1 ? '1 block' : `${blocks.length} blocks`;
  return (
    `All runs of each method over ${over}. ${notes.join(' ')} Intervals are of ` +
    `${percent(level)}, by ${number(resamples)} resamples of the runs within each block.`
  );
}

/** @param {Api.Aggregates} aggregates */
function emptiness({ methods }) {
  const reason = methods[0]?.mean.value.reason ?? 'the study has no point';
  return `There is nothing to aggregate yet: ${reason}.`;
}

/** @param {Api.Aggregates} aggregates */
function figuresTable({ compared, metric, scale, methods }) {
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

/** @param {Api.Aggregates} aggregates */
function pairsTable({ methods, baseline, improvements }) {
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
