// @ts-check
import { h, fill, renew, keepFocus, say, scrollable } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { poll } from '../kit/poll.js';
import { jobFilter } from './job-filter.js';
import { jobRow } from './job-row.js';
import { firstJob } from './first-job.js';
import { choose, pageLimit } from '../kit/route.js';
import { isOver } from './job-state.js';
import { loading, notLoaded } from '../kit/waiting.js';

const STEP = 50;
/** As many as the API gives at once. */
const MOST = 500;

/** The page of all jobs, newest first. */
export function jobList() {
  document.title = 'Jobs · Normlab';
  let limit = pageLimit(STEP, MOST);
  const rows = new Map();
  const body = h('tbody');
  const table = scrollable('Jobs', h('table', { class: 'jobs' }, head(), body));
  const count = h('p', { class: 'quiet', role: 'status' });
  const more = h('button', { type: 'button', onclick: showMore }, 'Show more');
  const place = h('div', {}, loading('the jobs'));
  const under = h('div', { class: 'under' }, count, more);
  let first = null;
  let isShown = false;
  const choices = jobFilter(() => poller.now());
  const element = h('section', {}, h('h1', {}, 'Jobs'), choices.element, place);

  const poller = poll(async () => {
    const query = choices.query();
    const asked = query.toString();
    query.set('limit', limit);
    const { body: page } = await get(`jobs?${query}`);
    // What was chosen meanwhile is asked for next.
    if (choices.query().toString() !== asked) return 0;
    show(page);
    isShown = true;
    return page.jobs.some((job) => !isOver(job)) ? 1500 : 4000;
  }, failed);

  function failed(error) {
    if (!isShown)
      fill(
        place,
        notLoaded('the jobs', error, () => poller.now()),
      );
  }

  function show(page) {
    if (page.jobs.length === 0) {
      rows.clear();
      fill(place, choices.isEmpty() ? (first ??= firstJob()) : nothing());
      return;
    }
    fill(
      body,
      page.jobs.map((job) => current(job)),
    );
    const most = page.nextCursor && limit >= MOST;
    say(
      count,
      `${page.jobs.length}${page.nextCursor ? ' newest' : ''} ` +
        (page.jobs.length === 1 ? 'job' : 'jobs') +
        (most ? '; this page shows no more, the choices above find older ones' : ''),
    );
    keepFocus(() => (more.hidden = !page.nextCursor || limit >= MOST));
    fill(place, table, under);
  }

  function current(job) {
    const held = rows.get(job.id);
    if (held?.version === job.version) return held.row;
    const row = held ? renew(held.row, jobRow(job)) : jobRow(job);
    rows.set(job.id, { version: job.version, row });
    return row;
  }

  function showMore() {
    limit = Math.min(MOST, limit + STEP);
    choose('limit', limit);
    poller.now();
  }

  return { element, leave: poller.stop };
}

function nothing() {
  return h('p', { class: 'note' }, 'No job fits these choices.');
}

function head() {
  const names = ['Job', 'State', 'Progress', 'Method', 'Network', 'Data', 'Runs', 'Age', 'Time'];
  const cells = names.map((name) => h('th', { scope: 'col', 'data-column': name }, name));
  return h('thead', {}, h('tr', {}, cells));
}
