// swift-format-ignore-file
// Derived from Page/dom.js: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let domJS = ##"""
// Elements, made without ever reading text as markup.

/** `make('p', {class: 'hint'}, 'text', element)`; properties that begin with `on` are listeners. */
export function make(tag, properties = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...content.filter((item) => item !== undefined && item !== null && item !== false));
  return element;
}

export const find = (id) => document.getElementById(id);

/**
 * Puts other content into an element whose reader shall not lose their place: what had the focus has it again, if the
 * new content has the same thing, and the scrolling stays.
 */
export function renew(element, ...content) {
  const active = document.activeElement;
  const name = (one) => `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent}`;
  const same = (one) => name(one) === focused;
  const isInside = active && active !== element && element.contains(active);
  const focused = isInside ? name(active) : undefined;
  const place = isInside ? [...element.querySelectorAll(active.tagName)].filter(same).indexOf(active) : -1;
  const scroll = element.scrollTop;
  const caret = isInside && active.type === 'text' ? [active.selectionStart, active.selectionEnd] : undefined;
  element.replaceChildren(...content);
  element.scrollTop = scroll;
  if (!isInside) return;
  const again = [...element.querySelectorAll(active.tagName)].filter(same)[place];
  again?.focus({ preventScroll: true });
  if (caret) again?.setSelectionRange(...caret);
}

/** Runs `work` once things have been quiet for a while. */
export function quietly(milliseconds, work) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), milliseconds);
  };
}
"""##
}
