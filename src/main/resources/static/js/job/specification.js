// @ts-check
import { h, say } from '../kit/dom.js';
import { copyButton } from '../kit/copy-button.js';
import { address } from '../kit/api.js';
import { isFlat, pretty } from '../kit/json.js';

/** The job as it runs, every default filled in, ready to be submitted again. */
export function specification() {
  const code = h('code');
  const whole = h('a', {}, 'Specification, runs and attempts as JSON');
  const element = h(
    'section',
    {},
    h('h2', {}, 'Specification'),
    h(
      'div',
      { class: 'command' },
      h('pre', { tabindex: 0 }, code),
      copyButton(() => code.textContent),
    ),
    h('p', {}, whole),
  );
  const update = (job) => {
    say(code, text(job.spec));
    whole.href = address(`jobs/${encodeURIComponent(job.id)}/export.json`);
  };
  return { element, update };
}

/** Indented, lists of numbers or words on one line. */
function text(spec) {
  return pretty(spec, (value) => Array.isArray(value) && isFlat(value));
}
