import { h, fill, say } from './dom.js';
import { get, Refused } from './api.js';
import { poll } from './poll.js';
import { isStudyOver, studyBadge, studyProgress, studyTitle } from './study-state.js';
import { studyActions } from './study-actions.js';
import { studyChoices } from './study-choices.js';
import { studyLinks } from './study-links.js';
import { studyJobs } from './study-jobs.js';
import { extendForm } from './extend-form.js';
import { comparisonSection } from './comparison-section.js';
import { ranksSection } from './ranks-section.js';
import { curvesSection } from './curves-section.js';
import { sensitivitySection } from './sensitivity-section.js';

const WHILE_MOVING = 1500;
/** Answers are computed over all runs, so that they are asked for less often than progress. */
const ANSWERS = 6000;

/** The page of one study. */
export function studyPage(id) {
  document.title = 'Study · Normlab';
  const path = `studies/${encodeURIComponent(id)}`;
  const element = h('article', { class: 'job' }, h('p', { class: 'quiet' }, 'Loading…'));
  const heading = h('h1');
  const question = h('p', { class: 'question' });
  const line = h('div', { class: 'line', role: 'group', 'aria-label': 'Progress' });
  const reason = h('p', { class: 'reason' });
  const failure = h('p', { class: 'failure', role: 'alert' });
  const choices = studyChoices(() => ask());
  const buttons = studyActions(() => watch());
  const links = studyLinks(id);
  const ranks = ranksSection();
  const curves = curvesSection(id);
  const sensitivity = sensitivitySection();
  const comparison = comparisonSection((name) => [curves.show(name), sensitivity.update(undefined, name)]);
  const jobs = studyJobs();
  const extend = extendForm(id, () => watch());
  const sections = [comparison, ranks, curves, sensitivity];
  let asked = 0;
  let poller = null;

  async function turn() {
    try {
      const { body: study, changed } = await get(path);
      show(study, changed);
      const due = Date.now() - asked > ANSWERS || isStudyOver(study);
      if (due) await answers(study);
      return isStudyOver(study) ? null : WHILE_MOVING;
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      if (heading.isConnected) say(failure, error.message);
      else fill(element, back(), h('h1', {}, 'No such study'), h('p', {}, error.message));
      return null;
    }
  }

  /** Asks again at once, as after a choice; what was over is looked at once more. */
  function ask() {
    asked = 0;
    watch();
  }

  function watch() {
    poller?.stop();
    poller = poll(turn);
  }

  function show(study, changed) {
    if (!changed && heading.isConnected) return;
    document.title = `${studyTitle(study)} · Normlab`;
    say(heading, studyTitle(study));
    say(question, study.question ?? '');
    question.hidden = !study.question;
    fill(line, studyBadge(study), studyProgress(study));
    say(reason, study.reason ?? '');
    reason.hidden = !study.reason;
    [buttons, jobs, extend].forEach((part) => part.update(study));
    if (heading.isConnected) return;
    const head = h('header', { class: 'jobhead' }, h('div', {}, back(), heading, question, line, reason), buttons.element);
    fill(element, head, links.element, choices.element, failure, sections.map((part) => part.element), extend.element, jobs.element);
  }

  async function answers(study) {
    asked = Date.now();
    const query = choices.query();
    const { body } = await get(`${path}/comparison?${query}`);
    say(failure, '');
    const several = body.blocks.length > 1;
    links.update(query, several);
    sensitivity.update(body);
    comparison.update(body);
    query.delete('baseline');
    ranks.update(several ? (await get(`${path}/ranks?${query}`)).body : null);
    await Promise.all([choices.update(study, body), curves.update(study)]);
  }

  watch();
  return { element, leave: () => [poller, jobs, ...sections].forEach((part) => (part.stop ?? part.leave)()) };
}

function back() {
  return h('p', { class: 'back' }, h('a', { href: '#/studies' }, '← All studies'));
}
