import assert from 'node:assert/strict';
import test from 'node:test';
import { loadCatalogue } from './catalogue.js';
import { boundsOf } from '../../main/resources/static/js/chart/bounds-of.js';
import { lines } from '../../main/resources/static/js/chart/lines.js';
import { ends, reaches } from '../../main/resources/static/js/chart/reach.js';
import { isWide } from '../../main/resources/static/js/chart/shades.js';
import { align, meanColumn } from '../../main/resources/static/js/chart/columns.js';

await loadCatalogue();

test('align lays series over common steps', () => {
  const series = [
    [
      [1, 10],
      [3, 30],
    ],
    [[2, 20]],
  ];
  assert.deepEqual(align(series), [
    [1, 2, 3],
    [10, null, 30],
    [null, 20, null],
  ]);
  assert.deepEqual(align([]), [[]]);
});

test('a mean is never over fewer runs than the legend says', () => {
  assert.deepEqual(
    meanColumn(
      [
        [1, 2, null],
        [3, null, 5],
      ],
      3,
    ),
    [2, null, null],
  );
});

test('a run that has not begun takes no part in a mean', () => {
  assert.deepEqual(
    meanColumn(
      [
        [1, 2],
        [null, null],
      ],
      2,
    ),
    [1, 2],
  );
  assert.deepEqual(meanColumn([], 2), [null, null]);
});

test('a point that stands for itself reaches to itself', () => {
  assert.deepEqual(
    reaches([
      [1, 5],
      [2, 6, 4, 9],
    ]),
    [
      [
        [1, 5],
        [2, 9],
      ],
      [
        [1, 5],
        [2, 4],
      ],
    ],
  );
  assert.deepEqual(ends([1, null], [0.5, null], [null, null]), [[0.5, 1], null]);
});

const SPIKY = [
  {
    run: 0,
    points: [
      [10, 1, 0.5, 9],
      [20, 1.5, 1.5, 1.5],
    ],
  },
];

test('a stretch of steps keeps its least and its greatest value', () => {
  const drawn = lines(SPIKY, [{ run: 0 }], -1, false);
  assert.deepEqual(drawn.data, [
    [10, 20],
    [1, 1.5],
    [9, 1.5],
    [0.5, 1.5],
  ]);
  assert.deepEqual(drawn.bands, [{ series: [2, 3], colour: 0 }]);
  assert.equal(drawn.groups[0].at(0, String), '1 (0.5 … 9)');
  assert.equal(drawn.groups[0].at(1, String), '1.5');
});

test('points of single steps have no band', () => {
  assert.equal(lines([{ run: 0, points: [[1, 2]] }], [{ run: 0 }], -1, false).styles.length, 1);
});

test('a logarithmic axis leaves out what is not positive', () => {
  const drawn = lines([{ run: 0, points: [[10, 1, 0, 9]] }], [{ run: 0 }], -1, true);
  assert.deepEqual(drawn.data, [[10], [1], [9], [null]]);
  assert.equal(drawn.hidden, 1);
});

test('runs are grouped by their point of the sweep', () => {
  const series = [0, 1, 2].map((run) => ({ run, points: [[1, run]] }));
  const runs = [0, 1, 2].map((run) => ({ run, learningRate: run < 2 ? 0.1 : 0.5 }));
  const { groups, styles } = lines(series, runs, 2, false);
  assert.deepEqual(
    groups.map((group) => group.label),
    ['learningRate 0.1, mean of 2 seeds', 'learningRate 0.5, one seed'],
  );
  assert.deepEqual(
    styles.map(({ kind }) => kind),
    ['run', 'run', 'chosen', 'mean'],
  );
});

/** Metrics with the least and the greatest value that they can have. */
const BOUNDS = {
  'test.accuracy': [0, 1],
  'train.loss': [0, Infinity],
  'probe.hidden.0.norm.dead': [0, 1],
  weightNorm: [0, Infinity],
  'probe.a.meanAfter': [-Infinity, Infinity],
  samplesPerSecond: [0, Infinity],
};
for (const [metric, bounds] of Object.entries(BOUNDS)) {
  test(`${metric} lies between ${bounds}`, () => assert.deepEqual(boundsOf(metric), bounds));
}

test('shades go by the logarithm where positive values are far apart', () => {
  assert.equal(isWide([1, 31]), true);
  assert.equal(isWide([1, 30]), false);
  assert.equal(isWide([0, 31]), false);
});

test('a band reaches over the runs of a group', () => {
  const series = [
    {
      run: 0,
      points: [
        [1, 2],
        [2, 5],
      ],
    },
    { run: 1, points: [[1, 4]] },
  ];
  const drawn = lines(series, [{ run: 0 }, { run: 1 }], -1, false, true);
  const [{ series: pair }] = drawn.bands;
  assert.deepEqual(
    pair.map((column) => drawn.data[column]),
    [
      [4, 5],
      [2, 5],
    ],
  );
  assert.deepEqual(lines(series, [{ run: 0 }, { run: 1 }], -1, false).bands, []);
});
