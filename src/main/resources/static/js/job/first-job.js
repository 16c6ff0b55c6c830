// @ts-check
import { h } from '../kit/dom.js';
import { copyButton } from '../kit/copy-button.js';
import { shellHeader } from '../kit/token.js';

/** What an empty service says: how to get a first result. */
export function firstJob() {
  const job =
    '{"architecture":{"type":"mlp"},"normalization":{"type":"batch"},' +
    '"data":{"name":"digits"},"seeds":[0,1,2]}';
  const curl =
    `curl ${location.origin}/api/v1/jobs${shellHeader()}` +
    ` -H 'Content-Type: application/json' -d '${job}'`;
  return h(
    'section',
    { class: 'first' },
    h('h2', {}, 'No jobs yet'),
    h(
      'p',
      {},
      'Submit a first one: an MLP with batch normalization on handwritten digits, three seeds.',
    ),
    command(curl),
    h('p', {}, 'Or compare four methods on a deep network; it takes about a minute.'),
    command(`java -jar target/normlab.jar quickstart --url ${location.origin}`),
  );
}

/** A line for a terminal, with a button that copies it. */
export function command(text) {
  return h(
    'div',
    { class: 'command' },
    h('pre', { tabindex: 0 }, h('code', {}, text)),
    copyButton(() => text),
  );
}
