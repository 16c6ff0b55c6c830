// @ts-check
import { Refused, Unreachable } from './api.js';
import { lost, restored } from './connection.js';

const LONGEST = 30_000;

/**
 * Runs a task again and again: it answers with the milliseconds until the next time, or null to
 * end. Rests while the page is hidden; after a lost connection the pauses double up to 30 s.
 *
 * @param {() => Promise<number | null>} task
 * @param {(error: Error) => void} failed is told each failure
 * @returns {{stop: () => void, now: () => void}} `now` asks at once, and once more where an older
 *     question is still on its way
 */
export function poll(task, failed = (_error) => {}) {
  const key = { retry: turn };
  let timer = 0;
  let failures = 0;
  let busy = false;
  let isAskedAgain = false;
  let over = false;

  async function turn() {
    clearTimeout(timer);
    isAskedAgain ||= busy;
    if (over || busy || document.hidden) return;
    busy = true;
    const pause = await attempt();
    busy = false;
    if (pause === null) stop();
    else if (!over) timer = setTimeout(turn, isAskedAgain ? 0 : pause);
    isAskedAgain = false;
  }

  async function attempt() {
    try {
      const pause = await task();
      failures = 0;
      if (!over) restored(key);
      return pause;
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Refused)) console.error(error);
      const pause = Math.min(LONGEST, 1000 * 2 ** failures++) * (0.8 + 0.4 * Math.random());
      if (over) return pause;
      lost(key, pause, error);
      failed(error);
      return pause;
    }
  }

  function stop() {
    over = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', turn);
    restored(key, true);
  }

  document.addEventListener('visibilitychange', turn);
  turn();
  return { stop, now: turn };
}
