// @ts-check
import { h, fill, keepFocus, say } from '../kit/dom.js';
import { get, Refused } from '../kit/api.js';
import { poll } from '../kit/poll.js';
import { runFilter } from './run-filter.js';
import { runExports } from './run-exports.js';
import { foundRuns } from './found-runs.js';
import { firstJob } from '../job/first-job.js';
import { route, choose, pageLimit } from '../kit/route.js';
import { loading, notLoaded } from '../kit/waiting.js';

const STEP = 50;
/** As many as the API gives at once. */
const MOST = 1000;
const WHILE_MOVING = 3000;
const WHEN_OVER = 10_000;
/** The longest that a timer can wait. */
const UNTIL_ASKED = 2 ** 31 - 1;

/** The page of the runs of all jobs, found by a filter; asked for again while it is looked at. */
export function runList() {
  document.title = 'Runs · Normlab';
  let orderBy = route().query.get('orderBy') ?? '';
  let limit = pageLimit(STEP, MOST);
  let isShown = false;
  let first = null;
  const filter = runFilter(() => ask());
  const exports = runExports();
  const table = foundRuns((order) => sort(order));
  const waiting = h('progress', { 'aria-label': 'searching', hidden: true });
  const count = h('p', { class: 'quiet', role: 'status' });
  const more = h('button', { type: 'button', onclick: showMore }, 'Show more');
  const under = h('div', { class: 'under', hidden: true }, count, more, waiting);
  const place = h('div', {}, loading('the runs'));
  const element = h(
    'section',
    { class: 'found' },
    h('h1', {}, 'Runs'),
    filter.element,
    exports.element,
    place,
    under,
  );
  const poller = poll(search, failed);

  /** An answer to what is no longer asked is dropped: the new question is asked next. */
  async function search() {
    const asked = question();
    try {
      const { body } = await get(`runs?${asked}`);
      if (asked !== question()) return 0;
      show(body);
      return body.runs.some(isMoving) ? WHILE_MOVING : WHEN_OVER;
    } catch (error) {
      if (asked !== question()) return 0;
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      refused(error);
      return UNTIL_ASKED;
    } finally {
      if (asked === question()) busy(false);
    }
  }

  function question() {
    return new URLSearchParams({ filter: filter.text(), orderBy, limit }).toString();
  }

  /** Asks at once for what was chosen by the reader. */
  function ask() {
    busy(true);
    poller.now();
  }

  function show({ runs, nextCursor }) {
    isShown = true;
    filter.accept();
    exports.update(filter.text(), orderBy);
    under.hidden = false;
    keepFocus(() => (more.hidden = !nextCursor || limit >= MOST));
    const most =
      nextCursor && limit >= MOST
        ? '; this page shows no more, a filter or an order finds others, and all can be saved'
        : '';
    say(
      count,
      runs.length === 0
        ? ''
        : `${runs.length}${nextCursor ? ' first' : ''} ` +
            (runs.length === 1 ? 'run' : 'runs') +
            most,
    );
    if (runs.length === 0) fill(place, filter.text() ? nothing() : (first ??= firstJob()));
    else fill(place, table.update(runs, orderBy));
  }

  /** What was found before stays, dimmed, while a filter is being written. */
  function refused(error) {
    if (!isShown) fill(place);
    filter.refuse(error.message, error.position);
    exports.update(null);
    more.hidden = true;
  }

  function failed(error) {
    busy(false);
    if (!isShown) fill(place, notLoaded('the runs', error, ask));
  }

  function busy(is) {
    waiting.hidden = !is;
    element.setAttribute('aria-busy', String(is));
  }

  function sort(order) {
    orderBy = order;
    choose('orderBy', order);
    ask();
  }

  function showMore() {
    limit = Math.min(MOST, limit + STEP);
    choose('limit', limit);
    ask();
  }

  return {
    element,
    leave: () => {
      poller.stop();
      filter.leave();
    },
  };
}

function isMoving(run) {
  return !run.outcome && (run.state === 'QUEUED' || run.state === 'RUNNING');
}

function nothing() {
  return h(
    'p',
    { class: 'note' },
    'No run fits this filter. A clause about what a run does not have is false.',
  );
}
