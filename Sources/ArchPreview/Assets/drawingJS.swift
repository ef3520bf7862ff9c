// swift-format-ignore-file
// Derived from Page/drawing.js: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let drawingJS = ##"""
// The drawing itself: an SVG of the compiler in a shadow tree, so that its styles and ours leave each other alone.

import { find, make } from './dom.js';
import * as stage from './stage.js';

const root = find('canvas').attachShadow({ mode: 'open' });
const own = new CSSStyleSheet();
const ours = new CSSStyleSheet();
ours.replaceSync(`
  svg { display: block; overflow: visible; }
  .node, .participant, .boundary { cursor: pointer; }
  [role=button]:focus-visible { outline: 2.5px solid #2f81f7; outline-offset: 3px; }
  [role=button]:focus:not(:focus-visible) { outline: none; }
  .selected { outline: 2.5px solid #2f81f7 !important; outline-offset: 3px; border-radius: 4px; }
  .edge, .message { cursor: pointer; }
  .edge:hover path, .message:hover path { stroke-width: 3px; }
  .found { animation: found 1.2s ease-out 1; }
  @keyframes found { 0%, 60% { outline: 9px solid rgb(47 129 247 / 45%); outline-offset: 3px; } }
  @media (prefers-reduced-motion: reduce) { .found { animation: none; } }
`);
root.adoptedStyleSheets = [own, ours];

let style = '';
let svg;
const words = new WeakMap();

/** The rules for the dark count where the reader chose so, whatever the system prefers. */
function applyTheme() {
  const theme = document.documentElement.dataset.theme;
  const media = '@media screen and (prefers-color-scheme:dark)';
  const chosen = theme === 'dark' ? '@media screen' : theme === 'light' ? '@media not all' : media;
  own.replaceSync(style.replaceAll(media, chosen));
}

/** What a part of the drawing says of itself, in lines. */
export const told = (element) => words.get(element) ?? '';

/** The element of a part by its path; undefined where it is not drawn. */
export const element = (id) =>
  svg && [...svg.querySelectorAll('.node, .participant, .boundary')].find((node) => node.dataset.name === id);

/** The middle of an element in the coordinates of the drawing. */
function middle(node) {
  const frame = find('stage').getBoundingClientRect();
  const box = node.getBoundingClientRect();
  return stage.toDrawing(box.left + box.width / 2 - frame.left, box.top + box.height / 2 - frame.top);
}

/** The part that is nearest to the middle of the stage, and where on the stage it is. */
function anchor(id) {
  const frame = find('stage').getBoundingClientRect();
  const place = (node) => stage.toStage(middle(node).x, middle(node).y);
  const chosen = id && element(id);
  if (chosen) return { id, at: place(chosen) };
  let nearest;
  for (const node of svg ? svg.querySelectorAll('.node') : []) {
    const at = place(node);
    const distance = Math.hypot(at.x - frame.width / 2, at.y - frame.height / 2);
    if (!nearest || distance < nearest.distance) nearest = { id: node.dataset.name, at, distance };
  }
  return nearest;
}

/**
 * Puts a drawing on the stage. With `keeps` the part that the reader looks at stays where it is, however the rest has
 * moved.
 */
export function put(text, { keeps, selected }) {
  const before = keeps ? anchor(selected) : undefined;
  const sheet = /<style>([^]*?)<\/style>/.exec(text);
  style = sheet ? sheet[1] : '';
  const parsed = new DOMParser().parseFromString(text.replace(/<style>[^]*?<\/style>/, ''), 'image/svg+xml');
  const fresh = document.importNode(parsed.documentElement, true);
  if (fresh.tagName !== 'svg') throw new Error('The drawing cannot be read.');
  for (const title of [...fresh.querySelectorAll('title')]) {
    const owner = title.parentElement;
    words.set(owner, title.textContent);
    owner.setAttribute('aria-label', title.textContent);
    title.remove();
  }
  for (const node of fresh.querySelectorAll('.node, .participant, .boundary')) {
    node.setAttribute('tabindex', '0');
    node.setAttribute('role', 'button');
  }
  fresh.setAttribute('role', 'group');
  applyTheme();
  const focused = root.activeElement?.dataset.name;
  // What a card says was true of the drawing before; what has the focus gets one anew.
  card(undefined);
  svg?.remove();
  root.append(fresh);
  svg = fresh;
  stage.setSize(Number.parseFloat(fresh.getAttribute('width')), Number.parseFloat(fresh.getAttribute('height')));
  const node = before && element(before.id);
  if (node) stage.bring(middle(node), before.at.x, before.at.y);
  else if (keeps) stage.moveBy(0, 0);
  select(selected);
  // Who goes through the parts with the keyboard goes on where they were.
  if (focused !== undefined) element(focused)?.focus({ preventScroll: true });
}

