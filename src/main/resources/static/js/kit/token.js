// @ts-check
/** The token is kept by this tab alone, until it is closed. */
const KEY = 'normlab.token';

/** The token that requests send; null where none was given. */
export function heldToken() {
  try {
    return globalThis.sessionStorage?.getItem(KEY) ?? null;
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** Keeps a token for the requests that follow. */
export function keepToken(token) {
  sessionStorage.setItem(KEY, token);
}

/** Forgets the token. */
export function forgetToken() {
  sessionStorage.removeItem(KEY);
}

/** The headers by which a request shows the token. */
export function authorization(token = heldToken()) {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** The header in a command for a terminal, where there is a token, without the token itself. */
export function shellHeader() {
  return heldToken() ? ' -H "Authorization: Bearer $NORMLAB_TOKEN"' : '';
}
