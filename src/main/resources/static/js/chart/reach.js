// @ts-check
/**
 * Where a series has more points than were asked for, the service answers `[step, last, least,
 * greatest]` of each stretch of steps. What is between least and greatest is drawn as a band.
 */

/**
 * The greatest and the least value of each stretch as series; a point by itself is its own stretch.
 */
export function reaches(points) {
  const end = (i) => points.map((point) => [point[0], point[i] ?? point[1]]);
  return [end(3), end(2)];
}

/** Least and greatest at each step; null where there is no value. */
export function ends(column, low, high) {
  return column.map((value, i) => (value === null ? null : [low[i] ?? value, high[i] ?? value]));
}

/** Adds the ends of all runs as lines and answers with the bands between them. */
export function withEnds(drawn, groups, low, high) {
  const bands = [];
  for (const { members, colour } of groups) {
    for (const m of members) {
      bands.push({ series: [drawn.length + 1, drawn.length + 2], colour });
      drawn.push(
        { values: high[m], colour, kind: 'reach' },
        { values: low[m], colour, kind: 'reach' },
      );
    }
  }
  return bands;
}

/** Adds least and greatest of each group's runs as edges; answers with the bands between. */
export function withSpread(drawn, groups) {
  const bands = [];
  for (const { columns, colour } of groups) {
    if (columns.length < 2) continue;
    const at = (i) => columns.map((column) => column[i]).filter((value) => value !== null);
    const end = (choose) =>
      columns[0].map((_, i) => (at(i).length === 0 ? null : choose(...at(i))));
    bands.push({ series: [drawn.length + 1, drawn.length + 2], colour });
    drawn.push(
      { values: end(Math.max), colour, kind: 'edge' },
      { values: end(Math.min), colour, kind: 'edge' },
    );
  }
  return bands;
}
