// @ts-check
/** An integer of sixteen or more digits: a double may not hold it. */
const LONG_INTEGER = /(?<![\d.])\d{16,}(?![\d.eE])/;
const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g;
const INTEGER = /^-?\d+$/;

/**
 * Reads JSON without changing a number: an integer that a double cannot hold, such as a 64-bit
 * seed, becomes a BigInt; everything else is as JSON.parse reads it.
 *
 * @throws {SyntaxError} as JSON.parse does
 */
export function parse(text) {
  const value = JSON.parse(text);
  return LONG_INTEGER.test(text) ? exact(text.match(TOKENS)) : value;
}

/** Reads the tokens of a text that is known to be JSON. */
function exact(tokens) {
  let at = 0;

  function value() {
    const token = tokens[at++];
    if (token === '[') return list();
    if (token === '{') return Object.fromEntries(entries());
    return INTEGER.test(token) ? integer(token) : JSON.parse(token);
  }

  function list() {
    const items = [];
    while (tokens[at] !== ']') {
      items.push(value());
      if (tokens[at] === ',') at++;
    }
    at++;
    return items;
  }

  function entries() {
    const pairs = [];
    while (tokens[at] !== '}') {
      const name = JSON.parse(tokens[at]);
      at += 2;
      pairs.push([name, value()]);
      if (tokens[at] === ',') at++;
    }
    at++;
    return pairs;
  }

  return value();
}

function integer(token) {
  const value = Number(token);
  return Number.isSafeInteger(value) ? value : BigInt(token);
}

/** Writes a value on one line, its BigInts as the integers they are. */
export function print(value) {
  return write(value, () => true, '', '');
}

/**
 * Writes a value over several lines; a list or an object is on one line where `isShort` says so of
 * what it holds.
 *
 * @param isShort is asked with the list or object
 */
export function pretty(value, isShort) {
  return write(value, isShort, ' ', '\n');
}

function write(value, isShort, space, indent) {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  const shown = isList
    ? value.map((item) => [null, item])
    : Object.entries(value).filter(([, item]) => item !== undefined);
  if (shown.length === 0) return open + close;
  const isOneLine = isShort(value);
  const inner = isOneLine ? indent : `${indent}  `;
  const parts = shown.map(
    ([name, item]) =>
      (name === null ? '' : `${JSON.stringify(name)}:${space}`) +
      write(item, isShort, space, inner),
  );
  if (!isOneLine) return `${open}${inner}${parts.join(`,${inner}`)}${indent}${close}`;
  const edge = isList ? '' : space;
  return open + edge + parts.join(`,${space}`) + edge + close;
}

/** Whether a list or an object holds neither lists nor objects. */
export function isFlat(value) {
  return Object.values(value).every((item) => item === null || typeof item !== 'object');
}
