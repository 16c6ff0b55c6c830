import { fill } from './dom.js';
import { route } from './route.js';
import { jobList } from './job-list.js';
import { jobPage } from './job-page.js';
import { showPool } from './pool.js';
import { keepClocks } from './clock.js';

const content = document.getElementById('content');
let leave = () => {};

function show() {
  leave();
  const { job } = route();
  const page = job ? jobPage(job) : jobList();
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
