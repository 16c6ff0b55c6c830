// @ts-check
import { h, renew, say } from '../kit/dom.js';
import { address } from '../kit/api.js';
import { measured, number } from '../kit/format.js';
import { route, choose } from '../kit/route.js';
import { chart } from '../chart/chart.js';
import { lines } from '../chart/lines.js';
import { boundsOf } from '../chart/bounds-of.js';

/** One metric: its chart, what stands under the cursor, a switch for a logarithmic axis. */
export function curvePanel(name, path, highlighted, { unit = 'step', isBanded = false } = {}) {
  const readout = h('p', { class: 'readout' });
  const log = h('input', { type: 'checkbox', checked: logNames().includes(name) });
  const holder = h('div', { class: 'chart', role: 'img', 'aria-label': name });
  const legend = h('ul', { class: 'legend' });
  const element = h(
    'figure',
    { class: 'panel' },
    h(
      'figcaption',
      {},
      h('strong', {}, name),
      h(
        'span',
        { class: 'tools' },
        h('label', {}, log, ' log'),
        h('a', { href: address(path) }, 'JSON'),
      ),
    ),
    holder,
    legend,
    readout,
  );
  const drawing = chart(holder, read);
  let drawn = null;
  let series = [];
  let runs = [];

  log.addEventListener('change', () => {
    const others = logNames().filter((other) => other !== name);
    choose('log', (log.checked ? [...others, name] : others).join(','));
    draw();
  });

  function draw() {
    drawn = { ...lines(series, runs, highlighted, log.checked, isBanded), bounds: boundsOf(name) };
    drawing.draw(drawn, log.checked);
    renew(legend, h('ul', { class: 'legend' }, drawn.groups.map(legendEntry)));
    read(drawing.index());
    holder.setAttribute(
      'aria-label',
      `${name} over ${unit}s, ${drawn.groups.map(told).join('; ')}`,
    );
  }

  /** Says what stands at a place of the axis; at its end where the cursor is elsewhere. */
  function read(index) {
    const at = Math.min(index ?? Infinity, drawn.data[0].length - 1);
    if (at < 0) return;
    const hidden = drawn.hidden > 0 ? ` · ${drawn.hidden} values ≤ 0 not on this axis` : '';
    const thinned = drawn.isThinned
      ? ' · each point is the last of a stretch of steps, the band its least and greatest'
      : '';
    say(readout, `${unit} ${number(drawn.data[0][at])}${hidden}${thinned}`);
    drawn.groups.forEach((group, i) => say(legend.children[i].lastChild, group.at(at, show)));
  }

  function show(value) {
    return measured(name, value);
  }

  function told(group) {
    const last = group.last();
    return `${group.label}: ${last === null ? 'no value' : `last mean ${show(last)}`}`;
  }

  return {
    element,
    update(newSeries, newRuns) {
      series = newSeries;
      runs = newRuns;
      draw();
    },
    highlight(run) {
      highlighted = run;
      draw();
    },
    leave: drawing.leave,
  };
}

function legendEntry(group) {
  return h('li', { 'data-colour': group.colour }, `${group.label} `, h('span', { class: 'quiet' }));
}

function logNames() {
  return (route().query.get('log') ?? '').split(',').filter(Boolean);
}
