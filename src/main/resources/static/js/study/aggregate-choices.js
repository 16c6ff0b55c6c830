// @ts-check
import { h } from '../kit/dom.js';
import { route, choose } from '../kit/route.js';

const SCORES = {
  known: 'known returns of games',
  none: 'none: values as they are',
  given: 'random:reference',
};
const RESAMPLES = ['2000', '10000', '50000'];
const HINT = 'once, or for each block, such as 0.1:0.98, 0.33:1';

/** How runs are scaled and resampled before they are aggregated; lives in the address. */
export function aggregateChoices(changed) {
  const normalize = h(
    'select',
    { name: 'normalize' },
    Object.entries(SCORES).map(([value, word]) => h('option', { value }, word)),
  );
  const pairs = h('input', { name: 'pairs', size: 24, placeholder: HINT });
  const given = h('label', {}, 'Random play and reference', pairs);
  const resamples = h(
    'select',
    { name: 'resamples' },
    RESAMPLES.map((value) => h('option', { value }, Number(value).toLocaleString('en'))),
  );
  const element = h(
    'form',
    { class: 'choices', onsubmit: (event) => event.preventDefault() },
    h('label', {}, 'Scores by', normalize),
    given,
    h('label', {}, 'Resamples', resamples),
  );
  read();
  element.addEventListener('change', () => {
    given.hidden = normalize.value !== 'given';
    if (!given.hidden && !pairs.value.trim()) return pairs.focus();
    choose('normalize', normalize.value === 'known' ? '' : asked());
    choose('resamples', resamples.value === RESAMPLES[0] ? '' : resamples.value);
    return changed();
  });

  function read() {
    const value = route().query.get('normalize') ?? 'known';
    normalize.value = SCORES[value] && value !== 'given' ? value : 'given';
    given.hidden = normalize.value !== 'given';
    pairs.value = given.hidden ? '' : value;
    const count = route().query.get('resamples') ?? RESAMPLES[0];
    resamples.value = RESAMPLES.includes(count) ? count : RESAMPLES[0];
  }

  function asked() {
    return normalize.value === 'given' ? pairs.value.replaceAll(' ', '') : normalize.value;
  }

  /** The choices of the page together with these, as the API takes them. */
  function query(choices) {
    const all = new URLSearchParams(choices);
    if (normalize.value !== 'known' && asked()) all.set('normalize', asked());
    if (resamples.value !== RESAMPLES[0]) all.set('resamples', resamples.value);
    return all;
  }

  return { element, query };
}
