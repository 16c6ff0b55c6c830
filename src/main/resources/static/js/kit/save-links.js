// @ts-check
import { h } from './dom.js';
import { file } from './api.js';
import { heldToken } from './token.js';

const KEPT = 60_000;

/**
 * Saves what a link to the API leads to, with the token of this tab: a browser that follows the
 * link by itself sends none. Without a token links are followed as ever.
 */
export function saveLinks() {
  document.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLAnchorElement | null} */
    const link = target.closest('a[href^="api/v1/"]');
    if (!link || !heldToken()) return;
    event.preventDefault();
    save(link);
  });
}

async function save(link) {
  const path = link.getAttribute('href');
  link.parentElement.querySelector('[data-not-saved]')?.remove();
  try {
    const { content, name } = await file(path.replace(/^api\/v1\//, ''));
    const href = URL.createObjectURL(content);
    h('a', { href, download: name ?? lastPart(path) }).click();
    setTimeout(() => URL.revokeObjectURL(href), KEPT);
  } catch (error) {
    const words = ` Not saved: ${error.message}`;
    link.after(h('span', { class: 'warning', role: 'alert', 'data-not-saved': true }, words));
  }
}

function lastPart(path) {
  return path.split('?')[0].split('/').at(-1);
}
