// @ts-check
const SVG = 'http://www.w3.org/2000/svg';
/** The service's marks differ for so many methods; then they begin again. */
const MARKS = 35;

/** The mark of a method, line and point, as in the pictures; the service draws them. */
export function sample(number) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `marks.svg#mark-${number % MARKS}`);
  for (const [name, value] of Object.entries({ class: 'sample', width: 28, height: 12 })) {
    svg.setAttribute(name, String(value));
  }
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}
