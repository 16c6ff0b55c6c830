import { h } from './dom.js';

/**
 * Asks a question in a dialog; Escape means no.
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

  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'yes' ? { text: input?.value.trim() ?? '' } : null);
    });
  });
}
