import assert from 'node:assert/strict';
import test from 'node:test';
import { loadCatalogue } from './catalogue.js';
import * as format from '../../main/resources/static/js/kit/format.js';
import { pText, signed } from '../../main/resources/static/js/kit/figure-text.js';

await loadCatalogue();

/** A function, what it is called with, and what it answers. */
const CLAIMS = [
  [format.span, [0.04], '0.0 s'],
  [format.span, [59.4], '59 s'],
  [format.span, [125], '2 min 5 s'],
  [format.span, [3 * 3600 + 300], '3 h 5 min'],
  [format.span, [50 * 3600], '2 d 2 h'],
  [format.between, ['2026-01-01T00:00:00Z', '2026-01-01T00:01:30Z'], 90],
  [format.number, [null], '–'],
  [format.number, [1234567], '1\u202f234\u202f567'],
  [format.number, [-0.00012345], '−1.23e−4'],
  [format.number, [0.123456], '0.1235'],
  [format.number, [Infinity], 'Infinity'],
  [format.setting, [6687881544318117707n], '6687881544318117707'],
  [format.setting, [0.1 + 0.2], '0.3'],
  [format.setting, [1e-7], '1e−7'],
  [format.setting, [-2], '−2'],
  [format.measured, ['test.accuracy', 0.98], '0.9800'],
  [format.measured, ['seconds', 12.345], '12.3'],
  [format.measured, ['train.loss', undefined], '–'],
  [format.measured, ['best.test.accuracy', 0.5], '0.5000'],
  [format.measured, ['bestEpoch', 3], '3'],
  [format.measured, ['none', 0.25], '0.2500'],
  [format.estimate, ['online.accuracy', 0.5, 0.01], '0.5000 ± 0.0100'],
  [format.estimate, ['train.loss', 0.5, 0.01], '0.500 ± 0.010'],
  [format.estimate, ['test.loss', 0.51234, 0.0123], '0.512 ± 0.012'],
  [format.estimate, ['test.accuracy', 0.98, 0.0001], '0.9800 ± 0.0001'],
  [format.estimate, ['samplesPerSecond', 12345.6, 120], '12\u202f346 ± 120'],
  [format.bytes, [354 * 2 ** 20], '354 MiB'],
  [format.bytes, [1.2 * 2 ** 30], '1.2 GiB'],
  [format.rate, [16_700], '16.7 k'],
  [format.rate, [999.6], '1.00 k'],
  [format.rate, [1.5e6], '1.50 M'],
  [format.percent, [0.95], '95\u202f%'],
  [format.dataName, [{ generated: 'spirals' }], 'generated spirals'],
  [format.dataName, [{}], '–'],
  [format.learnsFrom, [{ data: { name: 'digits' } }], 'digits'],
  [format.learnsFrom, [{ environment: { name: 'cartpole' } }], 'cartpole'],
  [format.learnsFrom, [{ environment: { sequence: ['a', 'b'], cycles: 2 } }], 'a, b × 2'],
  [format.brief, [{ type: 'mlp', hidden: [64, 64, 64] }], 'mlp · hidden 3 × 64'],
  [format.brief, [{ type: 'group', groups: 8, epsilon: 1e-5 }, ['epsilon']], 'group · groups 8'],
  [
    format.brief,
    [{ type: 'sgd', learningRate: [0.01, 0.1], redo: { every: 10, threshold: 0.025 } }],
    'sgd · learningRate 0.01, 0.1 · redo (every 10 · threshold 0.025)',
  ],
  [
    format.brief,
    [{ type: 'mlp', hidden: Array.from({ length: 100 }, (_, i) => i) }],
    'mlp · hidden 0, 1, 2, 3, 4, 5, 6, 7 and 92 more',
  ],
  [signed, ['test.accuracy', 0.02], '+0.0200'],
  [signed, ['test.accuracy', -0.02], '−0.0200'],
  [signed, ['test.accuracy', -0.00001], '0.0000'],
  [pText, [0.0004], '< 0.001'],
  [pText, [0.0049], '0.005'],
  [pText, [0.25], '0.25'],
];
for (const [call, given, answer] of CLAIMS) {
  const shown = given.map((one) => (typeof one === 'bigint' ? String(one) : JSON.stringify(one)));
  test(`${call.name}(${shown}) is ${answer}`, () => assert.equal(call(...given), answer));
}
