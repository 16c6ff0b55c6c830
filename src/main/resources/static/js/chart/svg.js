import { h, onResize } from '../kit/dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** A new element of a picture; children that are null are left out. */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, rounded(value));
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined),
  );
  return element;
}

function rounded(value) {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value;
}

/** A text at a place; `anchor` is start, middle or end. */
export function text(x, y, anchor, words, attributes = {}) {
  return s('text', { x, y, 'text-anchor': anchor, ...attributes }, words);
}

/** A line from one point to another. */
export function line(x1, y1, x2, y2, kind, attributes = {}) {
  return s('line', { x1, y1, x2, y2, class: kind, ...attributes });
}

/** What a pointer that rests on an element is told. */
export function tip(words) {
  return s('title', {}, words);
}

/**
 * A place that draws a picture as wide as itself, and again when its width changes, so that letters
 * keep their size on a narrow screen. `draw(width)` answers `{height, label, parts}`, or null where
 * there is nothing to draw.
 */
export function picture(draw) {
  const element = h('div', { class: 'picture' });
  let width = 0;

  function update() {
    width = element.clientWidth;
    if (width === 0) return;
    const drawn = draw(width);
    element.replaceChildren(...(drawn ? [whole(drawn, width)] : []));
  }

  const leave = onResize(element, () => {
    if (element.clientWidth !== width) update();
  });
  return { element, update, leave };
}

/** A picture with links in it is a group of them; one without is a single image. */
function whole({ height, label, parts }, width) {
  const svg = s(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-label': label },
    parts,
  );
  svg.setAttribute('role', svg.querySelector('a') ? 'group' : 'img');
  return svg;
}
