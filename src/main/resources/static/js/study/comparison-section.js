// @ts-check
import { h, fill, renew, say } from '../kit/dom.js';
import { route, choose } from '../kit/route.js';
import { percent } from '../kit/format.js';
import { picture } from '../chart/picture.js';
import { comparisonNotes } from './comparison-notes.js';
import { comparisonTable } from './comparison-table.js';
import { blockName, blocksTable } from './blocks-table.js';
import { nothingYet } from '../kit/waiting.js';

/**
 * The comparison of methods: all blocks in brief, one in full. `shown` is told the name of the
 * block that is shown in full and its place. Pictures are of the study at `path`.
 */
export function comparisonSection(path, shown) {
  const words = h('p', { class: 'quiet' });
  const overview = h('div');
  const heading = h('h3');
  const table = h('div');
  const notes = h('div');
  const empty = h('div');
  const [forest, strip, pareto] = ['forest', 'strip', 'pareto'].map((name) =>
    picture(() => (block() ? `${path}/pictures/${name}.svg?${ofBlock()}` : null)),
  );
  const forestPanel = panel('Difference to the baseline', forest);
  const stripPanel = panel('Every seed', strip);
  const paretoPanel = panel('Against the cost', pareto);
  const plots = h('div', { class: 'panels' }, forestPanel, stripPanel, paretoPanel);
  const element = h(
    'section',
    {},
    h('h2', {}, 'Comparison'),
    words,
    empty,
    overview,
    heading,
    table,
    notes,
    plots,
  );
  /** @type {Api.Comparison | null} */
  let answer = null;
  let query = new URLSearchParams();
  let drawn = null;

  function block() {
    const wanted = route().query.get('block');
    return (
      answer?.blocks.find(({ coordinates }) => blockName(coordinates) === wanted) ??
      answer?.blocks[0]
    );
  }

  /** What is asked of a picture: the choices of the comparison, and the place of the block. */
  function ofBlock() {
    const asked = new URLSearchParams(query);
    asked.set('block', String(answer.blocks.indexOf(block())));
    return asked;
  }

  /** The rows of the block, each with the number that it has in all pictures. */
  function methods() {
    return numbered(block()?.methods ?? [], answer);
  }

  function update(comparison, choices = query) {
    const isSame = comparison === answer;
    answer = comparison;
    query = choices;
    if (!block())
      return void fill(empty, nothingYet('There is nothing to compare: the study has no point.'));
    const name = blockName(block().coordinates);
    if (isSame && name === drawn) return;
    drawn = name;
    draw(name, answer.blocks.length > 1);
    shown(name, answer.blocks.indexOf(block()));
  }

  function draw(name, several) {
    const rows = methods();
    say(words, sentence(answer));
    fill(empty, emptiness(answer));
    const isComing = answer.counts.pending > 0 && empty.firstChild !== null;
    overview.hidden = table.hidden = notes.hidden = isComing;
    replace(overview, several ? blocksTable(answer, name, pick) : null);
    say(heading, name);
    heading.hidden = !several || isComing;
    replace(table, comparisonTable(answer, rows, several ? name : ''));
    fill(notes, comparisonNotes(rows));
    forestPanel.hidden = !rows.some(
      ({ against }) => against && against.meanDifference.value !== null,
    );
    stripPanel.hidden = !rows.some(({ summary }) => summary.n + summary.diverged > 0);
    paretoPanel.hidden = !rows.some(
      ({ summary, costs }) => summary.mean.value !== null && costs.seconds.value > 0,
    );
    if (!forestPanel.hidden) forest.update();
    if (!stripPanel.hidden) strip.update();
    if (!paretoPanel.hidden) pareto.update();
  }

  function pick(name) {
    choose('block', name === blockName(answer.blocks[0].coordinates) ? '' : name);
    update(answer);
  }

  return { element, update, leave: () => [forest, strip, pareto].forEach((one) => one.leave()) };
}

/** Puts a new table where an old one was; who reads it keeps focus, place and selection. */
function replace(place, region) {
  if (region && place.firstChild) renew(place.firstChild, region);
  else fill(place, region);
}

/**
 * Says what to wait for, or what to do, while no run has a value.
 *
 * @param {Api.Comparison} comparison
 */
function emptiness({ counts, metric, blocks }) {
  if (blocks.some((one) => one.methods.some(({ summary }) => summary.n > 0))) return null;
  if (counts.pending === 0)
    return nothingYet(
      `No run has a value of ${metric}: all ${counts.runs} diverged, failed or were cancelled. ` +
        'The jobs below say why.',
    );
  return nothingYet(
    `No run has ended with a value of ${metric} yet: figures come as runs end. ` +
      'The jobs below show how far each is.',
  );
}

/**
 * Methods with the number by which pictures tell them apart: their place over all blocks.
 *
 * @template {{ method: string }} T
 * @param {T[]} rows
 * @param {Api.Comparison} comparison
 * @returns {(T & { number: number })[]}
 */
export function numbered(rows, { blocks }) {
  const names = [...new Set(blocks.flatMap((block) => block.methods.map(({ method }) => method)))];
  return rows.map((row) => ({ ...row, number: names.indexOf(row.method) }));
}

function panel(title, { element }) {
  return h('figure', { class: 'panel' }, h('figcaption', {}, h('strong', {}, title)), element);
}

/** @param {Api.Comparison} comparison */
function sentence({ metric, better, baseline, level, complete, counts }) {
  const rest = complete
    ? ''
    : ` ${counts.pending} of ${counts.runs} runs have not ended; figures will change.`;
  const side = better === 'HIGHER' ? 'higher' : 'lower';
  return (
    `By ${metric} (${side} is better), against ${baseline} on shared seeds, ` +
    `with ${percent(level)} intervals.${rest}`
  );
}
