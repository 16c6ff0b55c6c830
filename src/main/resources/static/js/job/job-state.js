// @ts-check
import { h, say } from '../kit/dom.js';

/** The states of a job; a mark beside the colour, so that colour is never the only sign. */
export const STATES = {
  QUEUED: { mark: '◦', word: 'queued' },
  RUNNING: { mark: '▸', word: 'running' },
  SUCCEEDED: { mark: '✓', word: 'succeeded' },
  FAILED: { mark: '✕', word: 'failed' },
  CANCELLED: { mark: '⊘', word: 'cancelled' },
};

/** The runs' outcomes. */
export const OUTCOMES = {
  COMPLETED: { mark: '✓', word: 'completed' },
  STOPPED_EARLY: { mark: '◂', word: 'stopped early' },
  DIVERGED: { mark: '↯', word: 'diverged' },
};

/**
 * Whether a job will not change any more.
 *
 * @param {Api.Job} job
 */
export function isOver(job) {
  return job.state === 'SUCCEEDED' || job.state === 'FAILED' || job.state === 'CANCELLED';
}

/**
 * A state or an outcome as a small label.
 *
 * @param {string} name
 * @param {{ [name: string]: { mark: string, word: string } }} kinds
 */
export function badge(name, kinds = STATES) {
  const kind = kinds[name] ?? { mark: '·', word: String(name).toLowerCase().replaceAll('_', ' ') };
  return h(
    'span',
    { class: 'badge', 'data-state': name },
    h('span', { 'aria-hidden': 'true' }, kind.mark),
    ` ${kind.word}`,
  );
}

/**
 * What a job's badge says: its state, how many of its runs diverged, and a wish to cancel that was
 * not carried out yet.
 */
export function jobBadge(job) {
  const label = stateBadge(job);
  if (job.cancelRequested && !isOver(job)) label.append(' · cancelling');
  return label;
}

/**
 * A job of which nothing is left but divergence does not look like a success.
 *
 * @param {Api.Job} job
 */
function stateBadge(job) {
  const { divergedRuns: diverged = 0, runCount } = job;
  if (!isAllDiverged(job)) {
    const label = badge(job.state);
    if (diverged > 0)
      label.append(h('span', { class: 'warning' }, `, ${diverged} of ${runCount} diverged`));
    return label;
  }
  const words = runCount === 1 ? OUTCOMES.DIVERGED.word : `all ${runCount} diverged`;
  const label = badge('DIVERGED', { DIVERGED: { ...OUTCOMES.DIVERGED, word: words } });
  label.title = STATES[job.state].word;
  return label;
}

/** @param {Api.Job} job */
function isAllDiverged(job) {
  return job.state === 'SUCCEEDED' && job.divergedRuns > 0 && job.divergedRuns === job.runCount;
}

/**
 * A progress bar from 0 to 1 with its share as text.
 *
 * @param {Api.Job} job
 */
export function progress(job) {
  const share = Math.floor(100 * (job.state === 'SUCCEEDED' ? 1 : (job.progress ?? 0)));
  const state = isAllDiverged(job) ? 'DIVERGED' : job.state;
  const bar = h('progress', {
    max: 100,
    value: share,
    'aria-label': 'progress',
    'data-state': state,
  });
  return h(
    'span',
    { class: 'progress' },
    bar,
    say(h('span', { class: 'share' }), `${share}\u202f%`),
  );
}
