// @ts-check
import { h, fill, renew, scrollable } from '../kit/dom.js';
import { number, percent } from '../kit/format.js';
import { get, Refused } from '../kit/api.js';
import { loading, notLoaded, nothingYet } from '../kit/waiting.js';
import { picture } from '../chart/picture.js';
import { aggregateChoices } from './aggregate-choices.js';
import { figuresTable, pairsTable } from './aggregate-tables.js';

/** Each method's runs over all blocks of the study at `path`: figures, pairs and pictures. */
export function aggregateSection(path) {
  /** @type {Api.Aggregates | null} */
  let answer = null;
  let page = new URLSearchParams();
  let query = new URLSearchParams();
  const choices = aggregateChoices(() => update(page));
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
  const head = [h('h2', {}, 'Aggregate scores'), choices.element];
  const element = h('section', {}, head, words, state, regions, panels);
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
  async function update(ofPage) {
    page = ofPage;
    const asked = choices.query(ofPage);
    query = asked;
    try {
      const { body } = await get(`${path}/aggregate?${asked}`);
      if (asked === query) show(body);
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
      notLoaded('the aggregate scores', error, () => update(page)),
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
