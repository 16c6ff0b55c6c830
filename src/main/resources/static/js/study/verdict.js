// @ts-check
import { h } from '../kit/dom.js';

const VERDICTS = { BETTER: ['better', '▲ '], WORSE: ['worse', '▼ '] };

/**
 * A mark where the service concluded better or worse; null else.
 *
 * @param {Api.ComparedMethod} row
 */
export function verdict({ conclusion }) {
  if (!VERDICTS[conclusion]) return null;
  const [word, mark] = VERDICTS[conclusion];
  return h(
    'span',
    { class: 'verdict', 'data-is': word, title: `significantly ${word}` },
    h('span', { 'aria-hidden': 'true' }, mark),
    h('span', { class: 'spoken' }, `${word}: `),
  );
}
