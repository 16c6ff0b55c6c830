// @ts-check
import { h, fill, renew, say } from '../kit/dom.js';
import { get, Refused } from '../kit/api.js';
import { poll } from '../kit/poll.js';
import { route } from '../kit/route.js';
import { isOver, jobBadge, progress } from './job-state.js';
import { shortId, title } from './job-row.js';
import { loading, notLoaded } from '../kit/waiting.js';
import { facts } from './facts.js';
import { jobActions } from './job-actions.js';
import { runsTable } from '../run/runs-table.js';
import { jobCurves } from './job-curves.js';
import { probes } from '../run/probes.js';
import { episodePanel } from '../episode/episode-panel.js';
import { attempts } from './attempts.js';
import { logTail } from './log-tail.js';
import { specification } from './specification.js';

const WHILE_MOVING = 1000;
const WHEN_OVER = 20_000;

/** The page of one job. */
export function jobPage(id) {
  document.title = 'Job · Normlab';
  const heading = h('h1', {}, `Job ${shortId(id)}`);
  const line = h('div', { class: 'line' });
  const reason = h('p', { class: 'reason', hidden: true });
  const chosenRun = runOfAddress();
  const chart = jobCurves(id, chosenRun);
  const episode = episodePanel(id, chosenRun);
  const inside = probes(id, chosenRun);
  const table = runsTable(chosenRun, (run) =>
    [chart, episode, inside].forEach((part) => part.highlight(run)),
  );
  const buttons = jobActions(id, () => poller.now());
  const parts = [
    facts(),
    chart,
    episode,
    table,
    inside,
    attempts(id),
    logTail(id),
    specification(),
  ];
  const place = h('div', {}, loading('the job'));
  const back = h('p', { class: 'back' }, h('a', { href: '#/jobs' }, '← All jobs'));
  const head = h('header', { class: 'jobhead' }, h('div', {}, back, heading, line, reason));
  const element = h('article', { class: 'job' }, head, place);
  /** Whether all parts show what was last answered. */
  let isDrawn = false;

  const poller = poll(async () => {
    const answer = await asked();
    if (answer === null) return null;
    const { body: job, changed } = answer;
    const isNew = changed || !isDrawn;
    isDrawn = false;
    if (isNew) show(job);
    await Promise.all(parts.map((part) => part.update(job, isNew)));
    isDrawn = true;
    return isOver(job) ? WHEN_OVER : WHILE_MOVING;
  }, failed);

  /** The job, or null where there is none to ask for again. */
  async function asked() {
    try {
      return await get(`jobs/${encodeURIComponent(id)}`);
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      say(heading, error.status === 404 ? 'No such job' : 'This job cannot be shown');
      fill(place, h('p', {}, error.message));
      return null;
    }
  }

  function failed(error) {
    if (!buttons.element.isConnected)
      fill(
        place,
        notLoaded('the job', error, () => poller.now()),
      );
  }

  function show(job) {
    document.title = `${title(job)} · Normlab`;
    say(heading, title(job));
    renew(line, h('div', { class: 'line' }, jobBadge(job), progress(job)));
    say(reason, job.reason ?? '');
    reason.hidden = !job.reason;
    buttons.update(job);
    if (!buttons.element.isConnected) head.append(buttons.element);
    fill(
      place,
      parts.map((part) => part.element),
    );
  }

  return {
    element,
    leave: () => {
      poller.stop();
      chart.leave();
      episode.leave();
      inside.leave();
    },
  };
}

/** The number of the run that the address chooses; -1 where it chooses none. */
function runOfAddress() {
  const asked = route().query.get('run') ?? '';
  return /^\d{1,9}$/.test(asked) ? Number(asked) : -1;
}
