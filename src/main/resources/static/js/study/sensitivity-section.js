import { h, fill } from '../kit/dom.js';
import { figureText } from '../kit/figure-text.js';
import { measured } from '../kit/format.js';
import { picture } from '../chart/svg.js';
import { sensitivityPlot } from '../chart/sensitivity-plot.js';
import { blockName } from './blocks-table.js';
import { numbered } from './comparison-section.js';
import { sample } from '../chart/marks.js';

/** How much methods depend on each numeric setting, in the block that is shown. */
export function sensitivitySection() {
  let answer = null;
  let block = '';
  let drawings = [];
  let shape = '';
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

  function update(comparison = answer, name = block) {
    if (!comparison || (comparison === answer && name === block)) return;
    answer = comparison;
    block = name;
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
    drawings = groups.map(([setting]) => drawing(setting, () => answer));
    fill(
      panels,
      drawings.map((one) => one.element),
    );
  }

  return { element, update, leave: () => drawings.forEach((one) => one.leave()) };
}

function drawing(setting, answer) {
  let curves = [];
  const legend = h('ul', { class: 'keys' });
  const plot = picture((width) =>
    curves.length > 0 ? sensitivityPlot(setting, answer().metric, curves, width) : null,
  );
  const element = h(
    'figure',
    { class: 'panel' },
    h('figcaption', {}, h('strong', {}, setting)),
    plot.element,
    legend,
  );

  function update(found) {
    curves = numbered(found, answer()).map(({ number, method, area }) => ({
      number,
      method,
      ...area,
    }));
    const show = (value) => measured(answer().metric, value);
    fill(
      legend,
      curves.map((one) =>
        h(
          'li',
          {},
          sample(one.number),
          ` ${one.method}: mean over the axis `,
          figureText(one.area, show),
        ),
      ),
    );
    plot.update();
  }

  return { element, update, leave: plot.leave };
}
