import { Refused } from './api.js';
import { lost, restored } from './connection.js';

const LONGEST = 30_000;

/**
 * Runs a task again and again: it answers with the milliseconds until the next time, or null to
 * end. Rests while the page is hidden; after a lost connection the pauses double up to 30 s.
 * @returns {{stop: () => void, now: () => void}}
 */
export function poll(task) {
  const key = {};
  let timer = 0;
  let failures = 0;
  let busy = false;
  let over = false;

  async function turn() {
    clearTimeout(timer);
    if (over || busy || document.hidden) return;
    busy = true;
    const pause = await attempt();
    busy = false;
    if (pause === null) stop();
    else if (!over) timer = setTimeout(turn, pause);
  }

  async function attempt() {
    try {
      const pause = await task();
      failures = 0;
      restored(key);
      return pause;
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof Refused)) console.error(error);
      const pause = Math.min(LONGEST, 1000 * 2 ** failures++) * (0.8 + 0.4 * Math.random());
      if (!over) lost(key, pause, error);
      return pause;
    }
  }

  function stop() {
    over = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', turn);
    restored(key);
  }

  document.addEventListener('visibilitychange', turn);
  turn();
  return { stop, now: turn };
}
