// @ts-check
import { h } from './dom.js';

const WAYS = [
  ['#/jobs', 'Jobs'],
  ['#/runs', 'Runs'],
  ['#/studies', 'Studies'],
];

/** The page of an address that leads nowhere. */
export function notFound(asked) {
  document.title = 'No such page · Normlab';
  const ways = WAYS.map(([href, word]) => h('li', {}, h('a', { href }, word)));
  const element = h(
    'section',
    {},
    h('h1', {}, 'No such page'),
    h('p', {}, 'There is nothing at ', h('code', {}, asked), '. There are:'),
    h('ul', {}, ways),
  );
  return { element, leave() {} };
}
