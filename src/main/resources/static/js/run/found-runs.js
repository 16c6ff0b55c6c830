// @ts-check
import { h, fill, renew, scrollable } from '../kit/dom.js';
import { measured, number, setting } from '../kit/format.js';
import { badge, OUTCOMES, STATES } from '../job/job-state.js';
import { figure, figureNames, labelOf } from './figures.js';
import { age } from '../kit/clock.js';
import { jobAddress } from '../kit/route.js';
import { shortId } from '../job/job-row.js';

const COLUMNS = [
  [
    'Job',
    'name',
    (run) =>
      h(
        'a',
        {
          href: `${jobAddress(run.job)}?run=${run.run}`,
          title: `${run.name ?? ''} ${run.job}`.trim(),
        },
        run.name || shortId(run.job),
      ),
  ],
  ['Seed', 'seed', (run) => String(run.seed), 'number'],
  ['Method', 'normalization', (run) => run.normalization],
  ['Network', 'architecture', (run) => run.architecture],
  ['Data', 'data', (run) => run.data],
  ['Learning rate', 'learningRate', (run) => setting(run.learningRate), 'number'],
  [
    'Outcome',
    'outcome',
    (run) => (run.outcome ? badge(run.outcome, { ...STATES, ...OUTCOMES }) : badge(run.state)),
  ],
  ['Step', 'step', (run) => number(run.endedStep), 'number'],
];

/**
 * Runs of any jobs as a table; a head orders by its column, again the other way, again not at all.
 */
export function foundRuns(sort) {
  const head = h('tr');
  const body = h('tbody');
  const region = scrollable(
    'Runs',
    h('table', { class: 'jobs search' }, h('thead', {}, head), body),
  );
  const rows = new Map();

  function update(runs, orderBy) {
    const columns = [...COLUMNS, ...figures(runs), ['Age', 'created', (run) => age(run.createdAt)]];
    renew(
      head,
      h(
        'tr',
        {},
        columns.map(([name, key, , kind]) => heading(name, key, kind, orderBy)),
      ),
    );
    fill(
      body,
      runs.map((run) => current(run, columns)),
    );
    return region;
  }

  /** A run keeps its row wherever it stands, and with it focus and selection. */
  function current(run, columns) {
    const key = `${run.job} ${run.run}`;
    const row = h(
      'tr',
      {},
      columns.map((column, i) => cell(column, run, i)),
    );
    rows.set(key, rows.has(key) ? renew(rows.get(key), row) : row);
    return rows.get(key);
  }

  function heading(name, key, kind, orderBy) {
    const down = orderBy === `${key} DESC`;
    const up = orderBy === `${key} ASC`;
    const next = down ? `${key} ASC` : up ? '' : `${key} DESC`;
    const button = h(
      'button',
      { type: 'button', class: 'sort', 'data-key': key, onclick: () => sort(next) },
      name,
    );
    button.append(h('span', { 'aria-hidden': 'true' }, down ? ' ↓' : up ? ' ↑' : ''));
    const order = down ? 'descending' : up ? 'ascending' : null;
    return h(
      'th',
      { scope: 'col', class: kind ?? null, 'data-column': name, 'aria-sort': order },
      button,
    );
  }

  return { update };
}

function figures(runs) {
  return figureNames(runs).map((name) => [
    labelOf(name),
    `metrics."${name}"`,
    (run) => measured(name, figure(run, name)),
    'number',
  ]);
}

/** A text that is cut is whole in its tooltip. */
function cell([name, , content, kind], run, i) {
  const shown = content(run);
  if (i === 0) return h('th', { scope: 'row' }, shown);
  const title = typeof shown === 'string' && !kind ? shown : null;
  return h('td', { class: kind ?? null, 'data-column': name, title }, shown);
}
