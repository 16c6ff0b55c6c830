// @ts-check
import { h, fill, say } from '../kit/dom.js';
import { get, address, Refused } from '../kit/api.js';
import { route, choose } from '../kit/route.js';
import { framesOf, returnsOf, toldAt } from './frames.js';
import { drawSeen, sizeOf } from './drawing.js';
import { player } from './player.js';

const DARK = matchMedia('(prefers-color-scheme: dark)');

/** One episode of a trained agent as a moving picture; nothing where a job has no environment. */
export function episodePanel(id, run) {
  const whose = h('select', { 'aria-label': 'Run of the episode' });
  const which = h('select', { 'aria-label': 'Visit' });
  const json = h('a', {}, 'JSON');
  const tools = h('p', { class: 'filter' }, whose, which, json);
  const note = h('p', { class: 'note' });
  const canvas = h('canvas', { role: 'img' });
  const legend = h('ul', { class: 'legend channels' });
  const readout = h('p', { class: 'readout' });
  const moving = player(show);
  const figure = h(
    'figure',
    { class: 'panel episode' },
    canvas,
    h('div', { class: 'beside' }, legend, moving.element, readout),
  );
  const heading = h('h2', {}, 'Episode');
  const element = h('section', { hidden: true }, heading, tools, note, figure);
  /** The episode that is drawn, with its frames and returns; null where there is none. */
  let drawn = null;
  let isLoaded = false;
  let job = null;

  whose.addEventListener('change', () => highlight(Number(whose.value)));
  which.addEventListener('change', () => {
    choose('visit', which.value);
    refresh();
  });
  DARK.addEventListener('change', redraw);

  async function update(latest, changed) {
    element.hidden = !latest.spec.environment;
    if (element.hidden || (isLoaded && !changed)) return;
    job = latest;
    offerRuns();
    await load();
    isLoaded = true;
  }

  function offerRuns() {
    if (run >= job.runs.length) run = -1;
    whose.hidden = job.runs.length < 2;
    if (whose.options.length === job.runs.length) return;
    const options = job.runs.map((one) => option(one.run, `run ${one.run}, seed ${one.seed}`, run));
    fill(whose, options);
  }

  async function load() {
    const asked = Math.max(0, run);
    const visit = /^\d{1,4}$/.test(route().query.get('visit') ?? '')
      ? `?visit=${route().query.get('visit')}`
      : '';
    const path = `jobs/${encodeURIComponent(id)}/runs/${asked}/episode${visit}`;
    json.setAttribute('href', address(path));
    try {
      const { body } = await get(path);
      if (asked === Math.max(0, run)) draw(body);
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      tell(error);
    }
  }

  /** While an agent trains there is nothing to be seen, which is no fault. */
  function tell(error) {
    drawn = null;
    moving.leave();
    figure.hidden = true;
    note.hidden = false;
    const waits = 'No episode yet: one of each agent is recorded when it has trained to the end of';
    const end = job.spec.stepsPerVisit ? 'a visit.' : 'its steps.';
    say(note, error.status === 409 ? `${waits} ${end}` : `${error.message}.`);
    json.hidden = which.hidden = true;
  }

  function draw(episode) {
    if (drawn?.episode === episode) return;
    drawn = { episode, frames: framesOf(episode), returns: returnsOf(episode.rewards) };
    figure.hidden = json.hidden = false;
    note.hidden = true;
    offerVisits(episode);
    const { width, height } = sizeOf(episode.environment);
    canvas.width = width;
    canvas.height = height;
    canvas.setAttribute('aria-label', `${episode.environment}, played by run ${episode.run}`);
    fill(legend, episode.observed.map(channel));
    legend.hidden = !episode.bits;
    moving.begin(drawn.frames.count);
  }

  function offerVisits({ visits, visit }) {
    which.hidden = visits.length < 2;
    const options = visits.map((one) => option(one, `visit ${one + 1}`, visit));
    fill(which, options);
  }

  /** Draws a time, and says what stands there. */
  function show(time) {
    if (!drawn) return '';
    const { episode, frames, returns } = drawn;
    drawSeen(canvas.getContext('2d'), episode.environment, frames.at(time), paint());
    const told = toldAt(episode, time, returns);
    say(readout, told);
    return told;
  }

  function paint() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const channels = [...legend.children].map((entry) => getComputedStyle(entry.firstChild).color);
    const [text, grid, ground] = ['--text', '--grid', '--ground'].map(colour);
    return { channels, text, grid, ground, accent: colour('--accent') };
  }

  function redraw() {
    if (drawn) moving.draw();
  }

  function highlight(chosenRun) {
    run = chosenRun;
    whose.value = String(Math.max(0, run));
    if (!element.hidden) refresh();
  }

  function refresh() {
    // What cannot be had now is asked for again by the next poll.
    load().catch(() => (isLoaded = false));
  }

  function leave() {
    moving.leave();
    DARK.removeEventListener('change', redraw);
  }

  return { element, update, highlight, leave };
}

function option(value, words, chosen) {
  return h('option', { value, selected: value === chosen }, words);
}

/** Colours are beside words, and read from here by the picture. */
function channel(name, place) {
  return h('li', {}, h('span', { class: 'cell', 'data-channel': place }), name);
}
