// @ts-check
import { h, fill } from './dom.js';
import { get, Refused } from './api.js';
import { poll } from './poll.js';

const EVERY = 10_000;

/** Keeps the head of the page telling who could train. */
export function showPool() {
  const place = document.getElementById('pool');
  poll(async () => {
    try {
      const { body, changed } = await get('workers');
      if (changed) fill(place, sentence(body.workers));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fill(place);
    }
    return EVERY;
  });
}

function sentence(workers) {
  const paused = workers.filter((worker) => worker.state === 'PAUSED');
  if (paused.length > 0)
    return h(
      'span',
      { class: 'warning', title: paused.map(why).join('\n') },
      `${paused.length} of ${workers.length} ${plural('worker', workers.length)} takes no jobs`,
    );
  const slots = workers.reduce((sum, worker) => sum + slotCount(worker), 0);
  if (slots === 0) return h('span', { class: 'warning' }, 'no worker: jobs wait');
  return h(
    'span',
    {},
    `${workers.length} ${plural('worker', workers.length)}, ${slots} ${plural('slot', slots)}`,
  );
}

function why(worker) {
  return `${worker.name}: ${worker.reason}`;
}

function slotCount(worker) {
  return Array.isArray(worker.slots) ? worker.slots.length : (worker.slots ?? 0);
}

function plural(word, count) {
  return count === 1 ? word : `${word}s`;
}
