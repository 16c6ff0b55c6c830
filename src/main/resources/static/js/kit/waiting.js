// @ts-check
import { h } from './dom.js';
import { Refused } from './api.js';

/** What stands in a place until its content has come. */
export function loading(what) {
  return h('p', { class: 'note loading', role: 'status' }, `Loading ${what} …`);
}

/** Why a place has no content, with a button that asks again. */
export function notLoaded(what, error, retry) {
  const why = error instanceof Refused ? error.message : 'the service does not answer';
  const button = h('button', { type: 'button', onclick: retry }, 'Try again');
  return h(
    'div',
    { class: 'note', role: 'alert' },
    h('p', { class: 'failure' }, `Could not load ${what}: ${why.replace(/\.$/, '')}.`),
    button,
  );
}

/** A place that is empty, and what to do next. */
export function nothingYet(...words) {
  return h('p', { class: 'note' }, words);
}
