const BASE = 'api/v1/';
const KEPT = 200;
const known = new Map();

/** What the service answered instead of what was asked for. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.errors = problem.errors ?? [];
    this.position = problem.position ?? null;
  }
}

/** The address of a resource, as the browser can open it. */
export function address(path) {
  return BASE + path;
}

/**
 * Reads a resource; an unchanged one costs the service a 304 and gives the body already held.
 * @returns {Promise<{body: any, changed: boolean}>}
 */
export async function get(path) {
  const held = known.get(path);
  const headers = { Accept: 'application/json' };
  if (held) headers['If-None-Match'] = held.etag;
  const answer = await fetch(address(path), { headers, cache: 'no-store' });
  if (answer.status === 304 && held) return { body: held.body, changed: false };
  if (!answer.ok) throw await refusal(answer);
  const body = await answer.json();
  keep(path, answer.headers.get('ETag'), body);
  return { body, changed: true };
}

/** Asks for a change. */
export async function post(path, body = {}) {
  const answer = await fetch(address(path), {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw await refusal(answer);
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

function keep(path, etag, body) {
  known.delete(path);
  if (!etag) return;
  known.set(path, { etag, body });
  if (known.size > KEPT) known.delete(known.keys().next().value);
}

async function refusal(answer) {
  if (answer.status >= 502) throw new TypeError(`no service behind the proxy: ${answer.status}`);
  const problem = await answer.json().catch(() => ({}));
  return new Refused(answer.status, problem);
}
