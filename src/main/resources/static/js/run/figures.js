/** The figures of a run that are shown, in this order; all others are in the API's answer. */
export const FIGURES = {
  'test.accuracy': 'Test acc.',
  'validation.accuracy': 'Val. acc.',
  'test.loss': 'Test loss',
  lastEpoch: 'Last epoch',
  bestEpoch: 'Best epoch',
  'best.test.accuracy': 'Test acc. at best',
  'best.validation.accuracy': 'Val. acc. at best',
  samplesPerSecond: 'Samples/s',
  seconds: 'Seconds',
};

/** The names of the figures that at least one run has. */
export function figureNames(runs) {
  return Object.keys(FIGURES).filter((name) => runs.some((run) => figure(run, name) !== undefined));
}

/**
 * A figure of a run; epochs count from 1, so a run that diverged within its first has no best one.
 */
export function figure(run, name) {
  const isNone = name === 'bestEpoch' && run.outcome === 'DIVERGED' && run.summary?.[name] === 0;
  return isNone ? undefined : run.summary?.[name];
}
