import { fill } from './dom.js';
import { route } from './route.js';
import { jobList } from './job-list.js';
import { jobPage } from './job-page.js';
import { runList } from './run-list.js';
import { studyList } from './study-list.js';
import { studyPage } from './study-page.js';
import { newStudy } from './new-study.js';
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
  const { page: name, id } = route();
  const page = PAGES[name](id);
  for (const link of document.querySelectorAll('[data-page]')) {
    if (link.dataset.page === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  leave = page.leave;
  fill(content, page.element);
  scrollTo(0, 0);
}

document.querySelector('[data-skip]').addEventListener('click', (event) => {
  event.preventDefault();
  content.focus();
});
addEventListener('hashchange', show);
keepClocks();
showPool();
show();
