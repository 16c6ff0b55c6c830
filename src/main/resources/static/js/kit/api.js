// @ts-check
import { parse, print } from './json.js';
import { authorization, heldToken } from './token.js';
import { askForToken } from './ask-for-token.js';

const BASE = 'api/v1/';
const KEPT = 200;
/** A connection that says nothing for so long is taken for lost. */
const PATIENCE = 30_000;
/** A file may be large. */
const PATIENCE_FOR_FILES = 600_000;
const known = new Map();

/** What the service answered instead of what was asked for. */
export class Refused extends Error {
  constructor(status, told) {
    super(told.detail ?? told.title ?? `HTTP ${status}`);
    this.status = status;
    this.errors = told.errors ?? [];
    this.position = told.position ?? null;
  }
}

/** No answer: the service is away, too slow, or what answers is not the service. */
export class Unreachable extends Error {}

/** The address of a resource, as the browser can open it. */
export function address(path) {
  return BASE + path;
}

/** How a resource is asked for, and how its text is read. */
const JSON_TEXT = { accept: 'application/json', read: understood };
/** A picture, whose text is given as it is. */
export const SVG = { accept: 'image/svg+xml', read: (text) => text };

/**
 * Reads a resource; an unchanged one costs the service a 304 and gives the body already held.
 * @returns {Promise<{body: any, changed: boolean}>}
 */
export async function get(path, { accept, read } = JSON_TEXT) {
  const held = known.get(path);
  const headers = { Accept: accept, ...(held ? { 'If-None-Match': held.etag } : {}) };
  const { answer, text } = await request(path, { headers, cache: 'no-store' }, held ? [304] : []);
  if (answer.status === 304) return { body: held.body, changed: false };
  const body = read(text);
  keep(path, answer.headers.get('ETag'), body);
  return { body, changed: true };
}

/** Asks for a change. */
export function post(path, body = {}, headers = {}) {
  return send(path, print(body), headers);
}

/** Asks for a change by a text that is JSON already, which is sent as it is. */
export async function send(path, json, headers = {}) {
  const sent = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: json,
  };
  const { text } = await request(path, sent);
  return text ? understood(text) : null;
}

/**
 * Reads a resource as a file, whatever it holds.
 * @returns {Promise<{content: Blob, name: string | undefined}>} with the name that the service says
 */
export async function file(path) {
  const { answer, content } = await request(path, { headers: { Accept: '*/*' }, isFile: true });
  const [, name] = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition')) ?? [];
  return { content, name };
}

/**
 * Answers with the whole text, or content of a file; an answer that is neither a success nor
 * expected is thrown. Where a token is wanted it asks for one, and then once more.
 */
async function request(path, { headers, isFile = false, ...options }, expected = []) {
  const token = heldToken();
  const asked = {
    ...options,
    headers: { Accept: 'application/json', ...authorization(token), ...headers },
    signal: AbortSignal.timeout(isFile ? PATIENCE_FOR_FILES : PATIENCE),
  };
  let answer;
  let content;
  let text;
  try {
    answer = await fetch(address(path), asked);
    if (isFile && answer.ok) content = await answer.blob();
    else text = await answer.text();
  } catch (error) {
    throw new Unreachable(error.message, { cause: error });
  }
  if (answer.ok || expected.includes(answer.status)) return { answer, text, content };
  const told = problem(text);
  if (answer.status === 401) {
    const isRenewed = heldToken() !== token || (await askForToken(told.detail ?? ''));
    if (isRenewed) return request(path, { headers, isFile, ...options }, expected);
  }
  // A proxy without the service behind it answers too, but not with a problem of the service.
  if (answer.status >= 502 && !told.detail)
    throw new Unreachable(`no service behind the proxy: ${answer.status}`);
  throw new Refused(answer.status, told);
}

function understood(text) {
  try {
    return parse(text);
  } catch (error) {
    throw new Unreachable('what answers is not the service', { cause: error });
  }
}

function problem(text) {
  try {
    return parse(text) ?? {};
  } catch {
    return {};
  }
}

function keep(path, etag, body) {
  known.delete(path);
  if (!etag) return;
  known.set(path, { etag, body });
  if (known.size > KEPT) known.delete(known.keys().next().value);
}
