// @ts-check
import { h } from '../kit/dom.js';
import { figureText } from '../kit/figure-text.js';
import { measured } from '../kit/format.js';
import { verdict } from './verdict.js';

/**
 * What a block is called: its coordinates; "all" where everything is compared at once.
 *
 * @param {{ [axis: string]: string }} coordinates
 */
export function blockName(coordinates) {
  const parts = Object.entries(coordinates);
  if (parts.length === 0) return 'all';
  return parts.length === 1
    ? parts[0][1]
    : parts.map(([name, label]) => `${name} ${label}`).join(', ');
}

/**
 * Means of all methods in all blocks; a row's head chooses the block that is shown in full.
 *
 * @param {Api.Comparison} comparison
 * @param {string} chosen
 * @param {(name: string) => void} choose
 */
export function blocksTable(comparison, chosen, choose) {
  const { blocks, metric, baseline } = comparison;
  const methods = [...new Set(blocks.flatMap((block) => block.methods.map((row) => row.method)))];
  const axes = Object.keys(blocks[0].coordinates).join(', ');
  const head = [
    h('th', { scope: 'col' }, axes),
    methods.map((name) => h('th', { scope: 'col', class: 'number' }, name)),
  ];
  const rows = blocks.map((block) => {
    const name = blockName(block.coordinates);
    const attributes = {
      type: 'button',
      class: 'pick',
      'data-block': name,
      'aria-pressed': String(name === chosen),
    };
    const pick = h('button', { ...attributes, onclick: () => choose(name) }, name);
    return h(
      'tr',
      { 'data-chosen': name === chosen },
      h('th', { scope: 'row' }, pick),
      methods.map((method) => cell(block, method, comparison)),
    );
  });
  const label = `${metric} of every block; marks tell what differs from ${baseline}`;
  return h(
    'div',
    { class: 'scroll tall', role: 'region', tabindex: 0, 'aria-label': label },
    h('table', { class: 'blocks' }, h('thead', {}, h('tr', {}, head.flat())), h('tbody', {}, rows)),
  );
}

function cell(block, method, comparison) {
  const row = block.methods.find((one) => one.method === method);
  if (!row) return h('td', { class: 'number' });
  const marked = verdict(row);
  return h(
    'td',
    { class: 'number' },
    marked,
    figureText(row.summary.mean, (value) => measured(comparison.metric, value)),
  );
}
