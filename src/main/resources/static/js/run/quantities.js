/**
 * What probes measure, in the order in which one looks at it; others follow under their own names.
 */
const KNOWN = {
  meanBefore: 'mean before the site',
  varianceBefore: 'variance before the site',
  meanAfter: 'mean after the site',
  varianceAfter: 'variance after the site',
  meanActivated: 'mean after the nonlinearity',
  varianceActivated: 'variance after the nonlinearity',
  dead: 'share of dead units',
  saturated: 'share of saturated units',
  weightNorm: 'weight norm',
  weightEffectiveRate: 'effective learning rate',
  weightGradientNorm: 'gradient norm',
  gammaNorm: 'norm of scale γ',
  betaNorm: 'norm of offset β',
  biasNorm: 'norm of bias',
};
const USUAL = ['varianceBefore', 'varianceActivated'];
const PREFIX = 'probe.';

/** Whether a metric is a probe's. */
export function isProbe(metric) {
  return metric.startsWith(PREFIX);
}

/** The quantities that a job's metrics hold. */
export function quantitiesOf(metrics) {
  const found = new Set(
    metrics.filter(isProbe).map((name) => name.slice(name.lastIndexOf('.') + 1)),
  );
  const known = Object.keys(KNOWN).filter((name) => found.has(name));
  return [...known, ...[...found].filter((name) => !(name in KNOWN)).sort()];
}

/** A quantity in words. */
export function inWords(quantity) {
  return KNOWN[quantity] ?? quantity;
}

/** What is shown where nothing is chosen. */
export function usual(quantities) {
  return USUAL.find((name) => quantities.includes(name)) ?? quantities[0];
}
