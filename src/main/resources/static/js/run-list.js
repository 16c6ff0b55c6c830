import { h, fill, say } from './dom.js';
import { get, Refused } from './api.js';
import { runFilter } from './run-filter.js';
import { runExports } from './run-exports.js';
import { foundRuns } from './found-runs.js';
import { firstJob } from './first-job.js';
import { route, choose } from './route.js';

const STEP = 50;

/** The page of the runs of all jobs, found by a filter. */
export function runList() {
  document.title = 'Runs · Normlab';
  let orderBy = route().query.get('orderBy') ?? '';
  let runs = [];
  let next = null;
  let asked = 0;
  const filter = runFilter(() => search());
  const exports = runExports();
  const table = foundRuns((order) => sort(order));
  const waiting = h('progress', { 'aria-label': 'searching', hidden: true });
  const count = h('p', { class: 'quiet', role: 'status' });
  const more = h('button', { type: 'button', onclick: () => search(next) }, 'Show more');
  const under = h('div', { class: 'under' }, count, more, waiting);
  const place = h('div');
  const element = h('section', { class: 'found' }, h('h1', {}, 'Runs'), filter.element, exports.element, place, under);

  /** Shows the first page, or adds the one after a cursor. An answer that was overtaken is dropped. */
  async function search(cursor = null) {
    const turn = ++asked;
    const query = new URLSearchParams({ filter: filter.text(), orderBy, limit: STEP });
    if (cursor) query.set('cursor', cursor);
    busy(true);
    try {
      const { body } = await get(`runs?${query}`);
      if (turn === asked) show(cursor ? [...runs, ...body.runs] : body.runs, body.nextCursor);
    } catch (error) {
      if (turn === asked) failed(error);
    }
    if (turn === asked) busy(false);
  }

  function show(found, nextCursor) {
    runs = found;
    next = nextCursor;
    filter.accept();
    exports.update(filter.text(), orderBy);
    more.hidden = !next;
    say(count, runs.length === 0 ? '' : `${runs.length}${next ? ' first' : ''} ${runs.length === 1 ? 'run' : 'runs'}`);
    if (runs.length === 0) fill(place, filter.text() ? nothing() : firstJob());
    else fill(place, table.update(runs, orderBy));
  }

  /** What was found before stays, dimmed, while a filter is being written. */
  function failed(error) {
    if (!(error instanceof TypeError || error instanceof Refused)) console.error(error);
    const unreachable = error instanceof TypeError;
    filter.refuse(unreachable ? 'The service does not answer; press Enter to ask again.' : error.message, error.position);
    exports.update(null);
    more.hidden = true;
  }

  function busy(is) {
    waiting.hidden = !is;
    more.disabled = is;
    element.setAttribute('aria-busy', String(is));
  }

  function sort(order) {
    orderBy = order;
    choose('orderBy', order);
    search();
  }

  search();
  return { element, leave: () => { asked++; filter.leave(); } };
}

function nothing() {
  return h('p', { class: 'note' }, 'No run fits this filter. A clause about what a run does not have is false.');
}
