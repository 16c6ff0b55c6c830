import { h, say } from './dom.js';
import { copyButton } from './copy.js';

/** The job as it runs, every default filled in, ready to be submitted again. */
export function specification() {
  const code = h('code');
  const element = h(
    'section',
    {},
    h('h2', {}, 'Specification'),
    h('div', { class: 'command' }, h('pre', { tabindex: 0 }, code), copyButton(() => code.textContent)),
  );
  return { element, update: (job) => say(code, text(job.spec)) };
}

/** Indented, short lists on one line. */
function text(spec) {
  return JSON.stringify(spec, null, 2).replace(/\[\n\s+([^[\]{}]*?)\n\s+\]/g, (_, inner) => `[${inner.replace(/\n\s+/g, ' ')}]`);
}
