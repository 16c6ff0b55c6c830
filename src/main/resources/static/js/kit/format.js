// @ts-check
import { formatOf } from './metrics.js';

const MOST_LISTED = 8;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of seconds in its two largest units: 3 h 5 min. */
export function span(seconds) {
  const s = Math.max(0, seconds);
  if (s < 10) return `${s.toFixed(1)} s`;
  if (s < MINUTE) return `${Math.round(s)} s`;
  if (s < HOUR) return `${Math.floor(s / MINUTE)} min ${Math.floor(s % MINUTE)} s`;
  if (s < DAY) return `${Math.floor(s / HOUR)} h ${Math.floor((s % HOUR) / MINUTE)} min`;
  return `${Math.floor(s / DAY)} d ${Math.floor((s % DAY) / HOUR)} h`;
}

/** How long ago an instant was, coarse: 4 min ago. */
export function ago(instant) {
  const s = (Date.now() - Date.parse(instant)) / 1000;
  if (s < 5) return 'just now';
  if (s < MINUTE) return `${Math.floor(s / 5) * 5} s ago`;
  if (s < HOUR) return `${Math.floor(s / MINUTE)} min ago`;
  if (s < DAY) return `${Math.floor(s / HOUR)} h ago`;
  return `${Math.floor(s / DAY)} d ago`;
}

/** Seconds from one instant to another, or to now. */
export function between(from, to) {
  return ((to ? Date.parse(to) : Date.now()) - Date.parse(from)) / 1000;
}

/** Four significant digits; thin spaces between thousands. */
export function number(value) {
  if (value === null || value === undefined) return '–';
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 10_000) return thousands(Math.round(value));
  if (size !== 0 && size < 1e-3) return value.toExponential(2).replaceAll('-', '−');
  return value.toPrecision(4).replace('-', '−');
}

/** A number somebody chose, or a tick of an axis: as short as it is exact to four digits. */
export function setting(value) {
  if (typeof value === 'bigint') return String(value);
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  const small = size !== 0 && size < 1e-3;
  if (small || size >= 1e7) return rounded.toExponential().replace('e+', 'e').replaceAll('-', '−');
  return size >= 10_000 ? number(rounded) : String(rounded).replace('-', '−');
}

/** A measured value by its name: shares with four decimals, others with four digits. */
export function measured(name, value) {
  if (value === null || value === undefined) return '–';
  const format = formatOf(name);
  if (format === 'share') return value.toFixed(4);
  return format === 'seconds' ? value.toFixed(1) : number(value);
}

/** A mean and half its interval, both to the second digit of the half, shares to four decimals. */
export function estimate(name, mean, half) {
  if (half >= 10) return `${thousands(Math.round(mean))} ± ${thousands(Math.round(half))}`;
  const digits = half > 0 ? Math.min(8, 1 - Math.floor(Math.log10(half))) : 4;
  const decimals = formatOf(name) === 'share' ? 4 : digits;
  return `${mean.toFixed(decimals)} ± ${half.toFixed(decimals)}`.replace(/^-/, '−');
}

/** Memory in three digits at most: 354 MiB, 1.2 GiB. */
export function bytes(value) {
  const mebi = value / 2 ** 20;
  return mebi < 1000
    ? `${mebi < 10 ? mebi.toFixed(1) : Math.round(mebi)} MiB`
    : `${(mebi / 1024).toFixed(mebi < 10_240 ? 1 : 0)} GiB`;
}

/** So many a second, in three digits: 16.7 k. */
export function rate(value) {
  if (value >= 999_500) return `${threeDigits(value / 1e6)} M`;
  return value >= 999.5 ? `${threeDigits(value / 1e3)} k` : threeDigits(value);
}

function threeDigits(value) {
  return value >= 99.95 ? String(Math.round(value)) : value.toPrecision(3);
}

function thousands(value) {
  return String(value)
    .replace('-', '−')
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

/** A moment as the reader's clock shows it. */
export function moment(instant) {
  return new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** A setting tree in one line: batch, group · groups 8. What is switched off is left out. */
export function brief(kind, leaveOut = []) {
  const settings = Object.entries(kind)
    .filter(([name, value]) => name !== 'type' && value && !leaveOut.includes(name))
    .map(([name, value]) => `${name} ${short(value)}`);
  return [kind.type ?? [], settings].flat().join(' · ');
}

function short(value) {
  if (Array.isArray(value)) return repeated(value) ?? some(value);
  if (value !== null && typeof value === 'object') return value.type ?? `(${brief(value)})`;
  return typeof value === 'number' || typeof value === 'bigint' ? setting(value) : String(value);
}

function repeated(list) {
  return list.length > 2 && list.every((v) => v === list[0])
    ? `${list.length} × ${short(list[0])}`
    : null;
}

function some(list) {
  const shown = list.length > MOST_LISTED + 1 ? list.slice(0, MOST_LISTED) : list;
  const rest = list.length - shown.length;
  return shown.map(short).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** What a data setting reads from. */
export function dataName(data) {
  return (
    data.name ??
    data.file ??
    data.folder ??
    data.text ??
    (data.generated ? `generated ${data.generated}` : '–')
  );
}

/**
 * What a job learns from: its data, or the environments in which its agents act.
 *
 * @param {{ data?: any, environment?: any }} spec
 */
export function learnsFrom({ data, environment }) {
  if (data || !environment) return dataName(data ?? {});
  const { name, sequence = [], cycles = 1 } = environment;
  return name ?? sequence.join(', ') + (cycles > 1 ? ` × ${cycles}` : '');
}

/** A level in words: 95 %. */
export function percent(level) {
  return `${Number((100 * level).toPrecision(4))}\u202f%`;
}
