// swift-format-ignore-file
// Derived from Page/search.js: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let searchJS = ##"""
// The search: finds components and boundaries by any part of their name, path, title or kind.

import { find, make } from './dom.js';

const input = find('search');
const list = find('hits');
const most = 40;
let parts = [];
let hits = [];
let chosen = 0;
let choose = () => {};

/** How well a part fits; the smaller the better, nothing where it does not. */
function rank(part, words) {
  const name = part.name.toLowerCase();
  const all = `${part.id} ${part.title ?? ''} ${part.kind}`.toLowerCase();
  if (!words.every((word) => all.includes(word))) return undefined;
  const first = words[0] ?? '';
  return name === first ? 0 : name.startsWith(first) ? 1 : name.includes(first) ? 2 : 3;
}

function refresh() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  hits = [];
  if (words.length) {
    for (const part of parts) {
      const value = rank(part, words);
      if (value !== undefined) hits.push({ part, value });
    }
    hits.sort((a, b) => a.value - b.value || a.part.id.length - b.part.id.length || (a.part.id < b.part.id ? -1 : 1));
    hits = hits.slice(0, most);
  }
  chosen = Math.min(chosen, Math.max(0, hits.length - 1));
  show(words.length > 0);
}

function show(isOpen) {
  list.hidden = !isOpen;
  input.setAttribute('aria-expanded', String(isOpen));
  if (!isOpen) return input.removeAttribute('aria-activedescendant');
  list.replaceChildren(...hits.map(({ part }, index) => make(
    'li', {
      role: 'option', id: `hit-${index}`, 'aria-selected': String(index === chosen),
      onpointerdown: (event) => { event.preventDefault(); pick(index); },
    },
    make('span', {}, part.title && part.title !== part.name ? `${part.name} · ${part.title}` : part.name),
    make('small', {}, part.kind),
  )));
  if (hits.length === 0) list.append(make('li', { 'aria-disabled': 'true' }, 'nothing has this name'));
  else input.setAttribute('aria-activedescendant', `hit-${chosen}`);
  list.children[chosen]?.scrollIntoView({ block: 'nearest' });
}

function pick(index) {
  const hit = hits[index];
  if (!hit) return;
  input.value = '';
  show(false);
  find('stage').focus();
  choose(hit.part.id);
}

input.addEventListener('input', () => { chosen = 0; refresh(); });
input.addEventListener('focus', refresh);
input.addEventListener('blur', () => show(false));
input.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (hits.length) chosen = (chosen + (event.key === 'ArrowDown' ? 1 : hits.length - 1)) % hits.length;
    show(true);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    pick(chosen);
  } else if (event.key === 'Escape') {
    input.value = '';
    show(false);
    find('stage').focus();
  }
});
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.closest?.('input, select, textarea')) return;
  event.preventDefault();
  input.focus();
  input.select();
});

export function setParts(some) {
  parts = some;
}

export function onChoice(work) {
  choose = work;
}
"""##
}
