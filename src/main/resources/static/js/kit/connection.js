// @ts-check
import { h, fill, focusHeading, say } from './dom.js';
import { Refused } from './api.js';

/** What failed lately: a poller, why, and when it tries again. */
const failing = new Map();
const words = h('span');
const countdown = h('span', { class: 'quiet' });
const retry = h('button', { type: 'button', onclick: retryAll }, 'Retry now');

/** Tells that a poller failed and when it tries again. */
export function lost(poller, pause, error) {
  failing.set(poller, { error, at: Date.now() + pause });
  show();
}

/**
 * Tells that a poller works again, or is no longer needed. Where one works, the others that had
 * lost the connection try at once, so that the banner goes as soon as it is untrue.
 */
export function restored(poller, isOver = false) {
  failing.delete(poller);
  show();
  if (!isOver)
    [...failing]
      .filter(([, { error }]) => !(error instanceof Refused))
      .forEach(([other]) => other.retry());
}

/** Keeps the seconds until the next try true. */
export function keepCountdown() {
  setInterval(() => {
    if (failing.size > 0) count();
  }, 1000);
  addEventListener('online', retryAll);
}

function retryAll() {
  for (const poller of failing.keys()) poller.retry();
}

function show() {
  const banner = document.getElementById('connection');
  const place = banner.querySelector('[role="status"]');
  const hadFocus = document.activeElement === retry;
  banner.hidden = failing.size === 0;
  if (failing.size === 0) {
    fill(place);
    if (hadFocus) focusHeading();
    return;
  }
  say(words, sentence([...failing.values()].at(-1).error));
  count();
  fill(place, words);
  if (!countdown.isConnected) place.after(countdown, retry);
}

function sentence(error) {
  const why =
    error instanceof Refused
      ? `The service answered: ${error.message}.`
      : 'The service does not answer.';
  return `${why.replace(/\.\.$/, '.')} What you see may be out of date.`;
}

function count() {
  const next = Math.min(...[...failing.values()].map(({ at }) => at));
  const seconds = Math.ceil((next - Date.now()) / 1000);
  say(countdown, seconds > 0 ? `Next try in ${seconds} s.` : 'Trying …');
}
