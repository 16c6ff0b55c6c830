import { h, fill, say } from './dom.js';
import { route, choose } from './route.js';
import { picture } from './svg.js';
import { comparisonNotes, comparisonTable } from './comparison-table.js';
import { blockName, blocksTable } from './blocks-table.js';
import { forestPlot, percent } from './forest-plot.js';
import { stripPlot } from './strip-plot.js';

/**
 * The comparison of methods: all blocks in brief, one in full. `shown` is told the name of the block
 * that is shown in full.
 */
export function comparisonSection(shown) {
  const words = h('p', { class: 'quiet' });
  const overview = h('div');
  const heading = h('h3');
  const table = h('div');
  const notes = h('div');
  const forest = picture((width) => forestPlot(answer, methods(), width));
  const strip = picture((width) => stripPlot(answer, methods(), width));
  const forestPanel = panel('Difference to the baseline', forest);
  const stripPanel = panel('Every seed', strip);
  const plots = h('div', { class: 'panels' }, forestPanel, stripPanel);
  const element = h('section', {}, h('h2', {}, 'Comparison'), words, overview, heading, table, notes, plots);
  let answer = null;

  function block() {
    const wanted = route().query.get('block');
    return answer.blocks.find(({ coordinates }) => blockName(coordinates) === wanted) ?? answer.blocks[0];
  }

  /** The rows of the block, each with the number that it has in all pictures. */
  function methods() {
    return numbered(block()?.methods ?? [], answer);
  }

  function update(comparison) {
    answer = comparison;
    if (!block()) return;
    const name = blockName(block().coordinates);
    const several = answer.blocks.length > 1;
    say(words, sentence(answer));
    const focused = overview.contains(document.activeElement) ? document.activeElement.dataset.block : null;
    const scrolled = overview.querySelector('.scroll')?.scrollTop ?? 0;
    fill(overview, several ? blocksTable(answer, name, pick) : null);
    if (several) overview.firstChild.scrollTop = scrolled;
    if (focused) overview.querySelector(`[data-block="${CSS.escape(focused)}"]`)?.focus();
    say(heading, name);
    heading.hidden = !several;
    fill(table, comparisonTable(answer, methods(), several ? name : ''));
    fill(notes, comparisonNotes(methods()));
    forestPanel.hidden = !methods().some(({ against }) => against && against.meanDifference.value !== null);
    stripPanel.hidden = !methods().some(({ summary }) => summary.n + summary.diverged > 0);
    forest.update();
    strip.update();
    shown(name);
  }

  function pick(name) {
    choose('block', name === blockName(answer.blocks[0].coordinates) ? '' : name);
    update(answer);
  }

  return { element, update, leave: () => [forest, strip].forEach((one) => one.leave()) };
}

/** Methods with the number by which pictures tell them apart: their place over all blocks. */
export function numbered(rows, { blocks }) {
  const names = [...new Set(blocks.flatMap((block) => block.methods.map(({ method }) => method)))];
  return rows.map((row) => ({ ...row, number: names.indexOf(row.method) }));
}

function panel(title, { element }) {
  return h('figure', { class: 'panel' }, h('figcaption', {}, h('strong', {}, title)), element);
}

function sentence({ metric, better, baseline, level, complete, counts }) {
  const rest = complete ? '' : ` ${counts.pending} of ${counts.runs} runs have not ended; figures will change.`;
  const side = better === 'HIGHER' ? 'higher' : 'lower';
  return `By ${metric} (${side} is better), against ${baseline} on shared seeds, with ${percent(level)} intervals.${rest}`;
}
