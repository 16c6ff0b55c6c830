// @ts-check
import { h, fill } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { route, choose } from '../kit/route.js';

const DIVERGED = { 'left-out': 'left out, but counted', 'worst-ranked': 'ranked worst' };

/**
 * What is compared: metric, baseline and what becomes of diverged runs. All live in the address.
 */
export function studyChoices(changed) {
  const metric = h('select', { name: 'metric' });
  const baseline = h('select', { name: 'baseline' });
  const diverged = h(
    'select',
    { name: 'diverged' },
    Object.entries(DIVERGED).map(([value, word]) => h('option', { value }, word)),
  );
  const element = h(
    'form',
    { class: 'choices', onsubmit: (event) => event.preventDefault() },
    h('label', {}, 'Metric', metric),
    h('label', {}, 'Baseline', baseline),
    h('label', {}, 'Diverged runs', diverged),
  );
  let usual = {};
  diverged.value = DIVERGED[route().query.get('diverged')]
    ? route().query.get('diverged')
    : 'left-out';
  element.addEventListener('change', ({ target }) => {
    choose(target.name, target.value === usual[target.name] ? '' : target.value);
    changed();
  });

  /** Offers what a study has; a metric is known once a run has ended with it. */
  async function update(study, comparison) {
    usual = {
      metric: study.spec.metric,
      baseline: study.spec.baseline ?? '',
      diverged: 'left-out',
    };
    const names = new Set(
      [study.spec.metric, ...(await figures(study)), route().query.get('metric')].filter(Boolean),
    );
    offer(metric, [...names].sort(), comparison.metric);
    const axis = study.axes.find((one) => one.name === comparison.compared);
    if (!study.spec.baseline) usual.baseline = axis?.labels[0] ?? '';
    offer(baseline, axis?.labels ?? [], comparison.baseline);
  }

  function query() {
    const asked = new URLSearchParams();
    for (const name of ['metric', 'baseline', 'diverged']) {
      const value = route().query.get(name);
      if (value) asked.set(name, value);
    }
    return asked;
  }

  return { element, query, update };
}

/** Names of figures that the runs of the study's first job have. */
async function figures(study) {
  const jobs = await jobsOf(study);
  if (jobs.length === 0) return [];
  const { body: job } = await get(`jobs/${encodeURIComponent(jobs[0])}`);
  return job.runs.flatMap((run) => Object.keys(run.summary ?? {}));
}

/** Ids of a study's jobs, oldest first. */
export async function jobsOf(study) {
  return (await get(`studies/${encodeURIComponent(study.id)}/jobs`)).body.jobs;
}

/** Sets the options of a list, only where they differ, and what is chosen. */
export function offer(list, values, chosen, word = (value) => value) {
  const held = [...list.options].map((option) => option.value);
  if (held.join('\n') !== values.join('\n'))
    fill(
      list,
      values.map((value) => h('option', { value }, word(value))),
    );
  if (chosen !== undefined && list.value !== chosen) list.value = chosen;
}
