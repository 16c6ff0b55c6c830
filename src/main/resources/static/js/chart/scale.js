/**
 * From values to places: linear, or logarithmic for positive values. A range without width is
 * widened, so that one value stands in the middle.
 * @returns {{at: (value: number) => number, inside: (value: number) => number, ticks: (most:
 *     number) => number[]}}
 */
export function scale([low, high], [from, to], logarithmic = false) {
  const [a, b] = widened(logarithmic ? [Math.log10(low), Math.log10(high)] : [low, high]);
  const at = (value) =>
    from + (((logarithmic ? Math.log10(value) : value) - a) / (b - a)) * (to - from);
  const inside = (value) => Math.min(Math.max(at(value), Math.min(from, to)), Math.max(from, to));
  return { at, inside, ticks: (most) => (logarithmic ? powers(a, b, most) : round(a, b, most)) };
}

/** The least and the greatest of values, with a margin on both sides; [0, 1] of none. */
export function extent(values, margin = 0.05) {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return [0, 1];
  const low = known.reduce((x, y) => Math.min(x, y));
  const high = known.reduce((x, y) => Math.max(x, y));
  const pad = margin * (high - low);
  return [low - pad, high + pad];
}

function widened([a, b]) {
  if (b > a) return [a, b];
  const half = Math.abs(a) * 0.05 || 0.5;
  return [a - half, a + half];
}

function round(a, b, most) {
  const raw = (b - a) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= raw * 0.999);
  const ticks = [];
  for (let i = Math.ceil(a / step - 1e-9); i * step <= b + step * 1e-9; i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

function powers(a, b, most) {
  const every = Math.max(1, Math.ceil((b - a) / most));
  const ticks = [];
  for (let i = Math.ceil(a - 1e-9); i <= b + 1e-9; i += every) ticks.push(Number(`1e${i}`));
  return ticks.length > 1 ? ticks : round(10 ** a, 10 ** b, most).filter((value) => value > 0);
}