export function clear() {
  svg?.remove();
  svg = undefined;
}

/** Marks a part; none where the path is that of nothing that is drawn. */
export function select(id) {
  for (const node of svg ? svg.querySelectorAll('.selected') : []) {
    node.classList.remove('selected');
    node.removeAttribute('aria-pressed');
  }
  const node = id ? element(id) : undefined;
  node?.classList.add('selected');
  node?.setAttribute('aria-pressed', 'true');
  return Boolean(node);
}

/** Brings a part to the middle of the stage and lets it light up. */
export function centre(id) {
  const node = element(id);
  if (!node) return false;
  stage.bring(middle(node), undefined, undefined, Math.max(0.75, Math.min(1.5, Number(stageZoom()))));
  node.classList.remove('found');
  void node.getBoundingClientRect();
  node.classList.add('found');
  return true;
}

const stageZoom = () => Number.parseFloat(find('zoom-level').value) / 100;

/** Tells of clicks and hovers: `onPart(id)`, `onRelation(ends)`, `onView(file)`, `onHover(element, event)`. */
export function listen({ onPart, onRelation, onView, onHover, onNothing }) {
  const target = (event, kinds) => event.composedPath().find((item) => item instanceof Element && item.matches(kinds));
  root.addEventListener('click', (event) => {
    const link = target(event, 'a');
    if (link) event.preventDefault();
    if (stage.wasDrag()) return;
    const node = target(event, '.node, .participant, .boundary');
    const edge = target(event, '.edge, .message');
    if (node && link && node.classList.contains('selected')) onView(link.getAttribute('href'));
    else if (node) onPart(node.dataset.name);
    else if (link) onView(link.getAttribute('href'));
    else if (edge) onRelation(edge.dataset);
    else onNothing();
  });
  root.addEventListener('dblclick', (event) => {
    const link = target(event, '.node a');
    if (link) onView(link.getAttribute('href'));
  });
  root.addEventListener('keydown', (event) => {
    const node = target(event, '.node, .participant, .boundary');
    if (!node || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    const link = node.querySelector('a');
    if (link && node.classList.contains('selected')) onView(link.getAttribute('href'));
    else onPart(node.dataset.name);
  });
  root.addEventListener('pointerover', (event) =>
    onHover(target(event, '.node, .participant, .edge, .message, .boundary'), event));
  root.addEventListener('focusin', (event) => onHover(target(event, '.node, .participant, .boundary'), event));
  find('stage').addEventListener('pointerleave', (event) => onHover(undefined, event));
}

export const themeChanged = applyTheme;

const row = (cells) => make('tr', {}, ...cells.map((cell) => make('td', {}, cell)));

/** A card beside the pointer with what is said of an element; none for no element. */
export function card(element, lines, rows, event) {
  const card = find('card');
  card.hidden = !element;
  if (!element) return;
  const [head, ...rest] = lines.split('\n');
  // A colon within brackets is that of a property.
  const colon = /^[^(]*?(?:\([^)]*\))?: /.exec(head)?.[0].length ?? 0;
  card.replaceChildren(
    make('h2', {}, colon > 0 ? head.slice(0, colon - 2) : head),
    ...(colon > 0 ? [make('p', {}, head.slice(colon))] : []), ...rest.map((line) => make('p', {}, line)),
    ...(rows.length > 0 ? [make('table', {}, ...rows.map(row))] : []),
  );
  const frame = find('stage').getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const isFocus = event.type === 'focusin';
  // Beside the pointer; beside what has the focus, or below it where there is no room.
  const isBelow = isFocus && box.right - frame.left + 24 + card.offsetWidth > frame.width;
  const x = (isBelow ? box.left - 14 : isFocus ? box.right : event.clientX) - frame.left + 14;
  const y = (isBelow ? box.bottom - 4 : isFocus ? box.top : event.clientY) - frame.top + 14;
  card.style.left = `${Math.max(8, Math.min(x, frame.width - card.offsetWidth - 10))}px`;
  const above = isBelow ? box.top - frame.top - card.offsetHeight - 10 : y - card.offsetHeight - 28;
  card.style.top = `${y + card.offsetHeight > frame.height - 8 ? Math.max(8, above) : y}px`;
}
"""##
}
