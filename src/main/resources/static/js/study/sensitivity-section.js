// @ts-check
import { h, fill } from '../kit/dom.js';
import { figureText } from '../kit/figure-text.js';
import { measured } from '../kit/format.js';
import { picture } from '../chart/picture.js';
import { blockName } from './blocks-table.js';
import { numbered } from './comparison-section.js';
import { sample } from '../chart/sample.js';

/**
 * How much methods depend on each numeric setting, in the block that is shown, of the study at
 * `path`.
 */
export function sensitivitySection(path) {
  /** @type {Api.Comparison | null} */
  let answer = null;
  let block = '';
  let drawings = [];
  let shape = '';
  let at = 0;
  let asked = new URLSearchParams();
  const panels = h('div', { class: 'panels' });
  const words =
    'The best mean at each value, whatever else is chosen. A diverged run counts as an accuracy ' +
    'of 0; of other figures it is left out. Crosses above mark values at which runs diverged.';
  const element = h(
    'section',
    { hidden: true },
    h('h2', {}, 'Sensitivity to settings'),
    h('p', { class: 'quiet' }, words),
    panels,
  );

  /** Shows a comparison that was asked for by a query, in the block of a name and a place. */
  function update(comparison = answer, query = asked, name = block, place = at) {
    if (!comparison || (comparison === answer && name === block)) return;
    answer = comparison;
    block = name;
    at = place;
    asked = new URLSearchParams(query);
    asked.set('block', String(place));
    const groups = [...Map.groupBy(answer.sensitivity.filter(fits), (one) => one.setting)];
    element.hidden = !groups.some(([, curves]) =>
      curves.some(({ area }) => area.best.value !== null),
    );
    const now = groups.map(([setting]) => setting).join();
    if (now !== shape) rebuild(groups);
    shape = now;
    groups.forEach(([, curves], i) => drawings[i].update(curves));
  }

  /** A setting that makes blocks is seen across them, so that its curve has fewer coordinates. */
  function fits({ coordinates }) {
    const shown =
      answer.blocks.find((one) => blockName(one.coordinates) === block)?.coordinates ?? {};
    return Object.entries(coordinates).every(([name, label]) => shown[name] === label);
  }

  function rebuild(groups) {
    drawings.forEach((one) => one.leave());
    drawings = groups.map(([setting]) =>
      drawing(
        setting,
        () => answer,
        () => `${path}/pictures/sensitivity.svg?${asked}&setting=${encodeURIComponent(setting)}`,
      ),
    );
    fill(
      panels,
      drawings.map((one) => one.element),
    );
  }

  return { element, update, leave: () => drawings.forEach((one) => one.leave()) };
}

function drawing(setting, answer, path) {
  const legend = h('ul', { class: 'keys' });
  const plot = picture(path);
  const element = h(
    'figure',
    { class: 'panel' },
    h('figcaption', {}, h('strong', {}, setting)),
    plot.element,
    legend,
  );

  /** @param {Api.Comparison['sensitivity']} found */
  function update(found) {
    const show = (value) => measured(answer().metric, value);
    fill(
      legend,
      numbered(found, answer()).map(({ number, method, area }) =>
        h('li', {}, sample(number), ` ${method}: mean over the axis `, figureText(area.area, show)),
      ),
    );
    plot.update();
  }

  return { element, update, leave: plot.leave };
}
