import { h, fill } from './dom.js';
import { estimate, measured, number, setting } from './format.js';
import { badge, OUTCOMES } from './state.js';
import { interval } from './stats.js';
import { choose } from './route.js';

/** The figures shown, in this order; all others are in the API's answer. */
const FIGURES = {
  'test.accuracy': 'Test acc.',
  'validation.accuracy': 'Val. acc.',
  'test.loss': 'Test loss',
  bestEpoch: 'Best epoch',
  samplesPerSecond: 'Samples/s',
  seconds: 'Seconds',
};
const SWEPT = { learningRate: 'Learning rate', weightDecay: 'Weight decay', momentum: 'Momentum' };

/** The runs with their outcome and figures; a chosen run stands out in the curves. */
export function runsTable(chosen, highlight) {
  const place = h('div', { class: 'scroll' });
  const element = h('section', {}, h('h2', {}, 'Runs'), place);
  let shown = -1;

  function update(job) {
    if (job.version === shown) return;
    shown = job.version;
    const swept = Object.keys(SWEPT).filter((name) => new Set(job.runs.map((r) => r[name])).size > 1);
    const figures = figureNames(job.runs);
    const rows = job.runs.map((run) => row(run, swept, figures));
    const mean = swept.length === 0 && job.runs.length > 1 && figures.length > 0 ? [summary(job.runs, figures)] : [];
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.run : null;
    const parts = [head(swept, figures), h('tbody', {}, rows), h('tfoot', {}, mean)];
    fill(place, h('table', { class: 'runs' }, parts));
    if (focused !== null) place.querySelector(`[data-run="${focused}"]`)?.focus();
  }

  function row(run, swept, figures) {
    const is = run.run === chosen;
    const pick = h('button', { type: 'button', class: 'pick', 'data-run': run.run, 'aria-pressed': String(is) });
    pick.textContent = `seed ${run.seed}`;
    pick.title = 'Show this run in the curves';
    pick.addEventListener('click', () => toggle(run.run));
    return h(
      'tr',
      { 'data-chosen': is },
      h('th', { scope: 'row' }, pick),
      swept.map((name) => h('td', { class: 'number' }, setting(run[name]))),
      h('td', {}, run.outcome ? badge(run.outcome, OUTCOMES) : h('span', { class: 'quiet' }, '–')),
      h('td', { class: 'number' }, number(run.endedStep)),
      figures.map((name) => h('td', { class: 'number' }, measured(name, figure(run, name)))),
      h('td', { class: 'why' }, run.reason ?? ''),
    );
  }

  function toggle(run) {
    chosen = chosen === run ? -1 : run;
    choose('run', chosen < 0 ? '' : String(chosen));
    highlight(chosen);
    for (const button of place.querySelectorAll('[data-run]')) {
      const is = Number(button.dataset.run) === chosen;
      button.setAttribute('aria-pressed', String(is));
      button.closest('tr').toggleAttribute('data-chosen', is);
    }
  }

  return { element, update };
}

function figureNames(runs) {
  return Object.keys(FIGURES).filter((name) => runs.some((run) => figure(run, name) !== undefined));
}

/** A figure of a run; epochs count from 1, so a run that diverged within its first has no best one. */
function figure(run, name) {
  const isNone = name === 'bestEpoch' && run.outcome === 'DIVERGED' && run.summary?.[name] === 0;
  return isNone ? undefined : run.summary?.[name];
}

function head(swept, figures) {
  const numeric = (text) => h('th', { scope: 'col', class: 'number' }, text);
  const cells = [
    h('th', { scope: 'col' }, 'Run'),
    swept.map((name) => numeric(SWEPT[name])),
    h('th', { scope: 'col' }, 'Outcome'),
    numeric('Step'),
    figures.map((name) => numeric(FIGURES[name])),
    h('th', { scope: 'col' }, ''),
  ];
  return h('thead', {}, h('tr', {}, cells.flat()));
}

function summary(runs, figures) {
  const cells = figures.map((name) => {
    const values = runs.map((run) => figure(run, name)).filter((v) => v !== undefined && v !== null);
    const { n, mean, half } = interval(values);
    // Runs of one pass share their clock: no spread is no interval.
    const text = half === null ? '' : half > 0 ? estimate(name, mean, half) : measured(name, mean);
    return h('td', { class: 'number', title: text && `mean of ${n} runs ± half its 95 % t interval` }, text);
  });
  return h('tr', {}, h('th', { scope: 'row' }, 'mean ± 95 % CI'), h('td'), h('td'), cells, h('td'));
}
