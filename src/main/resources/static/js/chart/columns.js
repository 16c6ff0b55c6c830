// @ts-check
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
