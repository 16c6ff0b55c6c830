// @ts-check
import { h, renew, say } from '../kit/dom.js';
import { number } from '../kit/format.js';
import { chart } from '../chart/chart.js';
import { withEnds } from '../chart/reach.js';
import { isWide } from '../chart/shades.js';
import { boundsOf } from '../chart/bounds-of.js';

const COLOURS = 7;
const THINNED = ' · each point is the last of a stretch of steps, the band its least and greatest';

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
    const columns = shown.chosen.map((layer) => shown.columns[at(layer)]);
    const logarithmic = isWide(columns.flat().filter((value) => value !== null));
    const drawn = shown.chosen.map((_, i) => ({
      values: columns[i],
      colour: i % COLOURS,
      kind: 'layer',
    }));
    const bands = shown.isThinned ? withReach(drawn, logarithmic) : [];
    const data = [shown.steps, ...drawn.map(({ values }) => values)];
    drawing.draw({ data, styles: drawn, bands, bounds: boundsOf(shown.quantity) }, logarithmic);
    const entry = (layer, i) =>
      h('li', { 'data-colour': i % COLOURS }, `${layer} `, h('span', { class: 'quiet' }));
    renew(legend, h('ul', { class: 'legend' }, shown.chosen.map(entry)));
    holder.setAttribute('aria-label', `${shown.quantity} over steps of ${shown.chosen.join(', ')}`);
    read(drawing.index());
  }

  function at(layer) {
    return shown.layers.indexOf(layer);
  }

  /**
   * Bands from the least to the greatest value of each stretch; no logarithm is drawn of what has
   * none.
   */
  function withReach(drawn, logarithmic) {
    const groups = shown.chosen.map((layer, i) => ({ members: [at(layer)], colour: i % COLOURS }));
    const kept = (columns) =>
      columns.map((column) => column.map((value) => (logarithmic && value <= 0 ? null : value)));
    return withEnds(drawn, groups, kept(shown.low), kept(shown.high));
  }

  /** Says what stands at a place of the axis; at its end where the cursor is elsewhere. */
  function read(index) {
    const step = Math.min(index ?? Infinity, shown.steps.length - 1);
    say(readout, `step ${number(shown.steps[step])}` + (shown.isThinned ? THINNED : ''));
    shown.chosen.forEach((layer, i) =>
      say(legend.children[i].lastChild, shown.reading(at(layer), step)),
    );
  }

  return { element, draw, leave: drawing.leave };
}
