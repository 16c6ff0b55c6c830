// @ts-check
import { metricOf, placeIn } from '../kit/metrics.js';

const USUAL = ['varianceBefore', 'varianceActivated'];
const PREFIX = 'probe.';

/** Whether a metric is a probe's. */
export function isProbe(metric) {
  return metric.startsWith(PREFIX);
}

/** The quantities that a job's metrics hold, in the order of the catalogue. */
export function quantitiesOf(metrics) {
  const found = new Set(
    metrics.filter(isProbe).map((name) => name.slice(name.lastIndexOf('.') + 1)),
  );
  return [...found].sort().sort((a, b) => placeIn(a) - placeIn(b));
}

/** A quantity in words; one that several tensors have says of which it is. */
export function inWords(quantity) {
  const metric = metricOf(quantity);
  if (!metric) return quantity;
  const words = metric.label.charAt(0).toLowerCase() + metric.label.slice(1);
  const tensor =
    metric.name.includes('<tensor>') && quantity.slice(0, quantity.length - metric.after.length);
  return tensor ? `${words} of ${tensor}` : words;
}

/** What is shown where nothing is chosen. */
export function usual(quantities) {
  return USUAL.find((name) => quantities.includes(name)) ?? quantities[0];
}
