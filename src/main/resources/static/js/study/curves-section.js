// @ts-check
import { h, fill, say } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { route, choose } from '../kit/route.js';
import { number } from '../kit/format.js';
import { isProbe } from '../run/quantities.js';
import { picture } from '../chart/picture.js';
import { blockName } from './blocks-table.js';
import { jobsOf, offer } from './study-choices.js';

const USUAL = ['return', 'validation.accuracy', 'test.accuracy', 'train.loss'];

const DRAWN =
  'Mean and 95 % interval over the runs of each method at its chosen settings; ' +
  'steps that not all living runs measured are left out, none is interpolated.';

/** One metric over steps of all methods in the block that is shown, of the study at `path`. */
export function curvesSection(path) {
  const metric = h('select', {
    name: 'curve',
    'aria-label': 'Metric of the curves',
  });
  const words = h('p', { class: 'quiet' }, 'Loading the curves …');
  const log = h('input', {
    type: 'checkbox',
    checked: route().query.get('log') === 'curves',
  });
  const from = stepField('from', 'First step');
  const to = stepField('to', 'Last step');
  const caption = h('strong');
  const left = h('ul', { class: 'keys' });
  const plot = picture(() => (answer ? `${path}/pictures/curves.svg?${ofBlock()}` : null));
  const tools = h(
    'span',
    { class: 'tools' },
    h('label', {}, 'Steps ', from),
    h('label', {}, ' to ', to),
    h('label', {}, log, ' log'),
  );
  const panel = h(
    'figure',
    { class: 'panel', hidden: true },
    h('figcaption', {}, caption, tools),
    plot.element,
    left,
  );
  const element = h(
    'section',
    {},
    h('h2', {}, 'Curves'),
    h('form', { class: 'choices' }, h('label', {}, 'Metric', metric)),
    words,
    panel,
  );
  /** @type {Api.CurveSet | null} */
  let answer = null;
  let block = '';
  metric.addEventListener('change', () => {
    choose('curve', metric.value);
    fetchCurves().catch(({ message }) =>
      say(words, `The curves of ${metric.value} could not be loaded: ${message}`),
    );
  });
  log.addEventListener('change', () => {
    choose('log', log.checked ? 'curves' : '');
    plot.update();
  });

  for (const field of [from, to])
    field.addEventListener('change', () => {
      choose(field.name, field.value);
      plot.update();
    });

  /** The block of the answer that is shown. */
  function shown() {
    return (
      answer.blocks.find(({ coordinates }) => blockName(coordinates) === block) ?? answer.blocks[0]
    );
  }

  function ofBlock() {
    const asked = {
      metric: answer.metric,
      block: String(answer.blocks.indexOf(shown())),
    };
    const query = new URLSearchParams(log.checked ? { ...asked, scale: 'logarithmic' } : asked);
    for (const { name, value } of [from, to]) if (value !== '') query.set(name, value);
    return query;
  }

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
    const { body } = await get(`${path}/curves?metric=${encodeURIComponent(asked)}`);
    if (asked === metric.value && body !== answer) draw(body);
  }

  function draw(body) {
    answer = body;
    const methods = shown()?.methods ?? [];
    const isEmpty = methods.every(({ curves }) => curves.points.length === 0);
    panel.hidden = isEmpty;
    say(
      words,
      isEmpty ? 'No chosen run has a value of this metric yet.' : DRAWN + thinned(methods),
    );
    if (isEmpty) return;
    say(caption, answer.metric);
    fill(left, methods.filter(({ curves }) => curves.leftOut > 0 || curves.empty > 0).map(trouble));
    plot.update();
  }

  return {
    element,
    update,
    show(name) {
      const changed = name !== block;
      block = name;
      if (changed && answer) draw(answer);
    },
    leave: plot.leave,
  };
}

/** One end of the steps that are drawn; all where it is empty. */
function stepField(name, label) {
  const value = route().query.get(name) ?? '';
  return h('input', {
    type: 'number',
    name,
    min: 0,
    value,
    placeholder: 'all',
    'aria-label': label,
  });
}

/** Says so where a picture has not all steps. */
function thinned(methods) {
  const most = methods.reduce((a, b) => (b.every > a.every ? b : a));
  return most.every > 1
    ? ` Of ${number(most.commonSteps)} common steps` +
        ` each ${number(most.every)}th is shown, and the last.`
    : '';
}

function trouble({ method, curves }) {
  const parts = [
    curves.empty > 0 ? `${curves.empty} runs without a value` : null,
    curves.leftOut > 0 ? `${curves.leftOut} steps left out that not all runs measured` : null,
  ];
  return h('li', { class: 'quiet' }, `${method}: ${parts.filter(Boolean).join(', ')}`);
}
