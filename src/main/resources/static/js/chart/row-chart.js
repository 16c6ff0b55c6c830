import { s, text, line, tip } from './svg.js';
import { scale } from './scale.js';
import { setting } from '../kit/format.js';
import { dot } from './marks.js';
import { within } from './bounds.js';

const WIDE = 560;
const NAMES = 170;
const NOTES = 190;
const EDGE = 18;
const LETTER = 6.9;

/**
 * Rows of methods over one axis of values. On a narrow place a row's name stands above it, on a
 * wide one to its left, and a note to its right.
 *
 * @param rows `{number, name, note, short}` each; `number` chooses colour and point, `short` is
 *     said where there is no room for the note
 * @param bounds between which values there can be any; no number stands beyond
 * @param gutter pixels kept free left of the axis
 */
export function rowChart({ width, rows, domain, bounds, gutter = 0, title, zero = false }) {
  const wide = width >= WIDE;
  const step = wide ? 28 : 42;
  const left = (wide ? NAMES : EDGE) + gutter;
  const right = width - (wide ? NOTES : EDGE);
  const axis = scale(domain, [left, right]);
  const y = (row) => step * row + (wide ? 16 : 30);
  const bottom = step * rows.length + 6;
  const ticks = within(axis.ticks(Math.max(2, Math.min(7, (right - left) / 75))), bounds);
  const grid = ticks.map((tick) => [
    line(axis.at(tick), 2, axis.at(tick), bottom, zero && tick === 0 ? 'zero' : 'grid'),
    text(axis.at(tick), bottom + 16, 'middle', setting(tick), { class: 'tick' }),
  ]);
  const names = rows.map((row, i) => labels(row, y(i), wide, left - gutter, width));
  const caption = text((left + right) / 2, bottom + 34, 'middle', title, { class: 'tick' });
  return {
    at: axis.at,
    inside: axis.inside,
    y,
    left,
    right,
    bottom,
    height: bottom + 42,
    parts: [grid.flat(), names.flat(), caption],
  };
}

function labels({ number, name, note, short = note }, y, wide, left, width) {
  const base = wide ? y + 4 : y - 15;
  const aside = Math.floor((wide ? NOTES - 10 : width - 30 - name.length * LETTER) / LETTER);
  const said = note.length <= aside ? note : short;
  const room = (wide ? left - 26 : width - 34 - said.length * LETTER) / LETTER;
  return [
    dot(number, 8, base - 4, 4),
    text(18, base, 'start', cut(name, room)),
    text(width - 2, base, 'end', said, { class: 'note' }),
    name.length > room
      ? s('rect', { x: 0, y: base - 14, width: left, height: 18, class: 'hot' }, tip(name))
      : null,
  ];
}

/** A text that fits so many letters. */
export function cut(words, letters) {
  const most = Math.max(3, Math.floor(letters));
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}

/**
 * A bar from low to high with words for a pointer; an end that lies outside the picture is an
 * arrow.
 */
export function bar(chart, row, low, high, colour, words) {
  const y = chart.y(row);
  const [x1, x2] = [chart.inside(low), chart.inside(high)];
  const arrows = [
    chart.at(low) < chart.left - 1
      ? s('path', {
          class: 'whisker',
          'data-colour': colour,
          d: `M${x1 + 5} ${y - 4}L${x1} ${y}L${x1 + 5} ${y + 4}`,
        })
      : null,
    chart.at(high) > chart.right + 1
      ? s('path', {
          class: 'whisker',
          'data-colour': colour,
          d: `M${x2 - 5} ${y - 4}L${x2} ${y}L${x2 - 5} ${y + 4}`,
        })
      : null,
  ];
  const whisker = line(x1, y, x2, y, 'whisker', { 'data-colour': colour });
  whisker.append(tip(words));
  return [whisker, ...arrows];
}

/** A range that shows all centres, and intervals as far as thrice their spread. */
export function readable(centres, ends) {
  const known = centres.filter(Number.isFinite);
  if (known.length === 0) return [-1, 1];
  const [low, high] = [
    known.reduce((a, b) => Math.min(a, b)),
    known.reduce((a, b) => Math.max(a, b)),
  ];
  const halves = ends.map(([a, b]) => (b - a) / 2).sort((a, b) => a - b);
  const usual = halves[Math.floor((halves.length - 1) / 2)] ?? 0;
  const reach = Math.max(high - low, 2 * usual);
  const from = Math.min(low, ...ends.map(([a]) => Math.max(a, low - reach)));
  const to = Math.max(high, ...ends.map(([, b]) => Math.min(b, high + reach)));
  const pad = 0.04 * (to - from);
  return [from - pad, to + pad];
}
