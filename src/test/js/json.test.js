import assert from 'node:assert/strict';
import test from 'node:test';
import { isFlat, parse, pretty, print } from '../../main/resources/static/js/kit/json.js';

/** Integers that a double cannot hold stay what they are. */
const EXACT = [
  '[6687881544318117707]',
  '[-9223372036854775808,9223372036854775807]',
  '[9007199254740993]',
  '{"seeds":[9007199254740991,9007199254740992,18446744073709551615],"a":[],"b":{}}',
  '{"s":"9007199254740993","t":"a\\"9007199254740993,[","n":9007199254740993,"u":"\\u0000{"}',
];
for (const text of EXACT)
  test(`prints ${text} as it was`, () => assert.equal(print(parse(text)), text));

/** All else is as JSON.parse reads it. */
const USUAL = [
  '0.8495821727019499',
  '[1e400,1.0E16,12345678901234567890e2,0.12345678901234567890]',
  '"6687881544318117707"',
  '{"1":1,"0":[true,false,null,{"":"\\u00e9"}]}',
  ' [ 1 , 2 ] ',
  '-0',
  '123456789012345678.5',
];
for (const text of USUAL) {
  test(`reads ${text} as JSON.parse does`, () => assert.deepEqual(parse(text), JSON.parse(text)));
}

test('makes a BigInt only of what needs one', () => {
  assert.deepEqual(parse('[9007199254740993, 5]'), [9007199254740993n, 5]);
});

test('sets no prototype', () => {
  assert.deepEqual(Object.keys(parse('{"__proto__": 9007199254740993}')), ['__proto__']);
});

for (const text of ['[9007199254740993,]', '[09007199254740993]', '', '9007199254740993 1']) {
  test(`refuses ${text}`, () => assert.throws(() => parse(text), SyntaxError));
}

test('writes short lists on one line', () => {
  const value = parse('{"a":{"b":[1,9007199254740993],"c":[]},"d":[[1],[2]]}');
  assert.equal(
    pretty(value, (one) => Array.isArray(one) && isFlat(one)),
    '{\n  "a": {\n    "b": [1, 9007199254740993],\n    "c": []\n  },\n  "d": [\n    [1],\n    [2]\n  ]\n}',
  );
});

test('reads back what it wrote over several lines', () => {
  const text = '{"x":{"y":[{"z":6687881544318117707}]}}';
  assert.equal(print(parse(pretty(parse(text), isFlat))), text);
});
