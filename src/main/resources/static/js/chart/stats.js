const T_975 = [
  12.7062047362, 4.3026527297, 3.1824463053, 2.7764451052, 2.5705818356, 2.4469118511, 2.3646242516,
  2.3060041352, 2.2621571628, 2.228138852,
];
const Z_975 = 1.959963984540054;

/** The 97.5 % quantile of Student's t; beyond the table the series in 1/ν is exact to 5e-6. */
export function studentT(freedom) {
  if (freedom <= T_975.length) return T_975[freedom - 1];
  const z = Z_975;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  return terms.reduce((sum, term, i) => sum + term / freedom ** (i + 1), z);
}

/** Mean and half width of its 95 % t interval; the latter null for fewer than two values. */
export function interval(values) {
  const n = values.length;
  if (n === 0) return { n, mean: null, half: null };
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  if (n === 1) return { n, mean, half: null };
  // Their mean is rounded, so that equal values would seem to spread.
  if (values.every((v) => v === values[0])) return { n, mean: values[0], half: 0 };
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  return { n, mean, half: studentT(n - 1) * Math.sqrt(variance / n) };
}

/**
 * Lays series over common steps: `[steps, values of series 0, …]`, null where one has no value.
 * @param {Array<Array<[number, number]>>} series
 */
export function align(series) {
  const steps = [...new Set(series.flatMap((points) => points.map(([step]) => step)))];
  steps.sort((a, b) => a - b);
  const index = new Map(steps.map((step, i) => [step, i]));
  const columns = series.map((points) => {
    const column = new Array(steps.length).fill(null);
    for (const [step, value] of points) column[index.get(step)] = value;
    return column;
  });
  return [steps, ...columns];
}

/**
 * The mean at every step where all columns have a value, null elsewhere: never interpolated, never
 * over fewer runs than the legend says.
 */
export function meanColumn(columns, length) {
  const begun = columns.filter((column) => column.some((v) => v !== null));
  return Array.from({ length }, (_, i) => {
    if (begun.length === 0 || begun.some((column) => column[i] === null)) return null;
    return begun.reduce((sum, column) => sum + column[i], 0) / begun.length;
  });
}
