// @ts-check
import { h, scrollable } from '../kit/dom.js';
import { bytes, estimate, measured, number, rate, span } from '../kit/format.js';
import { figureText, intervalText, missing, pText, signed } from '../kit/figure-text.js';
import { sample } from '../chart/sample.js';
import { verdict } from './verdict.js';

/** @typedef {Api.ComparedMethod & { number?: number }} Row a method with its number in pictures */

/** @type {[string, string, string | null, (row: Row, comparison: Api.Comparison) => any][]} */
const COLUMNS = [
  ['n', 'Runs with a value', 'number', (row) => ofRuns(row)],
  [
    'Mean',
    'Mean with the half of its t interval',
    'number',
    (row, c) => mean(row.summary, c.metric),
  ],
  [
    'Difference',
    'Mean over shared seeds of method minus baseline, with its t interval',
    'number',
    (row, c) => difference(row, c),
  ],
  [
    'p (Holm)',
    'Wilcoxon signed-rank test, corrected over the methods of the block',
    'number',
    (row) => whereCompared(row, () => figureText(row.pHolm, pText)),
  ],
  [
    'P(better)',
    'Probability that the method beats the baseline on the same seed, with Wilson’s interval',
    'number',
    (row) => whereCompared(row, () => probability(row.against.improvement)),
  ],
  [
    'Seeds needed',
    'Pairs in all with which a difference like this one would be called ' +
      'better or worse with power 0.8',
    'number',
    (row) => whereCompared(row, () => seeds(row.seedsNeeded)),
  ],
  ['Chosen', 'Settings chosen on validation', null, (row) => chosen(row)],
  ['Diverged', 'Runs that diverged', 'number', (row) => count(row.counts.diverged)],
  [
    'Failed',
    'Runs lost with a failed job, and those that were cancelled',
    'number',
    (row) => lost(row.counts),
  ],
  [
    'Seconds',
    'A run’s share of the time of its group',
    'number',
    (row) => figureText(row.costs.seconds, (s) => (s < 1 ? `${s.toPrecision(2)} s` : span(s))),
  ],
  [
    'Memory',
    'Largest resident memory of the process that trained a run’s job',
    'number',
    (row) => figureText(row.costs.memoryBytes, bytes),
  ],
  [
    'Samples/s',
    'Samples that a run’s pass trains on in a second, those of all its runs',
    'number',
    (row) => figureText(row.costs.samplesPerSecond, rate),
  ],
  ['Front', 'No other method is at least as good and as fast', null, (row) => front(row)],
];

/**
 * The methods of one block against the baseline.
 *
 * @param {Api.Comparison} comparison
 * @param {Row[]} methods
 * @param {string} title
 */
export function comparisonTable(comparison, methods, title) {
  const head = COLUMNS.map(([name, words, kind]) =>
    h('th', { scope: 'col', class: kind, title: words }, name),
  );
  const rows = methods.map((row) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, sample(row.number), ` ${row.method}`),
      COLUMNS.map(([, , kind, cell]) => h('td', { class: kind }, cell(row, comparison))),
    ),
  );
  const label = `Comparison by ${comparison.metric}${title ? `, ${title}` : ''}`;
  return scrollable(
    label,
    h(
      'table',
      { class: 'comparison' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, comparison.compared), head)),
      h('tbody', {}, rows),
    ),
  );
}

/** @param {Row} row */
function ofRuns({ summary, counts }) {
  return counts.pending > 0 ? `${summary.n} of ${counts.runs}` : String(summary.n);
}

/**
 * @param {Api.Summary} summary
 * @param {string} metric
 */
function mean({ mean: figure, t }, metric) {
  if (figure.value === null) return missing(figure.reason);
  if (t.low === null) return [measured(metric, figure.value), ' ± ', missing(t.reason)];
  return estimate(metric, figure.value, (t.high - t.low) / 2);
}

function whereCompared({ against }, cell) {
  return against ? cell() : '';
}

/**
 * @param {Row} row
 * @param {Api.Comparison} comparison
 */
function difference(row, comparison) {
  const { against } = row;
  if (!against) return h('span', { class: 'quiet' }, 'baseline');
  const show = (value) => signed(comparison.metric, value);
  if (against.meanDifference.value === null) return missing(against.meanDifference.reason);
  const ends = h('span', { class: 'below' }, intervalText(against.t, show));
  return [verdict(row), show(against.meanDifference.value), ends];
}

function probability({ probability: figure, interval }) {
  if (figure.value === null) return missing(figure.reason);
  const share = (value) => value.toFixed(2);
  return [share(figure.value), h('span', { class: 'below' }, intervalText(interval, share))];
}

function seeds(needed) {
  if (!needed) return missing('nothing to compare');
  if (needed.pairs === null)
    return missing(
      `${needed.reason}; with fewer than ${needed.least} no result could be significant`,
    );
  const more = needed.more > 0 ? `${number(needed.more)} more` : 'enough';
  return [number(needed.pairs), h('span', { class: 'below' }, more)];
}

/** @param {Row} row */
function chosen({ chosen: settings, remarks, tried, validationRows }) {
  if (settings === null) return missing('no candidate has a result to choose by');
  const words = Object.entries(settings)
    .map(([name, label]) => `${short(name)} ${label}`)
    .join(', ');
  if (!words) return '';
  const rows = validationRows === null ? '' : ` on ${number(validationRows)} validation rows`;
  const of = h('span', { class: 'below' }, `of ${tried} tried${rows}`);
  return remarks.length === 0 ? [words, of] : [words, edge(remarks.join('; ')), of];
}

/** The last part of a dotted path says enough in a narrow cell. */
function short(name) {
  return name.slice(name.lastIndexOf('.') + 1);
}

function edge(words) {
  return h(
    'span',
    { class: 'warning', title: words },
    h('span', { 'aria-hidden': 'true' }, ' ⚠'),
    h('span', { class: 'spoken' }, ` warning: ${words}`),
  );
}

/** @param {Api.Counts} counts */
function lost(counts) {
  return counts.cancelled > 0
    ? [count(counts.failed), ', ', count(counts.cancelled), ' cancelled']
    : count(counts.failed);
}

function count(value) {
  return value > 0 ? h('span', { class: 'warning' }, number(value)) : '0';
}

function front({ onFront }) {
  return onFront
    ? [h('span', { 'aria-hidden': 'true' }, '◆'), h('span', { class: 'spoken' }, 'on the front')]
    : '';
}
