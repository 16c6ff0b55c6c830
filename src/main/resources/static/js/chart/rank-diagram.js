import { line, s, text } from './svg.js';
import { dot } from './marks.js';
import { scale } from './scale.js';
import { cut } from './row-chart.js';
import { number } from '../kit/format.js';

const LETTER = 7;

/**
 * Average ranks on a line (Demšar 2006): bars join methods that are not told apart. Half of the
 * methods are named to the left, half to the right, so that no names meet.
 *
 * @param groups indices of methods, best first, of one test
 * @param difference the critical difference, drawn as long as it is on the axis; null without one
 */
export function rankDiagram(ranks, groups, difference, test, width) {
  const order = ranks.average
    .map((figure, i) => ({ i, rank: figure.value, name: ranks.methods[i] }))
    .sort((a, b) => a.rank - b.rank);
  const names = Math.min(190, width * 0.33);
  const axis = scale([1, Math.max(2, order.length)], [names + 14, width - names - 14]);
  const top = difference === null ? 24 : 52;
  const parts = difference === null ? [] : critical(axis, difference, width);
  parts.push(line(axis.at(1), top, axis.at(Math.max(2, order.length)), top, 'axis'));
  for (const tick of axis.ticks(Math.min(8, (width - 2 * names) / 30)).filter(Number.isInteger)) {
    parts.push(
      line(axis.at(tick), top - 5, axis.at(tick), top, 'axis'),
      text(axis.at(tick), top - 9, 'middle', String(tick), { class: 'tick' }),
    );
  }
  const levels = bars(groups, axis, ranks, top, parts);
  const first = top + 22 + levels * 8;
  const half = Math.ceil(order.length / 2);
  order.forEach((method, place) => {
    const isLeft = place < half;
    const row = isLeft ? place : order.length - 1 - place;
    parts.push(
      ...named(method, axis.at(method.rank), top, first + row * 21, names, isLeft ? null : width),
    );
  });
  const told = order.map(({ name, rank }) => `${name} ${rank.toFixed(2)}`).join(', ');
  const joined =
    groups.map((group) => group.map((i) => ranks.methods[i]).join(', ')).join('; ') || 'none';
  const label =
    `Average ranks over ${ranks.dataSets} blocks, 1 is best: ${told}. ` +
    `Not told apart by ${test}: ${joined}`;
  return { height: first + half * 21, label, parts };
}

function critical(axis, difference, width) {
  const from = axis.at(1);
  const to = Math.min(width - 4, from + difference * (axis.at(2) - from));
  return [
    line(from, 12, to, 12, 'group'),
    line(from, 8, from, 16, 'axis'),
    line(to, 8, to, 16, 'axis'),
    text(from - 8, 16, 'end', `CD ${number(difference)}`, { class: 'tick' }),
  ];
}

/** Bars in as few levels as they need; answers with how many those are. */
function bars(groups, axis, ranks, top, parts) {
  const ends = [];
  for (const group of groups.filter(({ length }) => length > 1)) {
    const places = group.map((i) => axis.at(ranks.average[i].value));
    const [from, to] = [Math.min(...places) - 4, Math.max(...places) + 4];
    let level = ends.findIndex((end) => end < from - 4);
    if (level < 0) level = ends.length;
    ends[level] = to;
    parts.push(line(from, top + 9 + level * 8, to, top + 9 + level * 8, 'group'));
  }
  return ends.length;
}

/**
 * A method at its place, its name in a column of so many pixels; to the left where no width is
 * given.
 */
function named({ i, rank, name }, x, top, y, room, width) {
  const isLeft = width === null;
  const edge = isLeft ? room : width - room;
  const value = rank.toFixed(2);
  const words = `${cut(name, room / LETTER - value.length - 1)} ${value}`;
  return [
    s('polyline', {
      class: 'elbow',
      points: `${x},${top} ${x},${y} ${isLeft ? edge + 4 : edge - 4},${y}`,
    }),
    dot(i, x, top, 4),
    text(edge, y + 4, isLeft ? 'end' : 'start', words),
  ];
}
