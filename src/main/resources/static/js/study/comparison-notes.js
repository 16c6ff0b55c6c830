// @ts-check
import { h } from '../kit/dom.js';

/**
 * What to know about the rows: choices at an edge, and why figures are missing.
 *
 * @param {Api.ComparedMethod[]} methods
 */
export function comparisonNotes(methods) {
  const methodsByEdge = Map.groupBy(
    methods.flatMap((row) => row.remarks.map((words) => ({ words, method: row.method }))),
    ({ words }) => words,
  );
  const edges = [...methodsByEdge].map(([words, at]) =>
    h('li', { class: 'warning' }, `${at.map(({ method }) => method).join(', ')}: ${words}`),
  );
  return edges.length === 0 ? null : h('ul', { class: 'notes' }, edges);
}
