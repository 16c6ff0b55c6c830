// @ts-check
import { h, fill, onResize, say } from '../kit/dom.js';
import { get, SVG } from '../kit/api.js';
import { jobAddress } from '../kit/route.js';
import { notLoaded } from '../kit/waiting.js';

const [NARROWEST, WIDEST] = [300, 2000];
/** Widths in between share a picture, so that not every step of a window's edge asks for one. */
const STEP = 20;

/**
 * A place for a picture that the service draws, the same as in the report, as wide as the place:
 * letters keep their size on a narrow screen. What a pointer rests on is said below it.
 *
 * @param {() => string | null} path of the picture without its width; null where there is none
 */
export function picture(path) {
  const holder = h('div', { class: 'picture', onpointerover: (event) => read(event.target) });
  const readout = h('p', { class: 'readout', 'aria-hidden': 'true' });
  const element = h('div', {}, holder, readout);
  let asked = null;
  let shown = null;
  let width = 0;

  async function update() {
    width = usable(holder.clientWidth);
    const now = path();
    if (holder.clientWidth === 0 || now === null) return;
    asked = `${now}&width=${width}&style=none`;
    const wanted = asked;
    try {
      const { body } = await get(wanted, SVG);
      if (wanted === asked) show(body);
    } catch (error) {
      if (wanted !== asked) return;
      shown = null;
      fill(holder, notLoaded('the picture', error, update));
    }
  }

  function show(text) {
    if (shown === text) return;
    shown = text;
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    link(svg);
    fill(holder, document.adoptNode(svg));
    say(readout, '');
  }

  function read(target) {
    const part = target.closest('svg g');
    if (part) say(readout, part.querySelector('title')?.textContent ?? '');
  }

  const leave = onResize(holder, () => {
    if (usable(holder.clientWidth) !== width) update();
  });
  return { element, update, leave };
}

function usable(width) {
  return Math.min(WIDEST, Math.max(NARROWEST, width - (width % STEP)));
}

/**
 * Lets what is drawn of one run lead to it. Whoever cannot point finds the runs in the tables of
 * the jobs. A picture with links in it is a group of them; one without is a single image.
 */
function link(svg) {
  for (const part of svg.querySelectorAll('[data-run]')) {
    const [job, run] = part.dataset.run.split('/');
    const a = svg.ownerDocument.createElementNS(svg.namespaceURI, 'a');
    a.setAttribute('href', `${jobAddress(job)}?run=${run}`);
    a.setAttribute('tabindex', '-1');
    a.setAttribute('aria-label', part.querySelector('title').textContent);
    part.replaceWith(a);
    a.append(part);
    svg.setAttribute('role', 'group');
  }
}
