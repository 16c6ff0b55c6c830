import assert from 'node:assert/strict';
import test from 'node:test';
import * as address from '../../main/resources/static/js/kit/route.js';

/** Calls within a page whose address has this hash; answers with the hash that is left. */
function at(hash, call = () => {}) {
  globalThis.location = { hash };
  globalThis.history = { state: null, replaceState: (_state, _title, now) => (hash = now) };
  call();
  return hash;
}

/** Hashes with the page and the id that they lead to. */
const ROUTES = {
  '': ['jobs', null],
  '#/jobs': ['jobs', null],
  '#/jobs/7': ['jobs', '7'],
  '#/jobs/7?metric=a/b': ['jobs', '7'],
  '#/studies/a%2Fb': ['studies', 'a/b'],
  '#/studies/%zz': ['studies', '%zz'],
  '#/runs': ['runs', null],
  '#/runs/7': [null, '7'],
  '#/jobs/7/more': [null, '7'],
  '#/nothing': [null, null],
};
for (const [hash, [page, id]] of Object.entries(ROUTES)) {
  test(`“${hash}” leads to ${page} ${id}`, () =>
    at(hash, () => {
      const found = address.route();
      assert.deepEqual([found.page, found.id], [page, id]);
    }));
}

test('a question mark may stand within a choice', () => {
  at('#/runs?filter=name = "a?b"', () =>
    assert.equal(address.route().query.get('filter'), 'name = "a?b"'),
  );
});

test('a choice is set, changed and removed', () => {
  assert.equal(
    at('', () => address.choose('state', 'RUNNING')),
    '#/jobs?state=RUNNING',
  );
  assert.equal(
    at('#/runs?a=1', () => address.choose('a', '2 3')),
    '#/runs?a=2+3',
  );
  assert.equal(
    at('#/runs?a=1', () => address.choose('a', '')),
    '#/runs',
  );
});

/** What the address asks for, and how many are shown, in steps of 50 up to 200. */
const LIMITS = { 500: 200, 201: 200, 150: 150, '-5': 50, x: 50, 60.5: 60 };
for (const [asked, limit] of Object.entries(LIMITS)) {
  test(`limit=${asked} shows ${limit}`, () =>
    at(`#/jobs?limit=${asked}`, () => assert.equal(address.pageLimit(50, 200), limit)));
}

test('addresses quote what they hold', () => {
  assert.equal(address.jobAddress('a/b'), '#/jobs/a%2Fb');
  assert.equal(address.studyAddress('a b'), '#/studies/a%20b');
  assert.equal(address.recipeAddress('x&y'), '#/studies/new?recipe=x%26y');
});
