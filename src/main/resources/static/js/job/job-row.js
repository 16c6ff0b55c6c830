// @ts-check
import { h } from '../kit/dom.js';
import { brief, learnsFrom } from '../kit/format.js';
import { age, elapsed } from '../kit/clock.js';
import { jobBadge, progress, isOver } from './job-state.js';
import { jobAddress } from '../kit/route.js';

/**
 * One job as a row of the list.
 *
 * @param {Api.Job} job
 */
export function jobRow(job) {
  const { normalization, architecture } = job.spec;
  const ended = job.endedRuns ?? 0;
  const end = job.endedAt ?? (isOver(job) ? job.createdAt : null);
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h('a', { href: jobAddress(job.id), title: `${job.name ?? ''} ${job.id}`.trim() }, title(job)),
    ),
    cell('State', jobBadge(job)),
    cell('Progress', progress(job)),
    cell('Method', brief(normalization, ['epsilon', 'momentum', 'affine'])),
    cell('Network', architecture.type),
    cell('Data', learnsFrom(job.spec)),
    cell('Runs', `${ended}/${job.runCount ?? '?'}`),
    cell('Age', age(job.createdAt)),
    cell('Time', elapsed(job.startedAt, end)),
  );
}

/** What a job is called: its name, or the end of its id, since ids of one minute begin alike. */
export function title(job) {
  return job.name || shortId(job.id);
}

/** The end of an id, as good as unique. */
export function shortId(id) {
  return `…${id.slice(-8)}`;
}

/** A text that is cut is whole in its tooltip. */
function cell(column, content) {
  return h(
    'td',
    { 'data-column': column, title: typeof content === 'string' ? content : null },
    content,
  );
}
