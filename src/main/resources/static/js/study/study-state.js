// @ts-check
import { h } from '../kit/dom.js';
import { span } from '../kit/format.js';
import { badge } from '../job/job-state.js';
import { shortId } from '../job/job-row.js';

/** The states of a study; a mark beside the colour, as jobs have them. */
export const STUDY_STATES = {
  QUEUED: { mark: '◦', word: 'queued' },
  RUNNING: { mark: '▸', word: 'running' },
  PAUSED: { mark: '‖', word: 'paused' },
  COMPLETED: { mark: '✓', word: 'completed' },
  CANCELLED: { mark: '⊘', word: 'cancelled' },
};

/** What a study is called: its name, or the end of its id. */
export function studyTitle(study) {
  return study.name || (study.recipe ? `recipe ${study.recipe}` : shortId(study.id));
}

/**
 * Whether none of its jobs will change any more; a cancelled one may still be stopping.
 *
 * @param {Api.Study} study
 */
export function isStudyOver(study) {
  return study.jobs.queued + study.jobs.running === 0;
}

/**
 * A study's state as a small label.
 *
 * @param {Api.Study} study
 */
export function studyBadge(study) {
  const label = badge(study.state, STUDY_STATES);
  if (study.state === 'CANCELLED' && !isStudyOver(study)) label.append(' · stopping');
  if (study.state === 'PAUSED' && study.jobs.running > 0)
    label.append(` · ${study.jobs.running} still running`);
  return label;
}

/** One row of how far a study is: a bar, and what became of jobs and runs. */
export function studyProgress(study) {
  const { jobs, runs } = study;
  const share = Math.floor(100 * (study.state === 'COMPLETED' ? 1 : (study.progress ?? 0)));
  const bar = h('progress', {
    max: 100,
    value: share,
    'aria-label': 'progress',
    'data-state': study.state,
  });
  const done = jobs.succeeded + jobs.failed + jobs.cancelled;
  return h(
    'span',
    { class: 'tally' },
    h('span', { class: 'progress' }, bar, h('span', { class: 'share' }, `${share}\u202f%`)),
    h('span', {}, `${done}/${jobs.all} jobs`),
    h('span', {}, `${runs.ended}/${runs.all} runs ended`),
    trouble(runs.diverged, 'diverged'),
    trouble(runs.failed, 'failed'),
    trouble(runs.cancelled, 'cancelled'),
    study.secondsLeft === null || isStudyOver(study)
      ? null
      : h('span', { class: 'quiet' }, `about ${span(study.secondsLeft)} left`),
  );
}

function trouble(count, word) {
  return count > 0 ? h('span', { class: 'warning' }, `${count} ${word}`) : null;
}
