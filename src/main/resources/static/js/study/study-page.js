// @ts-check
import { h, fill, renew, say } from '../kit/dom.js';
import { get, Refused } from '../kit/api.js';
import { poll } from '../kit/poll.js';
import { loading, notLoaded } from '../kit/waiting.js';
import { isStudyOver, studyBadge, studyProgress, studyTitle } from './study-state.js';
import { studyAddress } from '../kit/route.js';
import { shortId } from '../job/job-row.js';
import { studyActions } from './study-actions.js';
import { studyChoices } from './study-choices.js';
import { studyLinks } from './study-links.js';
import { studyJobs } from './study-jobs.js';
import { extendForm } from './extend-form.js';
import { comparisonSection } from './comparison-section.js';
import { ranksSection } from './ranks-section.js';
import { aggregateSection } from './aggregate-section.js';
import { curvesSection } from './curves-section.js';
import { sensitivitySection } from './sensitivity-section.js';

const WHILE_MOVING = 1500;
/** Answers are computed over all runs, so that they are asked for less often than progress. */
const ANSWERS = 6000;

/** The page of one study. */
export function studyPage(id) {
  document.title = 'Study · Normlab';
  const path = `studies/${encodeURIComponent(id)}`;
  const heading = h('h1', {}, `Study ${shortId(id)}`);
  const question = h('p', { class: 'question', hidden: true });
  const line = h('div', { class: 'line', role: 'group', 'aria-label': 'Progress' });
  const reason = h('p', { class: 'reason', hidden: true });
  const failure = h('p', { class: 'failure', role: 'alert' });
  const choices = studyChoices(() => ask());
  const buttons = studyActions(() => watch());
  const links = studyLinks(id);
  const ranks = ranksSection(path);
  const aggregate = aggregateSection(path);
  const curves = curvesSection(path);
  const sensitivity = sensitivitySection(path);
  const comparison = comparisonSection(path, (name, place) => [
    curves.show(name),
    sensitivity.update(undefined, undefined, name, place),
  ]);
  const jobs = studyJobs();
  const extend = extendForm(id, () => watch());
  const sections = [comparison, ranks, aggregate, curves, sensitivity];
  const back = h('p', { class: 'back' }, h('a', { href: '#/studies' }, '← All studies'));
  const head = h(
    'header',
    { class: 'jobhead' },
    h('div', {}, back, heading, question, line, reason),
  );
  /** Holds the answers once there are any. */
  const results = h('div', {}, loading('the comparison'));
  const place = h('div', {}, loading('the study'));
  const element = h('article', { class: 'job' }, head, place);
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
      refused(error);
      return null;
    }
  }

  /** Of a study that is shown, only what was chosen can be refused. */
  function refused(error) {
    if (isShown()) {
      say(failure, error.message);
      if (!sections[0].element.isConnected)
        fill(
          results,
          h('p', {}, h('a', { href: studyAddress(id) }, 'Show it as the study asks for it')),
        );
      return;
    }
    say(heading, error.status === 404 ? 'No such study' : 'This study cannot be shown');
    fill(place, h('p', {}, error.message));
  }

  function failed(error) {
    if (!isShown())
      fill(
        place,
        notLoaded('the study', error, () => watch()),
      );
    else if (!sections[0].element.isConnected)
      fill(
        results,
        notLoaded('the comparison', error, () => ask()),
      );
  }

  function isShown() {
    return results.isConnected;
  }

  /** Asks again at once, as after a choice; what was over is looked at once more. */
  function ask() {
    asked = 0;
    watch();
  }

  function watch() {
    poller?.stop();
    poller = poll(turn, failed);
  }

  /**
   * @param {Api.Study} study
   * @param {boolean} changed
   */
  function show(study, changed) {
    if (!changed && isShown()) return;
    document.title = `${studyTitle(study)} · Normlab`;
    say(heading, studyTitle(study));
    say(question, study.question ?? '');
    question.hidden = !study.question;
    renew(
      line,
      h(
        'div',
        { class: 'line', role: 'group', 'aria-label': 'Progress' },
        studyBadge(study),
        studyProgress(study),
      ),
    );
    say(reason, study.reason ?? '');
    reason.hidden = !study.reason;
    [buttons, jobs, extend].forEach((part) => part.update(study));
    if (isShown()) return;
    head.append(buttons.element);
    fill(place, failure, results, extend.element, jobs.element);
  }

  /** @param {Api.Study} study */
  async function answers(study) {
    asked = Date.now();
    const query = choices.query();
    const { body } = await get(`${path}/comparison?${query}`);
    const several = body.blocks.length > 1;
    const ofRanks = new URLSearchParams(query);
    ofRanks.delete('baseline');
    const ranking = several ? (await get(`${path}/ranks?${ofRanks}`)).body : null;
    say(failure, '');
    links.update(query, several);
    // A picture is as wide as its place, so that it needs one.
    fill(
      results,
      links.element,
      choices.element,
      sections.map((part) => part.element),
    );
    sensitivity.update(body, query);
    comparison.update(body, query);
    ranks.update(ranking, ofRanks);
    await Promise.all([choices.update(study, body), curves.update(study), aggregate.update(query)]);
  }

  watch();
  return {
    element,
    leave: () => [poller, jobs, ...sections].forEach((part) => (part.stop ?? part.leave)()),
  };
}
