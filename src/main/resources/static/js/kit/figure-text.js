// @ts-check
import { h } from './dom.js';
import { measured, number } from './format.js';

/**
 * What statistics answer: `{value, reason}`. Without a value the page shows a dash; the reason is
 * its tooltip and is read out.
 *
 * @param {Api.Figure | null | undefined} figure
 * @param {(value: number) => any} format
 */
export function figureText(figure, format = number) {
  if (!figure) return missing('not asked for here');
  return figure.value === null ? missing(figure.reason) : format(figure.value);
}

/** A dash and why. */
export function missing(reason) {
  return h(
    'span',
    { class: 'missing', title: reason },
    h('span', { 'aria-hidden': 'true' }, '–'),
    h('span', { class: 'spoken' }, `none: ${reason}`),
  );
}

/** A difference with its sign. */
export function signed(name, value) {
  const words = measured(name, value).replace(/^[-−]/, '');
  const isNothing = Number(words) === 0;
  return `${isNothing ? '' : value > 0 ? '+' : '−'}${words}`;
}

/**
 * Both ends of an interval, or a dash and why there is none.
 *
 * @param {Api.Interval} interval
 * @param {(value: number) => string} format
 */
export function intervalText(interval, format) {
  if (interval.low === null) return missing(interval.reason);
  return `[${format(interval.low)}, ${format(interval.high)}]`;
}

/** A p value to two digits; what is below a thousandth says so. */
export function pText(p) {
  if (p < 0.001) return '< 0.001';
  return p.toFixed(p < 0.01 ? 3 : 2);
}
