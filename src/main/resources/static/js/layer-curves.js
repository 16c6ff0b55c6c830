import { h, fill, say } from './dom.js';
import { measured, number } from './format.js';
import { chart } from './chart.js';
import { isWide } from './shades.js';

const COLOURS = 7;

/** One quantity of the chosen layers, a line each. */
export function layerCurves() {
  const holder = h('div', { class: 'chart', role: 'img' });
  const legend = h('ul', { class: 'legend' });
  const readout = h('p', { class: 'readout' });
  const element = h('div', {}, holder, legend, readout);
  const drawing = chart(holder, read);
  let shown = null;

  function draw(next) {
    shown = next;
    element.hidden = shown.chosen.length === 0;
    if (element.hidden) return;
    const styles = shown.chosen.map((_, i) => ({ colour: i % COLOURS, kind: 'layer' }));
    const columns = shown.chosen.map(column);
    const logarithmic = isWide(columns.flat().filter((value) => value !== null));
    drawing.draw({ data: [shown.steps, ...columns], styles }, logarithmic);
    fill(
      legend,
      shown.chosen.map((layer, i) => h('li', { 'data-colour': i % COLOURS }, `${layer} `, h('span', { class: 'quiet' }))),
    );
    holder.setAttribute('aria-label', `${shown.quantity} over steps of ${shown.chosen.join(', ')}`);
    read(null);
  }

  function column(layer) {
    return shown.columns[shown.layers.indexOf(layer)];
  }

  /** Says what stands at a place of the axis; at its end where the cursor is elsewhere. */
  function read(index) {
    const at = index ?? shown.steps.length - 1;
    say(readout, `step ${number(shown.steps[at])}`);
    shown.chosen.forEach((layer, i) => say(legend.children[i].lastChild, measured(shown.quantity, column(layer)[at])));
  }

  return { element, draw, leave: drawing.leave };
}
