// @ts-check
import { h, say } from '../kit/dom.js';
import { get } from '../kit/api.js';

const LINES = 200;

/** The last lines of the trainer's log, following its end unless the reader scrolled up. */
export function logTail(id) {
  const text = h('pre', { class: 'log', tabindex: 0, 'aria-label': 'Log, last lines' });
  const element = h('section', { hidden: true }, h('h2', {}, 'Log'), text);
  let shown = false;

  async function update(_job, changed) {
    if (shown && !changed) return;
    const { body } = await get(`jobs/${encodeURIComponent(id)}/log?tail=${LINES}`);
    const lines = body.lines.map((line) => line.text);
    shown = true;
    element.hidden = lines.length === 0;
    const following = text.scrollHeight - text.scrollTop - text.clientHeight < 24;
    say(text, lines.join('\n'));
    if (following) text.scrollTop = text.scrollHeight;
  }
  return { element, update };
}
