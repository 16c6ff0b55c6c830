import { formatOf } from '../kit/metrics.js';

/**
 * Between which values a metric lies by its definition: an accuracy between 0 and 1, a loss at or
 * above 0. The ends of computed intervals may lie beyond; pictures end at the bound, words say what
 * was computed.
 * @returns {[number, number]}
 */
export function boundsOf(metric) {
  const format = formatOf(metric);
  if (format === 'share') return [0, 1];
  return format === 'number' ? [-Infinity, Infinity] : [0, Infinity];
}

/** Between which values the difference of two values of a metric lies. */
export function boundsOfDifference(metric) {
  const [low, high] = boundsOf(metric);
  return [low - high, high - low];
}

/** A value, or the bound that it lies beyond; null stays null. */
export function clipped(value, [low, high]) {
  return value === null ? null : Math.min(Math.max(value, low), high);
}

/** What a tooltip adds where an end of an interval is not drawn where it was computed. */
export function clippedNote(low, high, bounds) {
  return low < bounds[0] || high > bounds[1] ? '; drawn up to what the metric can be' : '';
}

/** Those values that lie between bounds. */
export function within(values, [low, high]) {
  return values.filter((value) => value >= low && value <= high);
}
