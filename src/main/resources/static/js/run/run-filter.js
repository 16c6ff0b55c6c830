// @ts-check
import { h, say } from '../kit/dom.js';
import { route, choose } from '../kit/route.js';

const PAUSE = 400;
const EXAMPLES = [
  'metrics."test.accuracy" > 0.95',
  "params.normalization.type = 'batch' AND seed = 0",
  "outcome = 'DIVERGED' AND learningRate >= 0.1",
  "data IN ('digits', 'mnist') AND tags.paper LIKE 'k%'",
];

/** The box for a filter, with what is wrong with it below and examples to begin from. */
export function runFilter(changed) {
  let timer = 0;
  const box = h('input', {
    type: 'search',
    class: 'expression',
    'aria-label': 'Filter runs',
    'aria-describedby': 'filter-fault',
    placeholder: EXAMPLES[0],
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const fault = h('p', { class: 'failure', id: 'filter-fault', role: 'alert' });
  const form = h('form', { class: 'filter', role: 'search', onsubmit: submit }, box);
  const element = h('div', {}, form, fault, examples());
  box.value = route().query.get('filter') ?? '';
  box.oninput = () => {
    accept();
    ask(PAUSE);
  };

  function submit(event) {
    event.preventDefault();
    ask(0);
  }

  function ask(pause) {
    choose('filter', text());
    clearTimeout(timer);
    timer = setTimeout(changed, pause);
  }

  function text() {
    return box.value.trim();
  }

  function examples() {
    const use = (example) => {
      box.value = example;
      box.focus();
      accept();
      ask(0);
    };
    const buttons = EXAMPLES.map((example) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'pick', onclick: () => use(example) },
          h('code', {}, example),
        ),
      ),
    );
    return h('details', { class: 'examples' }, h('summary', {}, 'Examples'), h('ul', {}, buttons));
  }

  /** Says what is wrong; the part before it is repeated with a mark where it begins. */
  function refuse(message, position) {
    const at = position ? ` — ${text().slice(0, position - 1)}▸${text().slice(position - 1)}` : '';
    say(fault, message + at);
    box.setAttribute('aria-invalid', 'true');
  }

  function accept() {
    say(fault, '');
    box.removeAttribute('aria-invalid');
  }

  return { element, text, refuse, accept, leave: () => clearTimeout(timer) };
}
