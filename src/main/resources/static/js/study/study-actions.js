// @ts-check
import { h, keepFocus, say } from '../kit/dom.js';
import { post } from '../kit/api.js';
import { confirm, notDone } from '../kit/confirm.js';
import { studyTitle } from './study-state.js';

/** Each move: the states in which it is offered and the question that is asked first. */
/** @typedef {{ from: string[], word: string, detail: string, field?: string, no: string }} Move */

/** @type {{ [name: string]: Move }} */
const MOVES = {
  pause: {
    from: ['QUEUED', 'RUNNING'],
    word: 'Pause',
    detail: 'No further job is started; those that run go on to their end.',
    no: 'Go on',
  },
  resume: {
    from: ['PAUSED'],
    word: 'Resume',
    detail: 'Its waiting jobs are queued again.',
    no: 'Not now',
  },
  cancel: {
    from: ['QUEUED', 'RUNNING', 'PAUSED'],
    word: 'Cancel',
    detail: 'Jobs that have not ended stop within seconds. What was measured so far stays.',
    field: 'Reason (optional)',
    no: 'Keep it',
  },
};

/** The buttons that change a study, each with a question first. */
export function studyActions(changed) {
  const failure = h('p', { class: 'failure', role: 'alert' });
  let study = null;
  const buttons = Object.entries(MOVES).map(([name, move]) => {
    return h(
      'button',
      { type: 'button', 'data-move': name, onclick: () => ask(name, move) },
      move.word,
    );
  });
  const element = h('div', { class: 'actions' }, buttons, failure);

  /**
   * @param {string} name
   * @param {Move} move
   */
  async function ask(name, { word, detail, field, no }) {
    const { id } = study;
    say(failure, '');
    const answer = await confirm({
      question: `${word} study “${studyTitle(study)}”?`,
      detail,
      field,
      yes: `${word} study`,
      no,
    });
    if (!answer) return;
    try {
      await post(
        `studies/${encodeURIComponent(id)}/${name}`,
        answer.text ? { reason: answer.text } : {},
      );
      changed();
    } catch (error) {
      say(failure, notDone(error));
    }
  }

  function show() {
    for (const button of buttons) {
      button.hidden = !MOVES[button.dataset.move].from.includes(study.state);
      button.setAttribute('aria-label', `${button.textContent} study ${studyTitle(study)}`);
    }
  }

  return {
    element,
    update(newStudy) {
      if (study && study.state !== newStudy.state) say(failure, '');
      study = newStudy;
      keepFocus(show, ...buttons);
    },
  };
}
