// @ts-check
import test from 'node:test';
import assert from 'node:assert/strict';
import { framesOf, returnsOf, toldAt } from '../../main/resources/static/js/episode/frames.js';

/** @type {any} */
const GRID = {
  shape: [2, 10, 10],
  // Two frames of 25 bytes: cells 0 and 123 of 200 first, then cell 199.
  bits: Buffer.from(
    Uint8Array.from({ length: 50 }, (_, i) => ({ 0: 1, 15: 8, 49: 128 })[i] ?? 0),
  ).toString('base64'),
};

test('bits become cells of channels', () => {
  const frames = framesOf(GRID);
  assert.equal(frames.count, 2);
  assert.deepEqual(frames.at(0), [
    { channel: 0, x: 0, y: 0 },
    { channel: 1, x: 3, y: 2 },
  ]);
  assert.deepEqual(frames.at(1), [{ channel: 1, x: 9, y: 9 }]);
});

test('frames end at whole bytes', () => {
  /** @type {any} */
  const odd = { shape: [7, 10, 10], bits: Buffer.alloc(3 * 88).toString('base64') };
  assert.equal(framesOf(odd).count, 3);
});

test('numbers are frames as they are', () => {
  /** @type {any} */
  const control = {
    shape: [2],
    numbers: [
      [1, 2],
      [3, 4],
    ],
  };
  assert.equal(framesOf(control).count, 2);
  assert.deepEqual(framesOf(control).at(1), [3, 4]);
});

test('the return so far is that of the steps before', () => {
  assert.deepEqual(returnsOf([1, 0, -2]), [0, 1, 1, -1]);
});

test('a time says its action, the last one how the episode ended', () => {
  /** @type {any} */
  const episode = { actions: [1, 0], actionNames: ['left', 'fire'], ended: 'TRUNCATED' };
  assert.equal(toldAt(episode, 0, [0, 1, 1]), 'step 0 of 2 · return so far 0 · action: fire');
  assert.equal(
    toldAt(episode, 2, [0, 1, 1]),
    'step 2 of 2 · return so far 1 · ended by the limit of steps',
  );
});
