import assert from 'node:assert/strict';
import test from 'node:test';
import { loadCatalogue } from './catalogue.js';
import { figure, figureNames, labelOf } from '../../main/resources/static/js/run/figures.js';
import { inWords, quantitiesOf, usual } from '../../main/resources/static/js/run/quantities.js';
import { pointName, sweptNames } from '../../main/resources/static/js/run/sweep.js';
import { seedList } from '../../main/resources/static/js/study/extend-form.js';

await loadCatalogue();

const SWEEP = [
  { run: 0, learningRate: 0.1, momentum: 0.9 },
  { run: 1, learningRate: 0.5, momentum: 0.9 },
  { run: 2, learningRate: 0.1, momentum: 0.9 },
];

test('only what differs is swept', () => {
  assert.deepEqual(sweptNames(SWEEP), ['learningRate']);
  assert.deepEqual(sweptNames(SWEEP.slice(0, 1)), []);
});

test('a point of a sweep is named by its settings', () => {
  assert.equal(pointName(SWEEP[1], ['learningRate', 'momentum']), 'learningRate 0.5, momentum 0.9');
  assert.equal(pointName(SWEEP[1], []), '');
});

test('figures are shown in their order, and only those that a run has', () => {
  const runs = [{ summary: { seconds: 1, other: 2 } }, { summary: { 'test.accuracy': 0.9 } }, {}];
  assert.deepEqual(figureNames(runs), ['test.accuracy', 'seconds']);
});

test('a run that diverged within its first epoch has no best one', () => {
  assert.equal(figure({ outcome: 'DIVERGED', summary: { bestEpoch: 0 } }, 'bestEpoch'), undefined);
  assert.equal(figure({ outcome: 'DIVERGED', summary: { bestEpoch: 2 } }, 'bestEpoch'), 2);
});

test('quantities of probes stand in the order of the catalogue', () => {
  const metrics = ['train.loss', 'weightNorm', 'dead', 'scale', 'meanAfter'].map((name) =>
    name === 'train.loss' ? name : `probe.a.${name}`,
  );
  assert.deepEqual(quantitiesOf(metrics), ['meanAfter', 'dead', 'weightNorm', 'scale']);
  assert.equal(usual(['dead', 'varianceActivated']), 'varianceActivated');
  assert.equal(usual(['dead']), 'dead');
});

/** Quantities as the page calls them. */
const WORDS = {
  varianceBefore: 'variance before the site',
  weightGradientNorm: 'gradient norm of weight',
  gammaNorm: 'norm of gamma',
  scale: 'value of scale',
  effectiveWeightNorm: 'effective weight norm',
};
for (const [quantity, words] of Object.entries(WORDS)) {
  test(`${quantity} is the ${words}`, () => assert.equal(inWords(quantity), words));
}

test('seeds are numbers and ranges, exact to 64 bits', () => {
  assert.deepEqual(seedList('5-7, 6687881544318117707'), [5n, 6n, 7n, 6687881544318117707n]);
  assert.deepEqual(seedList('9223372036854775806-9223372036854775807'), [
    9223372036854775806n,
    9223372036854775807n,
  ]);
});

for (const text of ['9223372036854775808', '7-5', '0-1000', '1.5', '']) {
  test(`“${text}” is no list of seeds`, () => assert.equal(seedList(text), null));
}

test('a figure keeps its name where the catalogue has none', () => {
  assert.equal(labelOf('return.other'), 'return.other');
  assert.equal(labelOf('return.final'), 'Final return');
});
