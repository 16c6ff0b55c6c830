// @ts-check
import { h, fill } from '../kit/dom.js';
import { address } from '../kit/api.js';

/**
 * Where a study's answers can be read or saved; what is chosen on the page is asked for there too.
 */
export function studyLinks(id) {
  const element = h('p', { class: 'exports quiet', 'aria-label': 'Report and exports' });
  const base = `studies/${encodeURIComponent(id)}`;
  let shown = '';

  return {
    element,
    update(query, several) {
      const asked = query.toString();
      if (asked + several === shown) return;
      shown = asked + several;
      const rest = asked ? `?${asked}` : '';
      const link = (path, word) => h('a', { href: address(`${base}${path}`) }, word);
      const answers = [
        link(`/comparison${rest}`, 'comparison'),
        several ? link(`/ranks${rest}`, 'ranks') : null,
        link(`/aggregate${rest}`, 'aggregate'),
        link('/curves', 'curves'),
        link('', 'study'),
      ];
      const csv = asked ? `?${asked}&format=csv` : '?format=csv';
      const tables = [
        link(`/comparison${csv}`, 'comparison'),
        several ? link(`/ranks${csv}`, 'ranks') : null,
      ];
      fill(
        element,
        h('span', {}, link(`/report${rest}`, 'Report')),
        h('span', {}, 'As JSON: ', answers),
        h('span', {}, 'As CSV: ', tables),
      );
    },
  };
}
