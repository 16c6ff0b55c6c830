// @ts-check
import { h, say } from './dom.js';
import { ago, between, moment, span } from './format.js';

/** An instant as its age, kept current. */
export function age(instant) {
  return h(
    'time',
    { datetime: instant, title: moment(instant), 'data-clock': 'age' },
    ago(instant),
  );
}

/** The time since an instant, kept current; fixed where an end is given. */
export function elapsed(from, to) {
  if (!from) return h('span', {}, '–');
  if (to) return h('span', { title: moment(to) }, span(between(from, to)));
  return h('time', { datetime: from, 'data-clock': 'elapsed' }, span(between(from)));
}

/** Moves all clocks of the page once a second. */
export function keepClocks() {
  setInterval(() => {
    if (document.hidden) return;
    for (const clock of clocks()) {
      const text =
        clock.dataset.clock === 'age' ? ago(clock.dateTime) : span(between(clock.dateTime));
      say(clock, text);
    }
  }, 1000);
}

/** @returns {NodeListOf<HTMLTimeElement>} */
function clocks() {
  return document.querySelectorAll('time[data-clock]');
}
