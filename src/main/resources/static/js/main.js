// @ts-check
import { fill, focusHeading } from './kit/dom.js';
import { route } from './kit/route.js';
import { jobList } from './job/job-list.js';
import { jobPage } from './job/job-page.js';
import { runList } from './run/run-list.js';
import { studyList } from './study/study-list.js';
import { studyPage } from './study/study-page.js';
import { newStudy } from './study/new-study.js';
import { notFound } from './kit/not-found.js';
import { keepCountdown } from './kit/connection.js';
import { showPool } from './kit/show-pool.js';
import { showAccess } from './kit/show-access.js';
import { saveLinks } from './kit/save-links.js';
import { loadMetrics } from './kit/metrics.js';
import { keepClocks } from './kit/clock.js';

const PAGES = {
  jobs: (id) => (id ? jobPage(id) : jobList()),
  runs: () => runList(),
  studies: (id) => (id === 'new' ? newStudy() : id ? studyPage(id) : studyList()),
};
const content = document.getElementById('content');
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll('[data-page]');
let leave = () => {};

function show() {
  leave();
  const { page: name, id, path } = route();
  const page = name ? PAGES[name](id) : notFound(path);
  for (const link of links) {
    if (link.dataset.page === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  leave = page.leave;
  fill(content, page.element);
  scrollTo(0, 0);
}

const skip = /** @type {HTMLAnchorElement} */ (document.querySelector('[data-skip]'));
skip.onclick = (event) => {
  event.preventDefault();
  content.focus();
};
/** Whoever follows a link goes on from the heading of the page that it leads to. */
addEventListener('hashchange', () => {
  show();
  focusHeading();
});
keepClocks();
keepCountdown();
showPool();
saveLinks();
showAccess();
await loadMetrics();
show();
