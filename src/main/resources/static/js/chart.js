import uPlot from '../vendor/uplot-1.6.32/uPlot.esm.js';
import { setting } from './format.js';

const HEIGHT = 240;
const DARK = matchMedia('(prefers-color-scheme: dark)');

/** A uPlot drawing in an element: fits its width, follows the colour scheme, shares the cursor. */
export function chart(holder, pointed) {
  let plot = null;
  let shape = '';
  let last = null;

  function draw(drawn, logarithmic) {
    last = { drawn, logarithmic };
    const styles = drawn.styles.map((s) => [s.colour, s.kind, s.dash]);
    const wanted = JSON.stringify([logarithmic, isPoint(drawn), styles]);
    if (plot && wanted === shape) return plot.setData(drawn.data);
    shape = wanted;
    plot?.destroy();
    plot = new uPlot(options(drawn, logarithmic), drawn.data, holder);
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
        { ...axis, size: 62, values: (_, ticks) => ticks.map((t) => (t === null ? null : setting(t))) },
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

  const size = new ResizeObserver(() => {
    const width = holder.clientWidth;
    if (plot && width > 0 && width !== plot.width) plot.setSize({ width, height: HEIGHT });
  });
  size.observe(holder);
  DARK.addEventListener('change', redraw);

  function leave() {
    size.disconnect();
    DARK.removeEventListener('change', redraw);
    plot?.destroy();
    plot = null;
  }
  return { draw, leave };
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
  const full = paint.getPropertyValue(`--series-${colour}`).trim();
  const faint = drawn.styles.length > 40 ? '38' : '70';
  return {
    stroke: kind === 'edge' ? 'transparent' : kind === 'run' ? full + faint : full,
    width: { run: 1, layer: 1.75, chosen: 2, mean: 2.5, edge: 0 }[kind],
    dash: kind === 'chosen' ? [6, 4] : dash,
    spanGaps: true,
    points: { show: isPoint(drawn) && kind !== 'edge', size: kind === 'mean' ? 10 : 6 },
  };
}

/** Areas between two lines, upper and lower, in the faint colour of their mean. */
function bands({ bands = [] }, paint) {
  return bands.map(({ series, colour }) => ({ series, fill: `${paint.getPropertyValue(`--series-${colour}`).trim()}2e` }));
}
