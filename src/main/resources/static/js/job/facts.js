// @ts-check
import { h, renew } from '../kit/dom.js';
import { brief, learnsFrom, number } from '../kit/format.js';
import { age, elapsed } from '../kit/clock.js';
import { jobAddress } from '../kit/route.js';
import { isOver } from './job-state.js';
import { shortId } from './job-row.js';

/** What was asked for and what it became, as terms and values. */
export function facts() {
  const list = h('dl', { class: 'facts' });
  const element = h('section', { 'aria-label': 'Facts' }, list);
  let shown = -1;
  return {
    element,
    /** @param {Api.Job} job */
    update(job, _changed) {
      if (job.version === shown) return;
      shown = job.version;
      renew(
        list,
        h(
          'dl',
          { class: 'facts' },
          rows(job).map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
        ),
      );
    },
  };
}

function rows(job) {
  const { spec } = job;
  const all = [
    ['Method', brief(spec.normalization)],
    ['Network', brief(spec.architecture)],
    ...learning(spec),
    ['Optimizer', brief(swept(spec), ['schedule', 'decayNormalization'])],
    ['Schedule', spec.optimizer.schedule ? brief(spec.optimizer.schedule) : null],
    ...length(spec),
    ['Parameters', job.parameterCount ? `${number(job.parameterCount)} a run` : null],
    ['Trained', fused(job)],
    ['Submitted', age(job.createdAt)],
    ['Time', job.startedAt ? elapsed(job.startedAt, isOver(job) ? job.endedAt : null) : null],
    ['Attempt', job.attempt ? number(job.attempt) : null],
    ['Priority', job.priority ? number(job.priority) : null],
    ['Tags', tags(job.tags ?? spec.tags ?? {})],
    [
      'Retry of',
      job.retryOf ? h('a', { href: jobAddress(job.retryOf) }, shortId(job.retryOf)) : null,
    ],
    ['Id', h('code', {}, job.id)],
  ];
  return all.filter(([, value]) => value !== null);
}

/** What is learned from, by whom. */
function learning(spec) {
  if (!spec.environment) return [['Data', learnsFrom(spec)]];
  return [
    ['Environment', learnsFrom(spec)],
    ['Played', brief(spec.environment, ['name', 'sequence', 'cycles'])],
    ['Agent', brief(spec.agent)],
  ];
}

/** How long it goes on. */
function length({ epochs, batchSize, microBatch, environment, steps, stepsPerVisit }) {
  if (environment) {
    const all = stepsPerVisit ? `${number(stepsPerVisit)} a visit` : `${number(steps)} a run`;
    return [['Environment steps', all]];
  }
  return [
    ['Epochs', number(epochs)],
    ['Batch', microBatch ? `${batchSize}, statistics over ${microBatch}` : number(batchSize)],
  ];
}

/** The optimizer with the values that the runs really have: those of lists, and those of points. */
function swept({ optimizer, sweep }) {
  const { points = [], ...lists } = sweep ?? {};
  const names = new Set(points.flatMap((point) => Object.keys(point)));
  const ofPoints = [...names].map((name) => [name, points.map((point) => point[name])]);
  const values = [...Object.entries(lists), ...ofPoints].map(([name, list]) => [
    name,
    [...new Set(list)],
  ]);
  return {
    ...optimizer,
    ...Object.fromEntries(
      values
        .filter(([, list]) => list.length > 0)
        .map(([name, list]) => [name, list.length === 1 ? list[0] : list]),
    ),
  };
}

function fused(job) {
  if (!job.width) return null;
  const together = job.width === 1 ? 'one run at a time' : `${job.width} runs in a group`;
  return `${together}, ${job.threads} ${job.threads === 1 ? 'thread' : 'threads'}`;
}

function tags(map) {
  const entries = Object.entries(map);
  return entries.length === 0 ? null : entries.map(([key, value]) => `${key}: ${value}`).join(', ');
}
