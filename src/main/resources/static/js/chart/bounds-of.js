// @ts-check
import { formatOf } from '../kit/metrics.js';

/**
 * Between which values a metric lies by its definition: an accuracy between 0 and 1, a loss at or
 * above 0. Numbers at an axis end there.
 * @returns {[number, number]}
 */
export function boundsOf(metric) {
  const format = formatOf(metric);
  if (format === 'share') return [0, 1];
  return format === 'number' ? [-Infinity, Infinity] : [0, Infinity];
}
