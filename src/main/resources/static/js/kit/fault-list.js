// @ts-check
import { h, fill } from './dom.js';
import { Refused, Unreachable } from './api.js';

/**
 * What is wrong with what was sent: a sentence, and each fault with its JSON pointer. Without an
 * answer nobody knows whether a change was stored: `show` is told the sentence for that.
 */
export function faultList() {
  const element = h('div', { class: 'faults', role: 'alert' });
  const stale = h(
    'p',
    { class: 'quiet' },
    'The text has changed since; this is about what it was.',
  );

  function say(message) {
    fill(element, h('p', { class: 'failure' }, message));
  }

  function show(error, unanswered) {
    if (error instanceof Unreachable) return say(unanswered);
    if (!(error instanceof Refused)) console.error(error);
    const items = (error.errors ?? []).map(({ pointer, detail }) =>
      h('li', {}, h('code', {}, pointer || '/'), ` ${detail}`),
    );
    const isSaidBelow = error.errors?.length === 1 && error.errors[0].detail === error.message;
    fill(
      element,
      isSaidBelow ? null : h('p', { class: 'failure' }, error.message),
      items.length > 0 ? h('ul', {}, items) : null,
    );
  }

  /** Marks what is said as older than what stands in the form. */
  function age() {
    if (element.firstChild) element.append(stale);
  }

  return { element, say, show, age, clear: () => fill(element) };
}
