// @ts-check
import { h, fill, renew, scrollable } from '../kit/dom.js';
import { number } from '../kit/format.js';
import { figureText, intervalText, pText } from '../kit/figure-text.js';
import { route, choose } from '../kit/route.js';
import { picture } from '../chart/picture.js';
import { sample } from '../chart/sample.js';

const TESTS = { nemenyi: 'Nemenyi', wilcoxon: 'Wilcoxon with Holm' };

/** Methods ranked over the blocks of the study at `path`: a table and a diagram. */
export function ranksSection(path) {
  /** @type {Api.Ranking | null} */
  let ranking = null;
  let query = new URLSearchParams();
  const words = h('p', { class: 'quiet' });
  const table = h('table', { class: 'ranks' });
  const region = scrollable('Ranks over blocks', table);
  const test = h(
    'select',
    { 'aria-label': 'Test of the diagram' },
    Object.entries(TESTS).map(([value, word]) => h('option', { value }, word)),
  );
  test.value = TESTS[route().query.get('test')] ? route().query.get('test') : 'nemenyi';
  test.addEventListener('change', () => {
    choose('test', test.value === 'nemenyi' ? '' : test.value);
    diagram.update();
  });
  const diagram = picture(() =>
    ranking ? `${path}/pictures/ranks.svg?${query}&test=${test.value}` : null,
  );
  const caption = h(
    'figcaption',
    {},
    h('strong', {}, 'Critical difference'),
    h('span', { class: 'tools' }, test),
  );
  const figure = h('figure', { class: 'panel' }, caption, diagram.element);
  const element = h(
    'section',
    { hidden: true },
    h('h2', {}, 'Ranks over blocks'),
    words,
    region,
    figure,
  );

  /** Null where there is one block, so that nothing can be ranked over several. */
  function update(answer, choices) {
    element.hidden = answer === null;
    if (answer === null || answer === ranking) return;
    ranking = answer;
    query = choices;
    fill(words, sentence(ranking));
    renew(table, rows(ranking));
    region.hidden = ranking.ranks.dataSets === 0;
    const { methods, average } = ranking.ranks;
    figure.hidden = methods.length < 2 || average.some(({ value }) => value === null);
    if (!figure.hidden) diagram.update();
  }

  return { element, update, leave: diagram.leave };
}

/** @param {Api.Ranking} ranking */
function sentence({ ranks, friedman, nemenyi }) {
  const left = ranks.leftOut > 0 ? `, ${ranks.leftOut} left out for want of a result` : '';
  return [
    `${ranks.dataSets} blocks ranked${left}; 1 is best. Friedman p `,
    figureText(friedman.p, pText),
    ', Iman–Davenport p ',
    figureText(friedman.fP, pText),
    '. Critical difference ',
    figureText(nemenyi.criticalDifference, number),
    '.',
  ];
}

/** @param {Api.Ranking} ranking */
function rows({ compared, ranks, rankSummaries }) {
  const order = ranks.methods.map((name, i) => ({ name, i, rank: ranks.average[i] }));
  order.sort((a, b) => (a.rank.value ?? Infinity) - (b.rank.value ?? Infinity));
  const body = order.map(({ name, i, rank }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, sample(i), ` ${name}`),
      h(
        'td',
        { class: 'number' },
        figureText(rank, (value) => value.toFixed(2)),
      ),
      h(
        'td',
        { class: 'number quiet' },
        intervalText(rankSummaries[i].bca, (value) => value.toFixed(2)),
      ),
      h('td', { class: 'number' }, String(ranks.ranks.filter((row) => row[i] === 1).length)),
    ),
  );
  const head = [
    ['Average rank'],
    ['Interval', 'By a bootstrap over blocks'],
    ['First', 'Blocks in which it is alone the best'],
  ];
  const cells = head.map(([name, words]) =>
    h('th', { scope: 'col', class: 'number', title: words }, name),
  );
  return h(
    'table',
    { class: 'ranks' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, compared), cells)),
    h('tbody', {}, body),
  );
}
