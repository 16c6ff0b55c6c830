// @ts-check
import drawing from '../../vendor/uplot-1.6.32/uPlot.esm.js';
import { onResize } from '../kit/dom.js';
import { setting } from '../kit/format.js';

/** @type {any} what it can do is described by its authors, not by its code */
const uPlot = drawing;
const HEIGHT = 240;
const DARK = matchMedia('(prefers-color-scheme: dark)');

/**
 * A uPlot drawing in an element: fits its width, follows the colour scheme, shares the cursor. What
 * a reader zoomed into stays while data come in, until a double click shows all.
 */
export function chart(holder, pointed) {
  let plot = null;
  let shape = '';
  let last = null;

  function draw(drawn, logarithmic) {
    last = { drawn, logarithmic };
    const styles = drawn.styles.map((s) => [s.colour, s.kind, s.dash]);
    const wanted = JSON.stringify([logarithmic, isPoint(drawn), styles]);
    const zoom = zoomed();
    if (plot && wanted === shape) plot.setData(drawn.data, zoom === null);
    else {
      shape = wanted;
      plot?.destroy();
      plot = new uPlot(options(drawn, logarithmic), drawn.data, holder);
    }
    if (zoom) plot.setScale('x', zoom);
  }

  /** The steps between which a reader zoomed; null where all are shown. */
  function zoomed() {
    const steps = plot?.data[0] ?? [];
    if (steps.length < 2) return null;
    const { min, max } = plot.scales.x;
    return min > steps[0] || max < steps.at(-1) ? { min, max } : null;
  }

  function options(drawn, logarithmic) {
    const paint = getComputedStyle(document.documentElement);
    const axis = axisStyle(paint);
    return {
      width: Math.max(200, holder.clientWidth),
      height: HEIGHT,
      legend: { show: false },
      scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1 } },
      axes: [
        { ...axis, size: 30, values: (_, ticks) => ticks.map(setting) },
        {
          ...axis,
          size: 62,
          values: (_, ticks) => ticks.map((t) => (isTold(t, drawn) ? setting(t) : null)),
        },
      ],
      series: [{}, ...drawn.styles.map((style) => stroke(style, paint, drawn))],
      bands: bands(drawn, paint),
      cursor: { sync: { key: 'steps' }, points: { show: false }, drag: { x: true, y: false } },
      hooks: { setCursor: [(u) => pointed(u.cursor.idx ?? null)] },
    };
  }

  function redraw() {
    shape = '';
    if (last) draw(last.drawn, last.logarithmic);
  }

  const unobserve = onResize(holder, () => {
    const width = holder.clientWidth;
    if (plot && width > 0 && width !== plot.width) plot.setSize({ width, height: HEIGHT });
  });
  DARK.addEventListener('change', redraw);

  function leave() {
    unobserve();
    DARK.removeEventListener('change', redraw);
    plot?.destroy();
    plot = null;
  }
  /** The index of the step under the cursor, or null. */
  function index() {
    return plot?.cursor.idx ?? null;
  }
  return { draw, index, leave };
}

/** No number stands at a place of the axis where the metric cannot be. */
function isTold(tick, { bounds = [-Infinity, Infinity] }) {
  return tick !== null && tick >= bounds[0] && tick <= bounds[1];
}

function axisStyle(paint) {
  const font = `12px ${paint.getPropertyValue('--font')}`;
  const grid = { stroke: paint.getPropertyValue('--grid'), width: 1 };
  return { stroke: paint.getPropertyValue('--quiet'), font, grid, ticks: { ...grid, size: 4 } };
}

/** A line through one step is invisible without a mark. */
function isPoint(drawn) {
  return drawn.data[0].length === 1;
}

function stroke({ colour, kind, dash }, paint, drawn) {
  const isEdge = kind === 'edge' || kind === 'reach';
  const full = paint.getPropertyValue(`--m${colour}`).trim();
  const faint = drawn.styles.length > 40 ? '38' : '70';
  return {
    stroke:
      kind === 'edge' ? 'transparent' : kind === 'run' || kind === 'reach' ? full + faint : full,
    width: { run: 1, reach: 1, layer: 1.75, chosen: 2, mean: 2.5, edge: 0 }[kind],
    dash: kind === 'chosen' ? [6, 4] : dash,
    spanGaps: true,
    points: { show: isPoint(drawn) && !isEdge, size: kind === 'mean' ? 10 : 6 },
  };
}

/** Areas between two lines, upper and lower, in the faint colour of their mean. */
function bands({ bands: pairs = [] }, paint) {
  return pairs.map(({ series, colour }) => ({
    series,
    fill: `${paint.getPropertyValue(`--m${colour}`).trim()}2e`,
  }));
}
