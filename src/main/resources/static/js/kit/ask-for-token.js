// @ts-check
import { h } from './dom.js';
import { showDialog } from './show-dialog.js';
import { keepToken } from './token.js';

/** The question that is open now, which all requests wait for. */
let asked = null;
/** Whether the reader has closed the question without an answer: then only a button opens it. */
let isDeclined = false;

/**
 * Asks for a token where the service wants one, once for all requests that were refused.
 * @param {string} why what the service said
 * @returns {Promise<boolean>} whether one was given
 */
export function askForToken(why) {
  if (isDeclined) return Promise.resolve(false);
  asked ??= ask(why).finally(() => (asked = null));
  return asked;
}

/** Asks again, after the question was closed. */
export function askForTokenAgain() {
  isDeclined = false;
  return askForToken('Requests are sent with it until this tab is closed.');
}

function ask(why) {
  const input = h('input', { type: 'password', autocomplete: 'off', required: true });
  const decline = h('button', { type: 'button', onclick: () => dialog.close() }, 'Not now');
  const form = h(
    'form',
    { onsubmit: submit },
    h('h2', { id: 'token-question' }, 'This service needs a token'),
    h('p', { id: 'token-reason' }, why),
    h('label', {}, 'Token', input),
    h('div', { class: 'answers' }, decline, h('button', { class: 'primary' }, 'Use it')),
  );
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'token-question', 'aria-describedby': 'token-reason' },
    form,
  );

  function submit(event) {
    event.preventDefault();
    keepToken(input.value.trim());
    dialog.close('given');
  }

  return showDialog(/** @type {HTMLDialogElement} */ (dialog)).then((answer) => {
    isDeclined = answer !== 'given';
    if (isDeclined) dispatchEvent(new Event('token-declined'));
    return !isDeclined;
  });
}
