// @ts-check
import { h } from '../kit/dom.js';
import { get } from '../kit/api.js';
import { route, choose } from '../kit/route.js';
import { STATES } from './job-state.js';

const NAMES = ['state', 'normalization', 'data', 'name'];
const PAUSE = 250;

/** The choices above the list; they live in the address. */
export function jobFilter(changed) {
  let timer = 0;
  const fields = {
    state: select('state', 'any state', Object.keys(STATES), (s) => STATES[s].word),
    normalization: select('normalization', 'any method', []),
    data: select('data', 'any data', []),
    name: h('input', {
      type: 'search',
      name: 'name',
      placeholder: 'name',
      'aria-label': 'Filter by name',
    }),
  };
  const element = h('form', {
    class: 'filter',
    role: 'search',
    onsubmit: (e) => e.preventDefault(),
  });
  element.append(...Object.values(fields));
  element.addEventListener('input', (event) => {
    choose(event.target.name, event.target.value);
    clearTimeout(timer);
    timer = setTimeout(changed, event.target === fields.name ? PAUSE : 0);
  });
  for (const name of NAMES) set(fields[name], route().query.get(name) ?? '');
  offer(fields.normalization, 'normalizations', 'type');
  offer(fields.data, 'datasets', 'name');

  function query() {
    const chosen = new URLSearchParams();
    for (const name of NAMES) if (fields[name].value) chosen.set(name, fields[name].value);
    return chosen;
  }
  return { element, query, isEmpty: () => query().size === 0 };
}

function select(name, any, values, word = (value) => value) {
  const options = values.map((value) => h('option', { value }, word(value)));
  const label = `Filter by ${name}`;
  return h('select', { name, 'aria-label': label }, h('option', { value: '' }, any), options);
}

async function offer(field, catalogue, key) {
  const { body } = await get(catalogue).catch(() => ({ body: {} }));
  const chosen = field.value;
  for (const entry of body[catalogue] ?? []) {
    const value = entry[key];
    if (![...field.options].some((option) => option.value === value)) {
      field.append(h('option', { value }, value));
    }
  }
  set(field, chosen);
}

function set(field, value) {
  const unknown = field.options && value && ![...field.options].some((o) => o.value === value);
  if (unknown) field.append(h('option', { value }, value));
  field.value = value;
}
