// @ts-check
/**
 * A new element: attributes by name, a listener as `onclick`; children that are null are left out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element[name] = value;
    else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...present(children));
  return element;
}

function present(children) {
  return children.flat().filter((child) => child !== null && child !== undefined);
}

/**
 * Replaces what an element holds. Children that stay are not taken out, even where others come
 * before them, so that they keep focus, selection and scroll position.
 */
export function fill(element, ...children) {
  const wanted = present(children).map((child) =>
    child instanceof Node ? child : new Text(child),
  );
  const stays = new Set(wanted);
  for (const child of [...element.childNodes]) if (!stays.has(child)) child.remove();
  let next = element.firstChild;
  for (const child of wanted) {
    if (child === next) next = next.nextSibling;
    else element.insertBefore(child, next);
  }
  return element;
}

/** Sets a text only where it differs, so that selections and screen readers are left in peace. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
  return element;
}

/**
 * Makes an element equal to a fresh one by changing only what differs: what a reader has selected,
 * focused or scrolled within it stays. Listeners are taken over from the fresh one.
 */
export function renew(element, fresh) {
  copyAttributes(element, fresh);
  for (const listener of ['onclick', 'onsubmit']) element[listener] = fresh[listener];
  const [held, wanted] = [[...element.childNodes], [...fresh.childNodes]];
  wanted.forEach((child, i) => {
    const old = held[i];
    if (!old) element.append(child);
    else if (old.nodeName !== child.nodeName) old.replaceWith(child);
    else if (child.nodeType !== Node.TEXT_NODE) renew(old, child);
    else if (old.data !== child.data) old.data = child.data;
  });
  held.slice(wanted.length).forEach((child) => child.remove());
  return element;
}

function copyAttributes(element, fresh) {
  for (const { name } of [...element.attributes])
    if (!fresh.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Makes a change; where it hides or disables what has the focus, the first candidate that can be
 * used gets it, else the heading.
 */
export function keepFocus(change, ...candidates) {
  // Asked for before: a browser may drop the focus as soon as its element is hidden.
  const { activeElement } = document;
  const had = isUsable(activeElement) && activeElement !== document.body;
  change();
  if (!had || isUsable(activeElement)) return;
  const other = candidates.find(isUsable);
  if (other) other.focus({ preventScroll: true });
  else focusHeading();
}

/** Moves the focus to the heading of the page. */
export function focusHeading() {
  const heading = document.querySelector('h1') ?? document.querySelector('main');
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Whether an element can be focused by a reader. */
export function isUsable(element) {
  return Boolean(element?.isConnected) && !element.closest('[hidden]') && !element.disabled;
}

/** A place that scrolls sideways where it is too narrow, by keyboard too. */
export function scrollable(label, ...children) {
  return h('div', { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': label }, children);
}

/**
 * Calls back after an element's size has changed, not within the observation: what is drawn then
 * may change sizes again, which browsers report as an error there.
 * @returns {() => void} ends it
 */
export function onResize(element, changed) {
  let timer = 0;
  const observer = new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(changed);
  });
  observer.observe(element);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
