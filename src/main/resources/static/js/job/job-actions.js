// @ts-check
import { h, keepFocus, say } from '../kit/dom.js';
import { post } from '../kit/api.js';
import { isOver } from './job-state.js';
import { jobAddress } from '../kit/route.js';
import { confirm, notDone } from '../kit/confirm.js';

/** The buttons that change a job, each with a question first. */
export function jobActions(id, changed) {
  let state = null;
  const failure = h('p', { class: 'failure', role: 'alert' });
  const cancel = h('button', { type: 'button', onclick: () => ask(cancelling) }, 'Cancel job');
  const retry = h('button', { type: 'button', onclick: () => ask(retrying) }, 'Retry as new job');
  const element = h('div', { class: 'actions' }, cancel, retry, failure);

  async function ask(move) {
    say(failure, '');
    try {
      await move();
      changed();
    } catch (error) {
      say(failure, notDone(error));
    }
  }

  async function cancelling() {
    const answer = await confirm({
      question: 'Cancel this job?',
      detail: 'Its runs stop within seconds. What was measured so far stays.',
      field: 'Reason (optional)',
      yes: 'Cancel job',
      no: 'Keep it',
    });
    if (answer)
      await post(
        `jobs/${encodeURIComponent(id)}/cancel`,
        answer.text ? { reason: answer.text } : {},
      );
  }

  async function retrying() {
    const answer = await confirm({
      question: 'Retry this job?',
      detail: 'A new job with the same specification is submitted; this one stays as it is.',
      yes: 'Submit it',
      no: 'Not now',
    });
    if (!answer) return;
    const job = await post(`jobs/${encodeURIComponent(id)}/retry`);
    location.hash = jobAddress(job.id);
  }

  return {
    element,
    update(job) {
      if (state !== null && state !== job.state) say(failure, '');
      state = job.state;
      const change = () => {
        cancel.hidden = isOver(job);
        cancel.disabled = Boolean(job.cancelRequested);
        retry.hidden = job.state !== 'FAILED' && job.state !== 'CANCELLED';
      };
      keepFocus(change, cancel, retry);
    },
  };
}
