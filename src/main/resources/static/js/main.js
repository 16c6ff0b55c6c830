import { fill, focusHeading } from './dom.js';
import { route } from './route.js';
import { jobList } from './job-list.js';
import { jobPage } from './job-page.js';
import { runList } from './run-list.js';
import { studyList } from './study-list.js';
import { studyPage } from './study-page.js';
import { newStudy } from './new-study.js';
import { notFound } from './not-found.js';
import { keepCountdown } from './connection.js';
import { showPool } from './pool.js';
import { keepClocks } from './clock.js';

const PAGES = {
  jobs: (id) => (id ? jobPage(id) : jobList()),
  runs: () => runList(),
  studies: (id) => (id === 'new' ? newStudy() : id ? studyPage(id) : studyList()),
};
const content = document.getElementById('content');
let leave = () => {};

function show() {
  leave();
  const { page: name, id, path } = route();
  const page = name ? PAGES[name](id) : notFound(path);
  for (const link of document.querySelectorAll('[data-page]')) {
    if (link.dataset.page === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  leave = page.leave;
  fill(content, page.element);
  scrollTo(0, 0);
}

document.querySelector('[data-skip]').onclick = (event) => {
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
show();
