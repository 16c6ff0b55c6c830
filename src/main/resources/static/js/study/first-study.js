// @ts-check
import { h, fill } from '../kit/dom.js';
import { command } from '../job/first-job.js';
import { recipes } from './recipes.js';
import { recipeAddress, NEW_STUDY } from '../kit/route.js';
import { studyExample } from './study-example.js';
import { print } from '../kit/json.js';
import { shellHeader } from '../kit/token.js';

/** What a service without studies says: how to get a first one, and which recipes there are. */
export function firstStudy() {
  const body = print(studyExample());
  const known = h('div');
  offer(known);
  return h(
    'section',
    { class: 'first' },
    h('h2', {}, 'No studies yet'),
    h(
      'p',
      {},
      'A study is a base job and the axes that vary. Methods are compared on the same seeds, ' +
        'each at its best setting.',
    ),
    command(
      `curl ${location.origin}/api/v1/studies${shellHeader()}` +
        ` -H 'Content-Type: application/json' -d '${body}'`,
    ),
    h(
      'p',
      {},
      'Or ',
      h('a', { href: NEW_STUDY }, 'write one here'),
      '; it is checked before it is submitted.',
    ),
    known,
  );
}

async function offer(place) {
  const all = await recipes();
  if (all.length === 0) return;
  const items = all.map((recipe) =>
    h(
      'li',
      {},
      h('a', { href: recipeAddress(recipe.name) }, h('code', {}, recipe.name)),
      recipe.title ? ` ${recipe.title}` : '',
    ),
  );
  fill(
    place,
    h('h2', {}, 'Recipes'),
    h('p', {}, 'Studies of the papers, ready to submit by name.'),
    h('ul', { class: 'recipes' }, items),
  );
}
