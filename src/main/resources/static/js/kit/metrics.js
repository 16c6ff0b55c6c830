// @ts-check
import { get } from './api.js';

/** The catalogue of metrics that the service answers with; empty until it has. */
let catalogue = [];

/** Reads the catalogue once. Without an answer values are shown as plain numbers. */
export async function loadMetrics() {
  if (catalogue.length > 0) return;
  try {
    setMetrics((await get('metrics')).body.metrics ?? []);
  } catch {
    // The page says by itself that the service does not answer.
  }
}

/** Takes a catalogue as the service answers with it. */
function setMetrics(metrics) {
  catalogue = metrics.map((metric) => {
    const [before, after] = metric.name.split(/<.*>/);
    return { ...metric, before, after };
  });
}

/**
 * The definition of a measured value, by its full name or, of probes, by the name of the quantity
 * without its place; undefined where the catalogue has none.
 */
export function metricOf(name) {
  return (
    catalogue.find((one) => isOf(one, name)) ??
    catalogue.find((one) => isOf(one, `probe.….${name}`))
  );
}

function isOf(metric, name) {
  if (metric.after === undefined) return metric.name === name;
  return (
    name.length > metric.before.length + metric.after.length &&
    name.startsWith(metric.before) &&
    name.endsWith(metric.after)
  );
}

/** The place of a metric in the catalogue; one that is not in it comes last. */
export function placeIn(name) {
  const place = catalogue.indexOf(metricOf(name));
  return place < 0 ? catalogue.length : place;
}

/** The kind of number that a metric is: share, whole, seconds, size or number. */
export function formatOf(name) {
  return metricOf(name)?.format ?? 'number';
}
