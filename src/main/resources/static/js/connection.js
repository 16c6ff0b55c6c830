import { say } from './dom.js';
import { Refused } from './api.js';

const failing = new Set();

/** Tells that a poller failed and when it tries again. */
export function lost(poller, pause, error) {
  failing.add(poller);
  const why = error instanceof Refused ? `The service answered: ${error.message}` : 'Connection lost';
  const seconds = Math.max(1, Math.round(pause / 1000));
  show(`${why}; retrying in ${seconds} s. What you see may be out of date.`);
}

/** Tells that a poller works again, or is no longer needed. */
export function restored(poller) {
  failing.delete(poller);
  if (failing.size === 0) show('');
}

function show(text) {
  const note = document.getElementById('connection');
  note.hidden = text === '';
  say(note, text);
}
