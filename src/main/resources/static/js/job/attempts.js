// @ts-check
import { h, renew, scrollable } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { age, elapsed } from '../kit/clock.js';

/** Every attempt at the job, the latest first: who tried, how it ended and why. */
export function attempts(id) {
  const table = h('table', { class: 'attempts' });
  const element = h(
    'section',
    { hidden: true },
    h('h2', {}, 'Attempts'),
    scrollable('Attempts', table),
  );
  let shown = false;

  async function update(job, changed) {
    if (job.attempt === 0 || (shown && !changed)) return;
    const { body, changed: fresh } = await get(`jobs/${encodeURIComponent(id)}/attempts`);
    if (shown && !fresh) return;
    shown = true;
    element.hidden = false;
    const list = [...body.attempts].sort((a, b) => b.number - a.number);
    renew(table, h('table', { class: 'attempts' }, head(), h('tbody', {}, list.map(row))));
  }
  return { element, update };
}

function row(attempt) {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, String(attempt.number)),
    h('td', {}, attempt.state?.toLowerCase() ?? '–'),
    h('td', {}, attempt.worker ?? '–'),
    h('td', {}, attempt.startedAt ? age(attempt.startedAt) : '–'),
    h('td', {}, elapsed(attempt.startedAt, attempt.endedAt)),
    h('td', { class: 'number' }, attempt.exitCode ?? '–'),
    h('td', {}, attempt.version ?? '–'),
    h('td', { class: 'why' }, [attempt.reason, attempt.note].filter(Boolean).join('\n')),
  );
}

function head() {
  const names = ['No.', 'State', 'Worker', 'Started', 'Time', 'Exit code', 'Version', 'Reason'];
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      names.map((name) =>
        h('th', { scope: 'col', class: name === 'Exit code' ? 'number' : null }, name),
      ),
    ),
  );
}
