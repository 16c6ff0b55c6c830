// @ts-check
import { h, fill } from './dom.js';
import { get } from './api.js';
import { forgetToken, heldToken } from './token.js';
import { askForTokenAgain } from './ask-for-token.js';

const EXPOSED =
  'Anyone who reaches this address can read and change everything: no token is needed ' +
  '(normlab.security.none).';

/** Keeps the page telling who may use the service, and by which token this tab does. */
export async function showAccess() {
  const place = document.getElementById('token');
  addEventListener('token-declined', () => fill(place, giveButton()));
  try {
    const { body } = await get('access');
    if (body.rule === 'NONE') showBanner();
    if (body.token && heldToken()) fill(place, forgetButton(body.token));
  } catch {
    // The page says by itself that the service does not answer.
  }
}

function showBanner() {
  const banner = document.getElementById('exposed');
  fill(banner, EXPOSED);
  banner.hidden = false;
}

/** What was read with a token goes with it: the page begins anew. */
function forgetButton({ name, scope }) {
  return h(
    'button',
    {
      type: 'button',
      title: `${name}, scope ${scope}`,
      onclick: () => {
        forgetToken();
        location.reload();
      },
    },
    'Forget token',
  );
}

function giveButton() {
  return h(
    'button',
    {
      type: 'button',
      onclick: async () => {
        if (await askForTokenAgain()) location.reload();
      },
    },
    'Give a token',
  );
}
