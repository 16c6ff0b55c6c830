import { h, say } from './dom.js';
import { post } from './api.js';
import { faultList } from './fault-list.js';

const MOST = 1000;

/** A form that adds seeds to a study; what is there is not trained again. */
export function extendForm(id, extended) {
  const seeds = h('input', { type: 'text', inputmode: 'numeric', autocomplete: 'off', required: true, 'aria-describedby': 'seeds-hint' });
  const button = h('button', { type: 'submit' }, 'Add seeds');
  const said = h('p', { class: 'quiet', role: 'status' });
  const faults = faultList();
  const hint = h('p', { class: 'quiet', id: 'seeds-hint' });
  const form = h('form', { class: 'choices', onsubmit: submit }, h('label', {}, 'Seeds to add', seeds), button);
  const element = h('details', { class: 'part' }, h('summary', {}, 'Extend with more seeds'), hint, form, said, faults.element);
  let touched = false;
  seeds.addEventListener('input', () => (touched = true));

  async function submit(event) {
    event.preventDefault();
    faults.clear();
    say(said, '');
    const list = seedList(seeds.value);
    if (list === null) return faults.say(`seeds are whole numbers and ranges such as 5-9, 12, at most ${MOST}; received “${seeds.value}”`);
    button.disabled = true;
    try {
      const study = await post(`studies/${encodeURIComponent(id)}/extend`, { seeds: list });
      touched = false;
      say(said, study.addedRuns === 0 ? 'The study has these seeds already.' : `${study.addedRuns} runs added.`);
      extended();
    } catch (error) {
      faults.show(error);
    } finally {
      button.disabled = false;
    }
  }

  return {
    element,
    update(study) {
      const held = study.spec.base.seeds ?? [0, 1, 2, 3, 4];
      const last = held.reduce((a, b) => Math.max(a, b), -1);
      say(hint, `It has ${held.length} ${held.length === 1 ? 'seed' : 'seeds'}: ${held.length > 12 ? `${held.slice(0, 12).join(', ')} …` : held.join(', ')}. Only what is new is trained, and what failed once more.`);
      if (!touched) seeds.value = `${last + 1}-${last + Math.max(1, held.length)}`;
      element.hidden = study.state === 'CANCELLED';
    },
  };
}

/** Numbers of a text such as "5-9, 12"; null where it is none. */
export function seedList(text) {
  const all = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, from, to] = /^(\d{1,15})(?:\s*[-–]\s*(\d{1,15}))?$/.exec(part) ?? [];
    if (from === undefined) return null;
    const last = Number(to ?? from);
    if (last < Number(from) || last - Number(from) >= MOST) return null;
    for (let seed = Number(from); seed <= last; seed++) all.push(seed);
  }
  return all.length > MOST ? null : all;
}
