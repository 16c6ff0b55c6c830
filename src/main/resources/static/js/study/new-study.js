// @ts-check
import { h, fill, say } from '../kit/dom.js';
import { get, send } from '../kit/api.js';
import { isFlat, pretty, print } from '../kit/json.js';
import { number } from '../kit/format.js';
import { route, studyAddress } from '../kit/route.js';
import { faultList } from '../kit/fault-list.js';
import { recipes } from './recipes.js';
import { studyExample } from './study-example.js';

const UNKNOWN =
  'The service does not answer, so that it is not known whether the study was stored. ' +
  'Submit the same text again: it is stored only once.';

/** The form for a study: a text that is checked, then submitted. */
export function newStudy() {
  document.title = 'New study · Normlab';
  const box = h('textarea', {
    id: 'study',
    class: 'code',
    rows: 26,
    spellcheck: 'false',
    autocomplete: 'off',
    oninput: () => changed(),
  });
  const check = h(
    'button',
    {
      type: 'button',
      onclick: () => run(validate, 'The service does not answer; nothing was checked.'),
    },
    'Validate',
  );
  const submit = h('button', { type: 'submit', class: 'primary' }, 'Submit study');
  const size = h('p', { role: 'status', class: 'size' });
  const faults = faultList();
  const start = h('div', { class: 'choices' });
  const form = h(
    'form',
    {
      class: 'compose',
      onsubmit: (event) => {
        event.preventDefault();
        run(submitText, UNKNOWN);
      },
    },
    start,
    h('label', { for: 'study' }, 'Study, or a recipe by its name, as JSON'),
    box,
    h('div', { class: 'actions' }, check, submit),
    size,
    faults.element,
  );
  const back = h('p', { class: 'back' }, h('a', { href: '#/studies' }, '← All studies'));
  const element = h('section', {}, back, h('h1', {}, 'New study'), form);
  let isBusy = false;
  let sent = {};
  begin();

  /** Sends the text as it is: a number that this page cannot hold is not changed on its way. */
  async function run(step, unanswered) {
    if (isBusy) return;
    faults.clear();
    say(size, '');
    const text = box.value.trim();
    try {
      JSON.parse(text);
    } catch (error) {
      return faults.say(`This is not readable JSON: ${error.message}`);
    }
    busy(true);
    try {
      await step(text);
    } catch (error) {
      faults.show(error, unanswered);
      if (box.value.trim() !== text) faults.age();
    } finally {
      busy(false);
    }
  }

  /** A button that is disabled would lose the focus. */
  function busy(is) {
    isBusy = is;
    for (const button of [check, submit]) button.setAttribute('aria-disabled', String(is));
  }

  async function validate(text) {
    const answer = await send('studies/validate', text);
    if (box.value.trim() !== text) return;
    say(
      size,
      `✓ ${counted(answer.configurationCount, 'configuration')}, ` +
        `${counted(answer.jobCount, 'job')}, ${counted(answer.runCount, 'run')}. ` +
        'Nothing is stored yet.',
    );
  }

  /** The same text has the same key, so that what is sent once more is stored once. */
  async function submitText(text) {
    if (sent.text !== text) sent = { text, key: newKey() };
    const study = await send('studies', text, { 'Idempotency-Key': sent.key });
    location.hash = studyAddress(study.id);
  }

  /** What was said is about a text that is no longer there. */
  function changed() {
    say(size, '');
    faults.age();
  }

  /** Begins with the example, or with the recipe of the address; offers all recipes there are. */
  async function begin() {
    const wanted = route().query.get('recipe');
    write(wanted ? { recipe: wanted } : studyExample());
    const all = await recipes();
    if (all.length === 0) return;
    const options = all.map(({ name, title }) =>
      h('option', { value: name }, title ? `${name}: ${title}` : name),
    );
    const list = h('select', {}, h('option', { value: '' }, 'the example'), options);
    list.value = wanted ?? '';
    list.addEventListener('change', () => choose(list.value));
    fill(start, h('label', {}, 'Begin with', list));
    if (wanted) choose(wanted, box.value);
  }

  /** Where a text is given, only if the reader has not changed it meanwhile. */
  async function choose(name, unchanged = null) {
    if (!name) return write(studyExample());
    const { body } = await get(`recipes/${encodeURIComponent(name)}`).catch(() => ({ body: {} }));
    if (unchanged !== null && unchanged !== box.value) return;
    const scale = body.scales?.[0]?.name;
    write(scale ? { recipe: name, scale } : { recipe: name });
  }

  function write(study) {
    box.value = pretty(study, (value) => isFlat(value) && print(value).length <= 60);
    changed();
  }

  return { element, leave() {} };
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function counted(count, word) {
  return `${number(count)} ${count === 1 ? word : `${word}s`}`;
}
