// @ts-check
import { setting } from '../kit/format.js';

/** Beyond this ratio of greatest to least, shades go by the logarithm. */
const WIDE = 30;

/** Whether values are positive and so far apart that a logarithm shows more of them. */
export function isWide(values) {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  return least > 0 && values.reduce((a, b) => Math.max(a, b), 0) / least > WIDE;
}

/**
 * How values become shades: from the ground to one colour, logarithmic where all are positive and
 * far apart; two colours around 0 where signs differ.
 * @returns {{paint: (value: number) => string, words: string, ends: [number, number]}}
 */
export function shades(values) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const ground = colour('--grid');
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (least < 0) {
    const reach = Math.max(-least, most);
    const paint = (v) => mix(ground, colour(v < 0 ? '--m1' : '--m0'), Math.abs(v) / reach);
    return { paint, ends: [-reach, reach], words: `${setting(-reach)} … 0 … ${setting(reach)}` };
  }
  const logarithmic = isWide(values);
  const scale = logarithmic ? Math.log : (v) => v;
  const share = (v) =>
    most === least ? 1 : (scale(v) - scale(least)) / (scale(most) - scale(least));
  const words = `${setting(least)} … ${setting(most)}${logarithmic ? ', logarithmic' : ''}`;
  return { paint: (v) => mix(ground, colour('--m0'), share(v)), ends: [least, most], words };
}

function mix(from, to, share) {
  return `color-mix(in oklab, ${to} ${(100 * share).toFixed(1)}%, ${from})`;
}
