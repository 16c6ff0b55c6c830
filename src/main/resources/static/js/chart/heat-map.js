// @ts-check
import { h, fill, say } from '../kit/dom.js';
import { measured, number } from '../kit/format.js';
import { shades } from './shades.js';

const HEIGHT = 16;
const LEGEND_CELLS = 64;
const DARK = matchMedia('(prefers-color-scheme: dark)');

/**
 * Layers by steps, a row a layer; a layer's name chooses it.
 * @param {(layer: string) => void} toggle
 */
export function heatMap(toggle) {
  const rows = h('div', { class: 'heat' });
  const readout = h('p', { class: 'readout' });
  const legend = h('p', { class: 'shades quiet' });
  const element = h('div', {}, rows, legend, readout);
  let shown = null;
  let order = '';

  function draw(next) {
    shown = next;
    const wanted = JSON.stringify(shown.layers);
    if (wanted !== order) {
      order = wanted;
      fill(rows, shown.layers.flatMap(row));
    }
    const scale = shades(shown.columns.flat().filter((value) => value !== null));
    shown.layers.forEach((layer, i) => {
      const [name, canvas, last] = [...rows.children].slice(3 * i, 3 * i + 3);
      name.setAttribute('aria-pressed', String(shown.chosen.includes(layer)));
      paint(canvas, shown.columns[i], scale);
      const end = shown.columns[i].findLast((value) => value !== null);
      say(last, measured(shown.quantity, end));
      canvas.setAttribute('aria-label', `${layer}: last ${measured(shown.quantity, end)}`);
    });
    const bar = h('canvas', { 'aria-hidden': 'true' });
    const [from, to] = scale.ends;
    const cells = Array.from({ length: LEGEND_CELLS }, (_, i) =>
      along(from, to, i / (LEGEND_CELLS - 1), scale),
    );
    paint(bar, cells, scale);
    const steps =
      shown.steps.length === 1
        ? `step ${number(shown.steps[0])}`
        : `steps ${number(shown.steps[0])} … ${number(shown.steps.at(-1))}`;
    const thinned = shown.isThinned ? ', each the last value of a stretch' : '';
    fill(legend, bar, ` ${scale.words} · ${steps}, left to right${thinned}`);
  }

  function row(layer, i) {
    const name = h(
      'button',
      {
        type: 'button',
        class: 'pick',
        title: 'Draw this layer as a curve',
        onclick: () => toggle(layer),
      },
      layer,
    );
    const canvas = h('canvas', { role: 'img' });
    canvas.addEventListener('pointermove', (event) => read(event, i));
    canvas.addEventListener('pointerleave', () => say(readout, ''));
    return [name, canvas, h('span', { class: 'number' })];
  }

  function read(event, i) {
    const at = Math.floor((event.offsetX / event.target.clientWidth) * shown.steps.length);
    const column = Math.min(Math.max(at, 0), shown.steps.length - 1);
    say(
      readout,
      `${shown.layers[i]} · step ${number(shown.steps[column])} · ${shown.reading(i, column)}`,
    );
  }

  function redraw() {
    if (shown) draw(shown);
  }
  DARK.addEventListener('change', redraw);
  return { element, draw, leave: () => DARK.removeEventListener('change', redraw) };
}

function along(from, to, share, scale) {
  return scale.words.endsWith('logarithmic')
    ? from * (to / from) ** share
    : from + (to - from) * share;
}

/** One pixel a value; the browser stretches them. */
function paint(canvas, values, scale) {
  canvas.width = values.length;
  canvas.height = HEIGHT;
  const brush = canvas.getContext('2d');
  values.forEach((value, x) => {
    if (value === null) return;
    brush.fillStyle = scale.paint(value);
    brush.fillRect(x, 0, 1, HEIGHT);
  });
}
