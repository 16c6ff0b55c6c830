import { h, say } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { route, choose } from '../kit/route.js';
import { number } from '../kit/format.js';
import { isProbe } from '../run/quantities.js';
import { bandPanel } from './band-panel.js';
import { blockName } from './blocks-table.js';
import { numbered } from './comparison-section.js';
import { jobsOf, offer } from './study-choices.js';

const USUAL = ['validation.accuracy', 'test.accuracy', 'train.loss'];

const DRAWN =
  'Mean and 95 % interval over the runs of each method at its chosen settings; ' +
  'steps that not all living runs measured are left out, none is interpolated.';

/** One metric over steps of all methods in the block that is shown. */
export function curvesSection(id) {
  const metric = h('select', { name: 'curve', 'aria-label': 'Metric of the curves' });
  const words = h('p', { class: 'quiet' }, 'Loading the curves …');
  const panel = bandPanel();
  const element = h(
    'section',
    {},
    h('h2', {}, 'Curves'),
    h('form', { class: 'choices' }, h('label', {}, 'Metric', metric)),
    words,
    panel.element,
  );
  let answer = null;
  let block = '';
  panel.element.hidden = true;
  metric.addEventListener('change', () => {
    choose('curve', metric.value);
    fetchCurves().catch(({ message }) =>
      say(words, `The curves of ${metric.value} could not be loaded: ${message}`),
    );
  });

  async function update(study) {
    const jobs = await jobsOf(study);
    const names =
      jobs.length === 0
        ? []
        : (await get(`jobs/${encodeURIComponent(jobs[0])}/metrics`)).body.metrics;
    const known = names.filter((name) => !isProbe(name));
    const asked = route().query.get('curve');
    const wanted =
      (known.includes(asked) ? asked : null) ??
      USUAL.find((name) => known.includes(name)) ??
      known[0] ??
      USUAL[0];
    offer(metric, [...new Set([...known, wanted])], wanted);
    await fetchCurves();
  }

  async function fetchCurves() {
    const asked = metric.value;
    const { body } = await get(
      `studies/${encodeURIComponent(id)}/curves?metric=${encodeURIComponent(asked)}`,
    );
    if (asked === metric.value && body !== answer) draw(body);
  }

  function draw(body) {
    answer = body;
    const found =
      answer.blocks.find(({ coordinates }) => blockName(coordinates) === block) ?? answer.blocks[0];
    const methods = numbered(found?.methods ?? [], answer);
    const isEmpty = methods.every(({ curves }) => curves.points.length === 0);
    panel.element.hidden = isEmpty;
    say(
      words,
      isEmpty ? 'No chosen run has a value of this metric yet.' : DRAWN + thinned(methods),
    );
    if (!isEmpty) panel.update(answer.metric, methods);
  }

  return {
    element,
    update,
    show(name) {
      const changed = name !== block;
      block = name;
      if (changed && answer) draw(answer);
    },
    leave: panel.leave,
  };
}

/** Says so where a picture has not all steps. */
function thinned(methods) {
  const most = methods.reduce((a, b) => (b.every > a.every ? b : a));
  return most.every > 1
    ? ` Of ${number(most.commonSteps)} common steps` +
        ` each ${number(most.every)}th is shown, and the last.`
    : '';
}
