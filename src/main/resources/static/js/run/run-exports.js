// @ts-check
import { h } from '../kit/dom.js';
import { address } from '../kit/api.js';

const TABLES = { runs: 'Runs', points: 'All points' };
const FORMATS = { csv: 'CSV', ndjson: 'JSON lines', parquet: 'Parquet' };

/** Links that save what was found; the service sends it with a file name. */
export function runExports() {
  const links = Object.keys(TABLES).flatMap((table) =>
    Object.keys(FORMATS).map((format) => ({ table, format, link: h('a', {}, FORMATS[format]) })),
  );
  const groups = Object.entries(TABLES).map(([table, word]) =>
    h(
      'span',
      {},
      `${word} as `,
      links.filter((one) => one.table === table).map((one) => one.link),
    ),
  );
  const element = h('p', { class: 'exports quiet', 'aria-label': 'Save what was found' }, groups);

  /** Null where there is nothing to save. */
  function update(filter, orderBy = '') {
    element.hidden = filter === null;
    for (const { table, format, link } of links) {
      const query = new URLSearchParams({ format, filter: filter ?? '' });
      if (table === 'runs' && orderBy) query.set('orderBy', orderBy);
      link.href = address(`export/${table}?${query}`);
    }
  }

  update(null);
  return { element, update };
}
