import { h, renew, say } from '../kit/dom.js';
import { measured, number } from '../kit/format.js';
import { route, choose } from '../kit/route.js';
import { chart } from '../chart/chart.js';
import { bandLines, pointAt } from '../chart/band-lines.js';
import { sample } from '../chart/marks.js';

/** Means and bands of methods over steps, with what stands under the cursor. */
export function bandPanel() {
  const caption = h('strong');
  const log = h('input', { type: 'checkbox', checked: route().query.get('log') === 'curves' });
  const holder = h('div', { class: 'chart', role: 'img' });
  const legend = h('ul', { class: 'keys' });
  const readout = h('p', { class: 'readout' });
  const tools = h('span', { class: 'tools' }, h('label', {}, log, ' log'));
  const element = h(
    'figure',
    { class: 'panel' },
    h('figcaption', {}, caption, tools),
    holder,
    legend,
    readout,
  );
  const drawing = chart(holder, read);
  let answer = { metric: '', methods: [] };
  let drawn = null;

  log.addEventListener('change', () => {
    choose('log', log.checked ? 'curves' : '');
    draw();
  });

  function draw() {
    drawn = bandLines(answer.metric, answer.methods, log.checked);
    drawing.draw(drawn, log.checked);
    const left = answer.methods.filter(({ curves }) => curves.leftOut > 0 || curves.empty > 0);
    renew(legend, h('ul', { class: 'keys' }, [...drawn.methods.map(entry), ...left.map(trouble)]));
    holder.setAttribute(
      'aria-label',
      `${answer.metric} over steps; ${drawn.methods.map(told).join('; ')}`,
    );
    read(drawing.index());
  }

  /** Says what stands at a place of the axis; at its end where the cursor is elsewhere. */
  function read(index) {
    const steps = drawn.data[0];
    const at = Math.min(index ?? Infinity, steps.length - 1);
    say(readout, at < 0 ? '' : `step ${number(steps[at])}`);
    drawn.methods.forEach((method, i) =>
      say(legend.children[i].lastChild, at < 0 ? '' : words(pointAt(method, steps[at]))),
    );
  }

  function words(point) {
    if (!point) return '–';
    const show = (value) => measured(answer.metric, value);
    const band = point.t.low === null ? '' : ` [${show(point.t.low)}, ${show(point.t.high)}]`;
    return `${show(point.mean.value)}${band}, n\u00a0=\u00a0${point.n}`;
  }

  function told(method) {
    return `${method.method} ends at ${words(method.curves.points.at(-1))}`;
  }

  return {
    element,
    update(metric, methods) {
      answer = { metric, methods };
      say(caption, metric);
      draw();
    },
    leave: drawing.leave,
  };
}

function entry({ number: place, method, curves }) {
  return h(
    'li',
    {},
    sample(place),
    ` ${method}, ${curves.series} ${curves.series === 1 ? 'run' : 'runs'}: `,
    h('span', { class: 'quiet' }),
  );
}

function trouble({ method, curves }) {
  const parts = [
    curves.empty > 0 ? `${curves.empty} runs without a value` : null,
    curves.leftOut > 0 ? `${curves.leftOut} steps left out that not all runs measured` : null,
  ];
  return h('li', { class: 'quiet' }, `${method}: ${parts.filter(Boolean).join(', ')}`);
}
