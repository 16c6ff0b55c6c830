// @ts-check
import { metricOf } from '../kit/metrics.js';

/** The figures of a run that are shown, in this order; all others are in the API's answer. */
const SHOWN = [
  'test.accuracy',
  'validation.accuracy',
  'test.loss',
  'return.final',
  'return.area',
  'sequence.first',
  'sequence.second',
  'lastEpoch',
  'bestEpoch',
  'best.test.accuracy',
  'best.validation.accuracy',
  'samplesPerSecond',
  'stepsPerSecond',
  'seconds',
];

/** The heading of a column of values. */
export function labelOf(name) {
  const metric = metricOf(name);
  // A figure is no quantity of a probe, whatever its name ends in.
  return metric && !metric.name.startsWith('probe.') ? metric.label : name;
}

/**
 * The names of the figures that at least one run has.
 *
 * @param {Api.Run[]} runs
 */
export function figureNames(runs) {
  return SHOWN.filter((name) => runs.some((run) => figure(run, name) !== undefined));
}

/**
 * A figure of a run; epochs count from 1, so a run that diverged within its first has no best one.
 *
 * @param {Api.Run | Api.FoundRun} run
 * @param {string} name
 */
export function figure(run, name) {
  const isNone = name === 'bestEpoch' && run.outcome === 'DIVERGED' && run.summary?.[name] === 0;
  return isNone ? undefined : run.summary?.[name];
}
