// @ts-check
import { h, fill, keepFocus, say } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { poll } from '../kit/poll.js';
import { choose, pageLimit, NEW_STUDY } from '../kit/route.js';
import { isStudyOver } from './study-state.js';
import { studyRow } from './study-row.js';
import { firstStudy } from './first-study.js';
import { loading, notLoaded } from '../kit/waiting.js';

const STEP = 50;
/** As many as the API gives at once. */
const MOST = 200;

/** The page of all studies, newest first. */
export function studyList() {
  document.title = 'Studies · Normlab';
  let limit = pageLimit(STEP, MOST);
  const rows = new Map();
  const list = h('ul', { class: 'studies' });
  const count = h('p', { class: 'quiet', role: 'status' });
  const more = h('button', { type: 'button', onclick: showMore }, 'Show more');
  const under = h('div', { class: 'under' }, count, more);
  const place = h('div', {}, loading('the studies'));
  const create = h('a', { class: 'button', href: NEW_STUDY }, 'New study');
  const element = h(
    'section',
    {},
    h('div', { class: 'pagehead' }, h('h1', {}, 'Studies'), create),
    place,
  );
  let empty = null;
  let isShown = false;

  const poller = poll(async () => {
    const { body: page } = await get(`studies?limit=${limit}`);
    show(page);
    isShown = true;
    return page.studies.some((study) => !isStudyOver(study)) ? 1500 : 5000;
  }, failed);

  function failed(error) {
    if (!isShown)
      fill(
        place,
        notLoaded('the studies', error, () => poller.now()),
      );
  }

  function show(page) {
    if (page.studies.length === 0) {
      empty ??= firstStudy();
      fill(place, empty);
      return;
    }
    fill(list, page.studies.map(current));
    const most = page.nextCursor && limit >= MOST;
    say(
      count,
      `${page.studies.length}${page.nextCursor ? ' newest' : ''} ` +
        (page.studies.length === 1 ? 'study' : 'studies') +
        (most
          ? '; this page shows no more, GET /api/v1/studies finds older ones by name, tag or cursor'
          : ''),
    );
    keepFocus(() => (more.hidden = !page.nextCursor || limit >= MOST));
    fill(place, list, under);
  }

  function current(study) {
    if (!rows.has(study.id))
      rows.set(
        study.id,
        studyRow(study.id, () => poller.now()),
      );
    return rows.get(study.id).update(study);
  }

  function showMore() {
    limit = Math.min(MOST, limit + STEP);
    choose('limit', limit);
    poller.now();
  }

  return { element, leave: poller.stop };
}
