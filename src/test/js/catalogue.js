import { readFileSync } from 'node:fs';
import { loadMetrics } from '../../main/resources/static/js/kit/metrics.js';

/** Gives the modules the catalogue of metrics as the service answers with it. */
export async function loadCatalogue() {
  const text = readFileSync(new URL('metrics.json', import.meta.url), 'utf8');
  globalThis.fetch = () => Promise.resolve(new Response(text, { status: 200 }));
  await loadMetrics();
}
