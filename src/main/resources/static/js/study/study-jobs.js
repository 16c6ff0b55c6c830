// @ts-check
import { h, fill, renew, say, scrollable } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { poll } from '../kit/poll.js';
import { isOver, jobBadge, progress } from '../job/job-state.js';
import { jobAddress } from '../kit/route.js';
import { title } from '../job/job-row.js';
import { brief, learnsFrom } from '../kit/format.js';
import { jobsOf } from './study-choices.js';
import { loading, notLoaded } from '../kit/waiting.js';

const SHOWN = 50;
const PAUSE = 3000;

/** The jobs of a study, asked for once they are wanted. */
export function studyJobs() {
  const summary = h('summary', {}, 'Jobs');
  const body = h('tbody');
  const rest = h('p', { class: 'quiet' });
  const head = h(
    'tr',
    {},
    ['Job', 'State', 'Progress', 'Method', 'Data'].map((name) =>
      h('th', { scope: 'col', 'data-column': name }, name),
    ),
  );
  const table = scrollable(
    'Jobs of the study',
    h('table', { class: 'jobs' }, h('thead', {}, head), body),
  );
  const rows = new Map();
  const place = h('div', {}, loading('the jobs'));
  const element = h('details', { class: 'part' }, summary, place);
  let study = null;
  let poller = null;

  element.addEventListener('toggle', () => {
    poller?.stop();
    poller = element.open ? poll(show, failed) : null;
  });

  async function show() {
    const ids = await jobsOf(study);
    const jobs = await Promise.all(
      ids.slice(0, SHOWN).map(async (id) => (await get(`jobs/${encodeURIComponent(id)}`)).body),
    );
    fill(body, jobs.map(current));
    fill(place, table, rest);
    say(
      rest,
      ids.length > SHOWN ? `${SHOWN} of ${ids.length} jobs; all ids are in the API’s answer.` : '',
    );
    return jobs.every(isOver) ? null : PAUSE;
  }

  function failed(error) {
    if (!table.isConnected)
      fill(
        place,
        notLoaded('the jobs', error, () => poller.now()),
      );
  }

  function current(job) {
    rows.set(job.id, rows.has(job.id) ? renew(rows.get(job.id), row(job)) : row(job));
    return rows.get(job.id);
  }

  return {
    element,
    update(newStudy) {
      study = newStudy;
      say(summary, `Jobs (${study.jobs.all})`);
    },
    leave: () => poller?.stop(),
  };
}

function row(job) {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, h('a', { href: jobAddress(job.id), title: job.id }, title(job))),
    h('td', { 'data-column': 'State' }, jobBadge(job)),
    h('td', { 'data-column': 'Progress' }, progress(job)),
    h(
      'td',
      { 'data-column': 'Method' },
      brief(job.spec.normalization, ['epsilon', 'momentum', 'affine']),
    ),
    h('td', { 'data-column': 'Data' }, learnsFrom(job.spec)),
  );
}
