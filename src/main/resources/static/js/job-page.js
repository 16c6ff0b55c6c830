import { h, fill, say } from './dom.js';
import { get, Refused } from './api.js';
import { poll } from './poll.js';
import { route } from './route.js';
import { isOver, jobBadge, progress } from './state.js';
import { title } from './job-row.js';
import { facts } from './facts.js';
import { actions } from './actions.js';
import { runsTable } from './runs-table.js';
import { curves } from './curves.js';
import { probes } from './probes.js';
import { attempts } from './attempts.js';
import { logTail } from './log-tail.js';
import { specification } from './specification.js';

const WHILE_MOVING = 1000;
const WHEN_OVER = 20_000;

/** The page of one job. */
export function jobPage(id) {
  document.title = 'Job · Normlab';
  const element = h('article', { class: 'job' }, h('p', { class: 'quiet' }, 'Loading…'));
  const heading = h('h1');
  const line = h('div', { class: 'line' });
  const reason = h('p', { class: 'reason' });
  const chosenRun = Number(route().query.get('run') ?? -1);
  const chart = curves(id, chosenRun);
  const inside = probes(id, chosenRun);
  const table = runsTable(chosenRun, (run) => [chart, inside].forEach((part) => part.highlight(run)));
  const buttons = actions(id, () => poller.now());
  const parts = [facts(), chart, table, inside, attempts(id), logTail(id), specification()];

  const poller = poll(async () => {
    try {
      const { body: job, changed } = await get(`jobs/${encodeURIComponent(id)}`);
      show(job, changed);
      await Promise.all(parts.map((part) => part.update(job, changed)));
      return isOver(job) ? WHEN_OVER : WHILE_MOVING;
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      fill(element, back(), h('h1', {}, 'No such job'), h('p', {}, error.message));
      return null;
    }
  });

  function show(job, changed) {
    if (!changed && heading.isConnected) return;
    document.title = `${title(job)} · Normlab`;
    say(heading, title(job));
    fill(line, jobBadge(job), progress(job));
    say(reason, job.reason ?? '');
    reason.hidden = !job.reason;
    buttons.update(job);
    const top = h('header', { class: 'jobhead' }, h('div', {}, back(), heading, line, reason), buttons.element);
    if (!heading.isConnected) fill(element, top, parts.map((part) => part.element));
  }

  return { element, leave: () => { poller.stop(); chart.leave(); inside.leave(); } };
}

function back() {
  return h('p', { class: 'back' }, h('a', { href: '#/jobs' }, '← All jobs'));
}
