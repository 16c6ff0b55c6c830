// @ts-check
import { setting } from '../kit/format.js';

/** What a sweep can vary, as the runs name it and as a column is headed. */
export const SWEPT = {
  learningRate: 'Learning rate',
  weightDecay: 'Weight decay',
  momentum: 'Momentum',
};

/** The names of what differs between runs; none without a sweep. */
export function sweptNames(runs) {
  return Object.keys(SWEPT).filter((name) => new Set(runs.map((run) => run[name])).size > 1);
}

/** A point of the sweep in words, the same for all its seeds; empty without a sweep. */
export function pointName(run, swept) {
  return swept.map((name) => `${name} ${setting(run[name])}`).join(', ');
}
