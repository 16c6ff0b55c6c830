import { align } from './stats.js';
import { mark } from './marks.js';
import { boundsOf, clipped } from './bounds.js';

/**
 * What to draw of one metric: for each method its mean and the two edges of its band, as the chart
 * wants them. Steps without an interval have no band, a band ends where the metric does; on a
 * logarithmic axis what is not positive is left out.
 *
 * @param methods `{number, method, curves}` each, as the service answers them
 */
export function bandLines(metric, methods, positiveOnly) {
  const bounds = boundsOf(metric);
  const drawn = methods.filter(({ curves }) => curves.points.length > 0);
  const columns = drawn.flatMap(({ curves }) => [
    series(curves.points, (point) => point.mean.value, positiveOnly),
    series(curves.points, (point) => clipped(point.t.high, bounds), positiveOnly),
    series(curves.points, (point) => clipped(point.t.low, bounds), positiveOnly),
  ]);
  const styles = drawn.flatMap(({ number }) => {
    const { colour, dash } = mark(number);
    const edge = { colour, kind: 'edge' };
    return [{ colour, kind: 'mean', dash: dash.length > 0 ? dash : undefined }, edge, edge];
  });
  const bands = drawn.map(({ number }, i) => ({
    series: [3 * i + 2, 3 * i + 3],
    colour: mark(number).colour,
  }));
  return { data: align(columns), styles, bands, bounds, methods: drawn };
}

function series(points, value, positiveOnly) {
  return points
    .map((point) => [point.step, value(point)])
    .filter(([, y]) => y !== null && (!positiveOnly || y > 0));
}

/** The last point of a method at or before a step; null before its first. */
export function pointAt({ curves }, step) {
  return curves.points.findLast((point) => point.step <= step) ?? null;
}
