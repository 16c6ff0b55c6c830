// @ts-check
import { h, renew, scrollable } from '../kit/dom.js';
import { measured, number, setting } from '../kit/format.js';
import { badge, OUTCOMES } from '../job/job-state.js';
import { figure, figureNames, labelOf } from './figures.js';
import { SWEPT, sweptNames } from './sweep.js';
import { runsSummary } from './runs-summary.js';
import { choose } from '../kit/route.js';
import { address, get } from '../kit/api.js';

const ENDED_ITSELF = ['COMPLETED', 'STOPPED_EARLY', 'DIVERGED'];

/** The runs with their outcome and figures; a chosen run stands out in the curves. */
export function runsTable(chosen, highlight) {
  const place = h('table', { class: 'runs' });
  const element = h('section', {}, h('h2', {}, 'Runs'), scrollable('Runs', place));
  let shown = -1;

  /** @param {Api.Job} job */
  async function update(job) {
    if (job.version === shown) return;
    const { body: means } = await get(`jobs/${encodeURIComponent(job.id)}/means`);
    shown = job.version;
    const swept = sweptNames(job.runs);
    const figures = figureNames(job.runs);
    const rows = job.runs.map((run) => row(job, run, swept, figures));
    const parts = [
      head(swept, figures),
      h('tbody', {}, rows),
      h('tfoot', {}, runsSummary(means.points, swept, figures)),
    ];
    renew(place, h('table', { class: 'runs' }, parts));
  }

  function row(job, run, swept, figures) {
    const is = run.run === chosen;
    const attributes = {
      type: 'button',
      class: 'pick',
      'data-run': run.run,
      'aria-pressed': String(is),
      title: 'Show this run in the curves',
    };
    const pick = h('button', { ...attributes, onclick: () => toggle(run.run) }, `seed ${run.seed}`);
    return h(
      'tr',
      { 'data-chosen': is },
      h('th', { scope: 'row' }, pick),
      swept.map((name) => h('td', { class: 'number' }, setting(run[name]))),
      h('td', {}, run.outcome ? badge(run.outcome, OUTCOMES) : h('span', { class: 'quiet' }, '–')),
      h('td', { class: 'number' }, number(run.endedStep)),
      figures.map((name) => h('td', { class: 'number' }, measured(name, figure(run, name)))),
      h('td', { class: 'why' }, run.reason ?? ''),
      h('td', {}, ENDED_ITSELF.includes(run.outcome) ? weights(job, run) : null),
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

/** The service names the file; without `download` it can also say why there is none. */
function weights(job, run) {
  const href = address(`jobs/${encodeURIComponent(job.id)}/runs/${run.run}/weights.safetensors`);
  return h('a', { href, title: `Weights of seed ${run.seed} as safetensors` }, 'download');
}

function head(swept, figures) {
  const numeric = (text) => h('th', { scope: 'col', class: 'number' }, text);
  const cells = [
    h('th', { scope: 'col' }, 'Run'),
    swept.map((name) => numeric(SWEPT[name])),
    h('th', { scope: 'col' }, 'Outcome'),
    numeric('Step'),
    figures.map((name) => numeric(labelOf(name))),
    h('th', { scope: 'col' }, 'Ended by'),
    h('th', { scope: 'col' }, 'Weights'),
  ];
  return h('thead', {}, h('tr', {}, cells.flat()));
}
