// @ts-check
import { h, fill } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { route, choose } from '../kit/route.js';
import { curvePanel } from '../run/curve-panel.js';
import { isProbe } from '../run/quantities.js';
import { isOver } from './job-state.js';
import { nothingYet } from '../kit/waiting.js';

const POINTS = 800;
const PREFERRED = ['train.loss', 'validation.accuracy'];
/** What agents are judged by. */
const RETURN = 'return';
const PARTS = ['train.', 'validation.', 'test.'];

/** The measured series of a job: one panel a chosen metric, one thin line a run, a mean. */
export function jobCurves(id, highlighted) {
  const path = `jobs/${encodeURIComponent(id)}`;
  const panels = new Map();
  const chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'Metrics shown' });
  const place = h('div', { class: 'panels' });
  const element = h('section', { hidden: true }, h('h2', {}, 'Curves'), chips, place);
  /** The choice of each metric, which stays the same element. */
  const kept = new Map();
  /** The answer that each panel shows. */
  const drawn = new Map();
  let names = [];
  let latest = null;

  async function update(job, changed) {
    if (latest && !changed) return;
    const { body } = await get(`${path}/metrics`);
    latest = job;
    offer(inOrder(body.metrics.filter((name) => !isProbe(name))));
    element.hidden = false;
    if (names.length === 0) return fill(place, nothingYet(unmeasured(job)));
    await Promise.all(chosen().map(load));
    arrange();
  }

  function offer(found) {
    if (found.join() === names.join()) return;
    names = found;
    fill(
      chips,
      names.map((name) => kept.get(name) ?? chip(name)),
    );
  }

  function chip(name) {
    const box = h('input', { type: 'checkbox', checked: chosen().includes(name) });
    box.addEventListener('change', () => {
      const wanted = names.filter((n) => (n === name ? box.checked : chosen().includes(n)));
      choose('metric', wanted.join(',') || 'none');
      refresh();
    });
    kept.set(name, h('label', { class: 'chip' }, box, name));
    return kept.get(name);
  }

  function chosen() {
    const wanted = route().query.get('metric');
    if (wanted) return names.filter((name) => wanted.split(',').includes(name));
    if (names.includes(RETURN)) return [RETURN];
    const usual = PREFERRED.filter((name) => names.includes(name));
    return usual.length > 0 ? usual : names.slice(0, 1);
  }

  async function refresh() {
    // What cannot be had now is asked for again by the next poll.
    await Promise.all(chosen().map(load)).catch(() => (latest = null));
    arrange();
  }

  async function load(name) {
    const series = `${path}/series?name=${encodeURIComponent(name)}&points=${POINTS}`;
    const { body } = await get(series);
    const shown = panels.get(name) ?? curvePanel(name, series, highlighted, kindOfSteps());
    panels.set(name, shown);
    if (drawn.get(name) === body) return;
    drawn.set(name, body);
    shown.update(body.runs, latest.runs);
  }

  /** Returns of seeds lie far apart, so that a band shows more than thin lines do. */
  function kindOfSteps() {
    return latest.spec.environment ? { unit: 'environment step', isBanded: true } : {};
  }

  function arrange() {
    const wanted = chosen().filter((name) => panels.has(name));
    for (const name of [...panels.keys()]) {
      if (wanted.includes(name)) continue;
      panels.get(name).leave();
      panels.delete(name);
      drawn.delete(name);
    }
    fill(
      place,
      wanted.map((name) => panels.get(name).element),
    );
  }

  function highlight(run) {
    highlighted = run;
    for (const shown of panels.values()) shown.highlight(run);
  }

  return { element, update, highlight, leave: () => panels.forEach((shown) => shown.leave()) };
}

function unmeasured(job) {
  if (isOver(job))
    return 'The job ended before anything was measured; its attempts and its log below say why.';
  return job.state === 'RUNNING'
    ? 'Nothing is measured yet: curves begin with the first ' +
        (job.spec.environment ? 'hundredth of the steps.' : 'evaluation.')
    : 'The job waits for a free slot of a worker; curves begin once it trains.';
}

/** Returns and parts of the data first, in the order in which one looks at them. */
function inOrder(names) {
  const rank = (name) => {
    if (name === RETURN) return -1;
    const part = PARTS.findIndex((start) => name.startsWith(start));
    return part < 0 ? PARTS.length : part;
  };
  return [...names].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}
