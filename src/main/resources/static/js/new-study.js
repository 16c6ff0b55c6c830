import { h, fill, say } from './dom.js';
import { get, post } from './api.js';
import { number } from './format.js';
import { route, studyAddress } from './route.js';
import { faultList } from './fault-list.js';
import { recipes } from './recipes.js';
import { example } from './study-example.js';

/** The form for a study: a text that is checked, then submitted. */
export function newStudy() {
  document.title = 'New study · Normlab';
  const box = h('textarea', { id: 'study', class: 'code', rows: 26, spellcheck: 'false', autocomplete: 'off' });
  const check = h('button', { type: 'button', onclick: () => run(validate) }, 'Validate');
  const submit = h('button', { type: 'submit', class: 'primary' }, 'Submit study');
  const size = h('p', { role: 'status', class: 'size' });
  const faults = faultList();
  const start = h('div', { class: 'choices' });
  const form = h(
    'form',
    { class: 'compose', onsubmit: (event) => { event.preventDefault(); run(send); } },
    start,
    h('label', { for: 'study' }, 'Study, or a recipe by its name, as JSON'),
    box,
    h('div', { class: 'actions' }, check, submit),
    size,
    faults.element,
  );
  const back = h('p', { class: 'back' }, h('a', { href: '#/studies' }, '← All studies'));
  const element = h('section', {}, back, h('h1', {}, 'New study'), form);
  begin();

  async function run(step) {
    faults.clear();
    say(size, '');
    let body;
    try {
      body = JSON.parse(box.value);
    } catch (error) {
      return faults.say(`This is not readable JSON: ${error.message}`);
    }
    for (const button of [check, submit]) button.disabled = true;
    try {
      await step(body);
    } catch (error) {
      faults.show(error);
    } finally {
      for (const button of [check, submit]) button.disabled = false;
    }
  }

  async function validate(body) {
    const answer = await post('studies/validate', body);
    say(size, `✓ ${counted(answer.points, 'point')}, ${counted(answer.jobCount, 'job')}, ${counted(answer.runCount, 'run')}. Nothing is stored yet.`);
  }

  async function send(body) {
    const study = await post('studies', body);
    location.hash = studyAddress(study.id);
  }

  /** Begins with the example, or with the recipe of the address; offers all recipes there are. */
  async function begin() {
    const wanted = route().query.get('recipe');
    write(wanted ? { recipe: wanted } : example());
    const all = await recipes();
    if (all.length === 0) return;
    const options = all.map(({ name, title }) => h('option', { value: name }, title ? `${name}: ${title}` : name));
    const list = h('select', {}, h('option', { value: '' }, 'the example'), options);
    list.value = wanted ?? '';
    list.addEventListener('change', () => choose(list.value));
    fill(start, h('label', {}, 'Begin with', list));
    if (wanted) choose(wanted);
  }

  async function choose(name) {
    if (!name) return write(example());
    const { body } = await get(`recipes/${encodeURIComponent(name)}`).catch(() => ({ body: {} }));
    const scale = body.scales?.[0]?.name;
    write(scale ? { recipe: name, scale } : { recipe: name });
  }

  function write(study) {
    box.value = pretty(study);
  }

  return { element, leave() {} };
}

/** Indented, but lists and objects without others in them on one line. */
function pretty(study) {
  const short = (text) => text.replace(/([[{])\s+([^[\]{}]{1,60}?)\s+([\]}])/g, (_, open, inside, close) => {
    const space = open === '{' ? ' ' : '';
    return open + space + inside.replace(/\s*\n\s*/g, ' ') + space + close;
  });
  return short(JSON.stringify(study, null, 2));
}

function counted(count, word) {
  return `${number(count)} ${count === 1 ? word : `${word}s`}`;
}
