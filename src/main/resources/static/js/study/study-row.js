// @ts-check
import { h, renew } from '../kit/dom.js';
import { print } from '../kit/json.js';
import { age } from '../kit/clock.js';
import { studyAddress } from '../kit/route.js';
import { studyBadge, studyProgress, studyTitle } from './study-state.js';
import { studyActions } from './study-actions.js';

/** One study as an entry of the list; it stays the same element, so that focus is kept. */
export function studyRow(id, changed) {
  const place = h('div', { class: 'told' });
  const buttons = studyActions(changed);
  const element = h('li', { class: 'study' }, place, buttons.element);
  let shown = null;

  /** @param {Api.Study} study */
  function update(study) {
    const now = print(study);
    if (now === shown) return element;
    shown = now;
    const link = h('a', { href: studyAddress(id) }, studyTitle(study));
    buttons.update(study);
    const question = study.question ? h('p', { class: 'quiet question' }, study.question) : null;
    const line = h(
      'p',
      { class: 'line' },
      studyBadge(study),
      studyProgress(study),
      h('span', { class: 'quiet' }, age(study.createdAt)),
    );
    renew(place, h('div', { class: 'told' }, h('h2', {}, link), question, line));
    return element;
  }

  return { update };
}
