// @ts-check
import { h, say } from '../kit/dom.js';
import { post } from '../kit/api.js';
import { faultList } from '../kit/fault-list.js';

const MOST = 1000;
/** A seed has 64 bits, one of them its sign. */
const GREATEST = 2n ** 63n - 1n;

/** A form that adds seeds to a study; what is there is not trained again. */
export function extendForm(id, extended) {
  const seeds = h('input', {
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    required: true,
    'aria-describedby': 'seeds-hint',
  });
  const button = h('button', { type: 'submit' }, 'Add seeds');
  const said = h('p', { class: 'quiet', role: 'status' });
  const faults = faultList();
  const hint = h('p', { class: 'quiet', id: 'seeds-hint' });
  const form = h(
    'form',
    { class: 'choices', onsubmit: submit },
    h('label', {}, 'Seeds to add', seeds),
    button,
  );
  const element = h(
    'details',
    { class: 'part' },
    h('summary', {}, 'Extend with more seeds'),
    hint,
    form,
    said,
    faults.element,
  );
  let touched = false;
  let isBusy = false;
  seeds.oninput = () => {
    touched = true;
    say(said, '');
    faults.age();
  };

  async function submit(event) {
    event.preventDefault();
    if (isBusy) return;
    faults.clear();
    say(said, '');
    const list = seedList(seeds.value);
    if (list === null)
      return faults.say(
        `seeds are whole numbers and ranges such as 5-9, 12, at most ${MOST}; ` +
          `received “${seeds.value}”`,
      );
    busy(true);
    try {
      const study = await post(`studies/${encodeURIComponent(id)}/extend`, { seeds: list });
      touched = false;
      say(
        said,
        study.addedRuns === 0
          ? 'The study has these seeds already.'
          : `${study.addedRuns} runs added.`,
      );
      extended();
    } catch (error) {
      faults.show(
        error,
        'The service does not answer, so that it is not known whether the seeds were added. ' +
          'Adding them again is safe: what is there is not trained twice.',
      );
    } finally {
      busy(false);
    }
  }

  /** A button that is disabled would lose the focus. */
  function busy(is) {
    isBusy = is;
    button.setAttribute('aria-disabled', String(is));
  }

  return {
    element,
    update(study) {
      const held = study.spec.base.seeds ?? [0, 1, 2, 3, 4];
      const known = held.map(BigInt);
      const last = known.reduce((a, b) => (a > b ? a : b), -1n);
      const more = BigInt(Math.max(1, held.length));
      const listed = held.length > 12 ? `${held.slice(0, 12).join(', ')} …` : held.join(', ');
      say(
        hint,
        `It has ${held.length} ${held.length === 1 ? 'seed' : 'seeds'}: ${listed}. ` +
          'Only what is new is trained, and what failed once more.',
      );
      if (!touched) seeds.value = last + more > GREATEST ? '' : `${last + 1n}-${last + more}`;
      element.hidden = study.state === 'CANCELLED';
    },
  };
}

/** Numbers of a text such as "5-9, 12", exact to 64 bits; null where it is none. */
export function seedList(text) {
  const all = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, from, to = from] = /^(\d{1,19})(?:\s*[-–]\s*(\d{1,19}))?$/.exec(part) ?? [];
    if (from === undefined) return null;
    const [first, last] = [BigInt(from), BigInt(to)];
    if (last < first || last - first >= MOST || last > GREATEST) return null;
    for (let seed = first; seed <= last; seed++) all.push(seed);
  }
  return all.length > MOST ? null : all;
}
