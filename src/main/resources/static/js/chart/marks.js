import { s } from './svg.js';

const COLOURS = 7;
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [12, 4]];

/** How a method is drawn in every picture, so that it is known without its colour: 35 differ. */
export function mark(number) {
  return { colour: number % COLOURS, dash: DASHES[number % DASHES.length] };
}

/** A method's point: a disc, a square, a diamond, a triangle or a ring. */
export function dot(number, x, y, r, ...children) {
  const attributes = { class: 'dot', 'data-colour': number % COLOURS };
  switch (number % DASHES.length) {
    case 0:
      return s('circle', { ...attributes, cx: x, cy: y, r }, children);
    case 1:
      return polygon(
        attributes,
        [x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r],
        children,
      );
    case 2:
      return polygon(
        attributes,
        [x - 1.35 * r, y, x, y - 1.35 * r, x + 1.35 * r, y, x, y + 1.35 * r],
        children,
      );
    case 3:
      return polygon(
        attributes,
        [x, y - 1.3 * r, x + 1.25 * r, y + r, x - 1.25 * r, y + r],
        children,
      );
    default:
      return s('circle', { ...attributes, class: 'ring', cx: x, cy: y, r }, children);
  }
}

/** A run that diverged. */
export function cross(number, x, y, r, ...children) {
  const d = `M${x - r} ${y - r}L${x + r} ${y + r}M${x - r} ${y + r}L${x + r} ${y - r}`;
  return s('path', { class: 'cross', 'data-colour': number % COLOURS, d }, children);
}

/** A line of a legend: dash and point as in the pictures. */
export function sample(number) {
  const { colour, dash } = mark(number);
  const stroke = s('line', {
    x1: 1,
    y1: 6,
    x2: 27,
    y2: 6,
    class: 'curve',
    'data-colour': colour,
    'stroke-dasharray': dash.join(' ') || null,
  });
  return s(
    'svg',
    { class: 'sample', width: 28, height: 12, 'aria-hidden': 'true' },
    stroke,
    dot(number, 14, 6, 3.2),
  );
}

function polygon(attributes, numbers, children) {
  return s(
    'polygon',
    { ...attributes, points: numbers.map((n) => n.toFixed(1)).join(' ') },
    children,
  );
}
