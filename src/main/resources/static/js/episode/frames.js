// @ts-check
import { number } from '../kit/format.js';

/** Cells of a side of a game of MinAtar. */
export const SIDE = 10;

/**
 * What was seen in an episode, time by time: the set cells of each channel of MinAtar, or the
 * numbers of classic control.
 *
 * @param {Api.Episode} episode
 */
export function framesOf({ shape, bits, numbers }) {
  if (!bits) return { count: numbers.length, at: (time) => numbers[time] };
  const bytes = Uint8Array.from(atob(bits), (letter) => letter.charCodeAt(0));
  const cells = shape.reduce((a, b) => a * b, 1);
  const size = Math.ceil(cells / 8);
  return {
    count: bytes.length / size,
    at: (time) => setCells(bytes.subarray(time * size, (time + 1) * size), cells),
  };
}

/** Bit 100·channel + 10·y + x stands for a cell, the first in the lowest bit of the first byte. */
function setCells(bytes, cells) {
  const found = [];
  for (let bit = 0; bit < cells; bit++) {
    if (((bytes[bit >> 3] >> (bit & 7)) & 1) === 0) continue;
    const cell = bit % (SIDE * SIDE);
    found.push({
      channel: Math.floor(bit / (SIDE * SIDE)),
      x: cell % SIDE,
      y: Math.floor(cell / SIDE),
    });
  }
  return found;
}

/** The sum of rewards before each time; one more than there are steps. */
export function returnsOf(rewards) {
  const sums = [0];
  for (const reward of rewards) sums.push(sums.at(-1) + reward);
  return sums;
}

const ENDINGS = {
  TERMINATED: 'ended by the rules',
  TRUNCATED: 'ended by the limit of steps',
  CUT: 'cut, since it was too long to be shown',
};

/**
 * What stands under the picture at a time.
 *
 * @param {Api.Episode} episode
 * @param {number} time
 * @param {number[]} returns
 */
export function toldAt(episode, time, returns) {
  const length = episode.actions.length;
  const next =
    time < length
      ? `action: ${episode.actionNames[episode.actions[time]]}`
      : (ENDINGS[episode.ended] ?? 'ended');
  return `step ${time} of ${length} · return so far ${number(returns[time])} · ${next}`;
}
