// @ts-check
const PAGES = ['jobs', 'runs', 'studies'];

/** The address of the form for a study. */
export const NEW_STUDY = '#/studies/new';

/**
 * Where the reader is: the hash holds the page and everything chosen on it, so an address can be
 * shared. `#/jobs?state=RUNNING`, `#/jobs/<id>?metric=train.loss`,
 * `#/runs?filter=seed = 0`, `#/studies/<id>?baseline=none`. `page` is null where there is none.
 */
export function route() {
  const { path, query } = divided();
  const [page = PAGES[0], id = null, ...rest] = path
    .replace(/^#/, '')
    .split('/')
    .filter(Boolean)
    .map(decoded);
  const isKnown = PAGES.includes(page) && rest.length === 0 && !(page === 'runs' && id);
  return { page: isKnown ? page : null, id, path, query: new URLSearchParams(query) };
}

/** The hash up to its first question mark, and what is behind it. */
function divided() {
  const [path, ...query] = location.hash.split('?');
  return { path, query: query.join('?') };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Sets or (with an empty value) removes one choice without a new entry in the history. */
export function choose(name, value) {
  const { path, query } = divided();
  const choices = new URLSearchParams(query);
  if (value) choices.set(name, value);
  else choices.delete(name);
  const rest = choices.toString();
  history.replaceState(history.state, '', (path || '#/jobs') + (rest ? `?${rest}` : ''));
}

/**
 * How many items the address asks a list for: a whole number from the first step to the most that
 * the API gives.
 */
export function pageLimit(step, most) {
  const asked = Math.floor(Number(route().query.get('limit')));
  return asked >= step ? Math.min(most, asked) : step;
}

/** The address of a job's page. */
export function jobAddress(id) {
  return `#/jobs/${encodeURIComponent(id)}`;
}

/** The address of a study's page. */
export function studyAddress(id) {
  return `#/studies/${encodeURIComponent(id)}`;
}

/** The address of the form for a study, begun with a recipe. */
export function recipeAddress(name) {
  return `${NEW_STUDY}?recipe=${encodeURIComponent(name)}`;
}
