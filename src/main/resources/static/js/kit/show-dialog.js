// @ts-check
import { isUsable } from './dom.js';

/**
 * Shows a dialog until it is closed, then removes it and gives the focus back to what had it.
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<string>} what the dialog was closed with; empty where it was dismissed
 */
export function showDialog(dialog) {
  const opener = /** @type {HTMLElement} */ (document.activeElement);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (isUsable(opener)) opener.focus({ preventScroll: true });
      answer(dialog.returnValue);
    });
  });
}
