// @ts-check
import { h, say } from './dom.js';

const SHOWN = 1600;

/** A button that puts a text on the clipboard. */
export function copyButton(text) {
  const button = h('button', { type: 'button', class: 'copy' }, 'Copy');
  button.addEventListener('click', async () => {
    say(button, (await copy(text())) ? 'Copied' : 'Press Ctrl+C');
    setTimeout(() => say(button, 'Copy'), SHOWN);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyWithoutPermission(text);
  }
}

/**
 * Plain HTTP from another machine has no clipboard interface; the old command still works there.
 */
function copyWithoutPermission(text) {
  const area = h('textarea', { class: 'offstage', readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
