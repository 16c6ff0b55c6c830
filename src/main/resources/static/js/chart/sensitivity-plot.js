import { line, s, text, tip } from './svg.js';
import { cross, dot, mark } from './marks.js';
import { extent, scale } from './scale.js';
import { measured, setting } from '../kit/format.js';
import { boundsOf, within } from './bounds.js';

const HEIGHT = 250;
const [LEFT, RIGHT, TOP, BOTTOM] = [58, 14, 22, 46];

/**
 * The best mean of each method at every value of one setting, on a logarithmic axis; a cross above
 * says that runs diverged there.
 *
 * @param curves `{number, method, curve}` each, `curve` as the service answers it
 */
export function sensitivityPlot(name, metric, curves, width) {
  const all = curves.flatMap(({ curve }) => curve);
  const x = scale(
    extent(
      all.map((point) => point.x),
      0,
    ),
    [LEFT + 12, width - RIGHT - 12],
    true,
  );
  const y = scale(
    extent(
      all.map((point) => point.best.value),
      0.06,
    ),
    [HEIGHT - BOTTOM, TOP],
  );
  const values = [...new Set(all.map((point) => point.x))].sort((a, b) => a - b);
  const room = (width - LEFT - RIGHT) / 60;
  const named = values.length <= room ? values : x.ticks(room);
  const parts = [
    ...within(y.ticks(5), boundsOf(metric)).flatMap((tick) => [
      line(LEFT, y.at(tick), width - RIGHT, y.at(tick), 'grid'),
      text(LEFT - 6, y.at(tick) + 4, 'end', setting(tick), { class: 'tick' }),
    ]),
    ...named.map((value) =>
      text(x.at(value), HEIGHT - BOTTOM + 18, 'middle', setting(value), { class: 'tick' }),
    ),
    text((LEFT + width - RIGHT) / 2, HEIGHT - 8, 'middle', `${name}, logarithmic`, {
      class: 'tick',
    }),
    ...curves.flatMap((curve, i) => drawn(curve, i, x, y, metric, curves.length)),
  ];
  const told = curves.map(
    ({ method, curve }) =>
      `${method} ` +
      curve.map((point) => `${setting(point.x)}: ${measured(metric, point.best.value)}`).join(', '),
  );
  return { height: HEIGHT, label: `${metric} over ${name}: ${told.join('; ')}`, parts };
}

function drawn({ number, method, curve }, i, x, y, metric, count) {
  const { colour, dash } = mark(number);
  const known = curve.filter((point) => point.best.value !== null);
  const points = known
    .map((point) => `${x.at(point.x).toFixed(1)},${y.at(point.best.value).toFixed(1)}`)
    .join(' ');
  const dodge = (i - (count - 1) / 2) * Math.min(9, 60 / count);
  const words = (point) =>
    `${method}, ${setting(point.x)}: ${measured(metric, point.best.value)} (${troubles(point)})`;
  return [
    s('polyline', {
      class: 'curve',
      'data-colour': colour,
      'stroke-dasharray': dash.join(' ') || null,
      points,
    }),
    ...known.map((point) =>
      dot(number, x.at(point.x), y.at(point.best.value), 4, tip(words(point))),
    ),
    ...curve
      .filter((point) => point.diverged > 0)
      .map((point) => cross(number, x.at(point.x) + dodge, 9, 3, tip(words(point)))),
  ];
}

function troubles({ values, diverged, missing }) {
  const parts = [
    `${values} values`,
    diverged > 0 ? `${diverged} diverged` : null,
    missing > 0 ? `${missing} missing` : null,
  ];
  return parts.filter(Boolean).join(', ');
}
