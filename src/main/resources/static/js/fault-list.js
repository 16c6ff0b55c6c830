import { h, fill } from './dom.js';
import { Refused } from './api.js';

/** What is wrong with what was sent: a sentence, and each fault with its JSON pointer. */
export function faultList() {
  const element = h('div', { class: 'faults', role: 'alert' });

  function say(message) {
    fill(element, h('p', { class: 'failure' }, message));
  }

  function show(error) {
    if (error instanceof TypeError) return say('The service does not answer; nothing was stored.');
    if (!(error instanceof Refused)) console.error(error);
    const items = (error.errors ?? []).map(({ pointer, detail }) => h('li', {}, h('code', {}, pointer || '/'), ` ${detail}`));
    const isSaidBelow = error.errors?.length === 1 && error.errors[0].detail === error.message;
    fill(element, isSaidBelow ? null : h('p', { class: 'failure' }, error.message), items.length > 0 ? h('ul', {}, items) : null);
  }

  return { element, say, show, clear: () => fill(element) };
}
