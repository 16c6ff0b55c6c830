// @ts-check
import { h, say } from '../kit/dom.js';

const SPEEDS = [5, 15, 30, 60];
const USUAL = 15;
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * A button, a slider and a speed that move through the times of an episode. It begins by itself
 * unless the reader prefers less motion, and ends at the last time.
 *
 * @param {(time: number) => string} shown draws a time and says what stands there
 */
export function player(shown) {
  const button = h('button', { type: 'button', class: 'play', onclick: toggle }, 'Play');
  const slider = h('input', { type: 'range', min: 0, max: 0, value: 0, 'aria-label': 'Step' });
  const speed = h(
    'select',
    { 'aria-label': 'Speed' },
    SPEEDS.map((rate) => h('option', { value: rate, selected: rate === USUAL }, `${rate} steps/s`)),
  );
  const element = h('div', { class: 'player' }, button, slider, speed);
  let last = 0;
  let timer = 0;

  slider.addEventListener('input', () => {
    pause();
    draw();
  });
  speed.addEventListener('change', () => {
    if (timer) play();
  });

  function time() {
    return Number(slider.value);
  }

  function draw() {
    slider.setAttribute('aria-valuetext', shown(time()));
  }

  function toggle() {
    if (timer) return pause();
    if (time() === last) slider.value = '0';
    play();
  }

  function play() {
    clearInterval(timer);
    timer = window.setInterval(next, 1000 / Number(speed.value));
    say(button, 'Pause');
    draw();
  }

  function pause() {
    clearInterval(timer);
    timer = 0;
    say(button, 'Play');
  }

  function next() {
    // A page that nobody looks at need not draw.
    if (document.hidden) return;
    slider.value = String(Math.min(last, time() + 1));
    draw();
    if (time() === last) pause();
  }

  /** Begins an episode with so many times. */
  function begin(count) {
    last = count - 1;
    slider.max = String(last);
    slider.value = '0';
    if (STILL.matches) {
      pause();
      draw();
    } else play();
  }

  return { element, begin, draw, leave: pause };
}
