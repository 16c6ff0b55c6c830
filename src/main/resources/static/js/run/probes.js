// @ts-check
import { h, fill } from '../kit/dom.js';
import { get, address } from '../kit/api.js';
import { route, choose } from '../kit/route.js';
import { align } from '../chart/columns.js';
import { reaches } from '../chart/reach.js';
import { measured } from '../kit/format.js';
import { quantitiesOf, inWords, usual } from './quantities.js';
import { heatMap } from '../chart/heat-map.js';
import { layerCurves } from './layer-curves.js';

const POINTS = 300;

/** What probes saw within the network of one run: a heat map of all layers, curves of some. */
export function probes(id, run) {
  const which = h('select', { 'aria-label': 'Quantity' });
  const whose = h('select', { 'aria-label': 'Run' });
  const json = h('a', {}, 'JSON');
  const tools = h('p', { class: 'filter' }, which, whose, json);
  const map = heatMap(toggle);
  const curves = layerCurves();
  const figure = h('div', { class: 'panel inside' }, map.element, curves.element);
  const note = h('p', { class: 'note' });
  const element = h(
    'section',
    { hidden: true },
    h('h2', {}, 'Inside the network'),
    note,
    tools,
    figure,
  );
  const path = `jobs/${encodeURIComponent(id)}`;
  let isLoaded = false;
  let quantities = [];
  let layers = [];

  which.addEventListener('change', () => {
    choose('probe', which.value);
    refresh();
  });
  whose.addEventListener('change', () => highlight(Number(whose.value)));

  async function update(job, changed) {
    if (isLoaded && !changed) return;
    const { body } = await get(`${path}/metrics`);
    offer(quantitiesOf(body.metrics), job.runs);
    // What says how to fill the section is about data.
    element.hidden = Boolean(job.spec.environment) && quantities.length === 0;
    if (quantities.length === 0) tell(job);
    else await load();
    isLoaded = true;
  }

  /** An empty section says how to fill it. */
  function tell({ spec: { probe }, state }) {
    const asked = h('code', {}, '"probe": {"every": 1}');
    const words = probe
      ? [
          state === 'RUNNING' || state === 'QUEUED'
            ? 'Probes have not looked into this job yet.'
            : 'The job ended before probes looked into it.',
        ]
      : [
          'Nobody looked inside: with ',
          asked,
          ' a job shows activations, weights and gradients of every layer, each epoch.',
        ];
    note.replaceChildren(...words);
  }

  function offer(found, runs) {
    // An address may name a run that the job does not have.
    if (run >= runs.length) run = -1;
    note.hidden = found.length > 0;
    tools.hidden = figure.hidden = found.length === 0;
    whose.hidden = runs.length < 2;
    if (whose.options.length !== runs.length) {
      fill(
        whose,
        runs.map((one) =>
          h(
            'option',
            { value: one.run, selected: one.run === run },
            `run ${one.run}, seed ${one.seed}`,
          ),
        ),
      );
    }
    if (found.join() === quantities.join()) return;
    quantities = found;
    const wanted = route().query.get('probe');
    const now = quantities.includes(wanted) ? wanted : usual(quantities);
    fill(
      which,
      quantities.map((name) => h('option', { value: name, selected: name === now }, inWords(name))),
    );
  }

  async function load() {
    const asked =
      `${path}/runs/${Math.max(0, run)}/probes` +
      `?quantity=${encodeURIComponent(which.value)}&points=${POINTS}`;
    json.setAttribute('href', address(asked));
    const { body } = await get(asked);
    if (body.quantity !== which.value || body.run !== Math.max(0, run)) return;
    layers = body.layers;
    draw();
  }

  function refresh() {
    // What cannot be had now is asked for again by the next poll.
    load().catch(() => (isLoaded = false));
  }

  function draw() {
    const [steps, ...all] = align(layers.flatMap(({ points }) => [points, ...reaches(points)]));
    const [columns, high, low] = [0, 1, 2].map((part) => layers.map((_, i) => all[3 * i + part]));
    const isThinned = layers.some(({ points }) => points.some((point) => point.length > 2));
    const names = layers.map((one) => one.layer);
    figure.hidden = steps.length === 0;
    if (figure.hidden) return;
    const reading = (i, at) => range(which.value, columns[i][at], low[i][at], high[i][at]);
    const shown = {
      quantity: which.value,
      layers: names,
      steps,
      columns,
      low,
      high,
      isThinned,
      reading,
      chosen: chosen(names),
    };
    map.draw(shown);
    curves.draw(shown);
  }

  function chosen(names) {
    const wanted = route().query.get('layers');
    if (wanted === null) return [...new Set([names[0], names[names.length >> 1], names.at(-1)])];
    return names.filter((name) => wanted.split(',').includes(name));
  }

  function toggle(layer) {
    const names = layers.map((one) => one.layer);
    const before = chosen(names);
    const after = names.filter((name) => (name === layer) !== before.includes(name));
    choose('layers', after.join(',') || 'none');
    draw();
  }

  function highlight(chosenRun) {
    run = chosenRun;
    whose.value = String(Math.max(0, run));
    if (quantities.length > 0) refresh();
  }

  function leave() {
    map.leave();
    curves.leave();
  }
  return { element, update, highlight, leave };
}

function range(quantity, value, low, high) {
  const show = (one) => measured(quantity, one);
  return value === null || low === high
    ? show(value)
    : `${show(value)} (${show(low)} … ${show(high)})`;
}
