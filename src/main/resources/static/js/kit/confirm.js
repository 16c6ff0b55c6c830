// @ts-check
import { h } from './dom.js';
import { showDialog } from './show-dialog.js';
import { Unreachable } from './api.js';

/**
 * Asks a question in a dialog; Escape means no. Focus goes back to what opened it.
 *
 * @param {{ question: string, detail: string, field?: string, yes: string, no: string }} words
 *     `field` is the label of a text that can be given; none where it is left out
 * @returns {Promise<{text: string} | null>} what was typed, or null for no
 */
export function confirm({ question, detail, field, yes, no }) {
  const input = field ? h('input', { type: 'text', maxlength: 200, autocomplete: 'off' }) : null;
  const accept = h('button', { type: 'submit', class: 'primary' }, yes);
  const refuse = h('button', { type: 'button', onclick: () => dialog.close() }, no);
  const form = h(
    'form',
    { onsubmit: submit },
    h('h2', { id: 'question' }, question),
    h('p', {}, detail),
    input ? h('label', {}, field, input) : null,
    h('div', { class: 'answers' }, refuse, accept),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'question' }, form);

  function submit(event) {
    event.preventDefault();
    dialog.close('yes');
  }

  return showDialog(/** @type {HTMLDialogElement} */ (dialog)).then((answer) =>
    answer === 'yes' ? { text: input?.value.trim() ?? '' } : null,
  );
}

/** Why a change was not made, or that nobody knows whether it was. */
export function notDone(error) {
  if (error instanceof Unreachable)
    return 'The service did not answer: whether this was done shows once it answers again.';
  return error.message;
}
