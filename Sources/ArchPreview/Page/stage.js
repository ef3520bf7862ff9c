// The stage: a drawing that can be moved and made larger or smaller.

import { find } from './dom.js';
import { keep, place } from './place.js';

const stage = find('stage');
const canvas = find('canvas');
const level = find('zoom-level');
const least = 0.01;
const most = 8;
let size = { width: 0, height: 0 };
let view = { x: 0, y: 0, zoom: 1 };
/** Whether all of the drawing is shown, and the reader has not moved it since. */
let isFitted = false;

function show() {
  canvas.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.zoom})`;
  level.value = `${Math.round(view.zoom * 100)}%`;
  // What is remembered is the point of the drawing in the middle, as windows change their size.
  const middle = toDrawing(stage.clientWidth / 2, stage.clientHeight / 2);
  [place.x, place.y, place.zoom] = [middle.x, middle.y, view.zoom];
  keep();
}

/** A point of the stage as one of the drawing. */
export const toDrawing = (x, y) => ({ x: (x - view.x) / view.zoom, y: (y - view.y) / view.zoom });

/** A point of the drawing as one of the stage. */
export const toStage = (x, y) => ({ x: x * view.zoom + view.x, y: y * view.zoom + view.y });

export function moveBy(x, y) {
  isFitted = false;
  view.x += x;
  view.y += y;
  show();
}

/** Brings a point of the drawing to a point of the stage, by default its middle. */
export function bring(point, x = stage.clientWidth / 2, y = stage.clientHeight / 2, zoom = view.zoom) {
  view.zoom = Math.min(most, Math.max(least, zoom));
  view.x = x - point.x * view.zoom;
  view.y = y - point.y * view.zoom;
  show();
}

/** Zooms so that the point of the drawing under a point of the stage stays there. */
export function zoomBy(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  isFitted = false;
  bring(toDrawing(x, y), x, y, view.zoom * factor);
}

/** Shows all of the drawing, no larger than it is, above the buttons at the bottom. */
export function fit() {
  if (!size.width || !size.height) return;
  const [width, height] = [stage.clientWidth - 24, stage.clientHeight - 68];
  const zoom = Math.max(least, Math.min(1, width / size.width, height / size.height));
  bring({ x: size.width / 2, y: size.height / 2 }, undefined, 12 + height / 2, zoom);
  isFitted = true;
}

/** Shows where the reader was, or all of the drawing. */
export function restore() {
  if (Number.isFinite(place.zoom)) bring({ x: place.x, y: place.y }, undefined, undefined, place.zoom);
  else fit();
}

export function setSize(width, height) {
  size = { width, height };
}

const pointers = new Map();
let moved = 0;
/** Whether the last press moved the drawing, and so was no click. */
export const wasDrag = () => moved > 4;

const local = (event) => {
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
};

stage.addEventListener('pointerdown', (event) => {
  if (event.target.closest('button') || event.button > 1) return;
  if (pointers.size === 0) moved = 0;
  pointers.set(event.pointerId, local(event));
});
addEventListener('pointermove', (event) => {
  const last = pointers.get(event.pointerId);
  if (!last) return;
  // The button was let go where nobody told: outside of the window, or over a dialogue.
  if (event.buttons === 0) return release(event);
  const now = local(event);
  moved += Math.abs(now.x - last.x) + Math.abs(now.y - last.y);
  if (moved > 4) stage.classList.add('dragging');
  const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
  if (others.length === 1) {
    // Two fingers: what lies between them grows as they part.
    const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
    const before = distance(last, others[0]);
    if (before > 0) zoomBy(distance(now, others[0]) / before, (now.x + others[0].x) / 2, (now.y + others[0].y) / 2);
  } else if (others.length === 0 && moved > 4) {
    moveBy(now.x - last.x, now.y - last.y);
  }
  pointers.set(event.pointerId, now);
});
function release(event) {
  pointers.delete(event.pointerId);
  if (pointers.size === 0) stage.classList.remove('dragging');
}
for (const name of ['pointerup', 'pointercancel']) addEventListener(name, release);
// A link that is drawn moves the drawing like all else.
stage.addEventListener('dragstart', (event) => event.preventDefault());

// A browser scrolls what gets the focus into sight; here that moves the drawing.
stage.addEventListener('scroll', () => {
  const [x, y] = [stage.scrollLeft, stage.scrollTop];
  if (x === 0 && y === 0) return;
  stage.scrollTo(0, 0);
  moveBy(-x, -y);
});

stage.addEventListener('wheel', (event) => {
  event.preventDefault();
  const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? stage.clientHeight : 1;
  const at = local(event);
  if (event.shiftKey) moveBy(-(event.deltaX || event.deltaY) * unit, 0);
  else zoomBy(Math.exp(-Math.max(-240, Math.min(240, event.deltaY * unit)) / 480), at.x, at.y);
}, { passive: false });

const keys = {
  '+': () => zoomBy(1.25), '=': () => zoomBy(1.25), '-': () => zoomBy(0.8), 0: fit,
  ArrowLeft: () => moveBy(60, 0), ArrowRight: () => moveBy(-60, 0), ArrowUp: () => moveBy(0, 60),
  ArrowDown: () => moveBy(0, -60),
};
stage.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
find('zoom-in').addEventListener('click', () => zoomBy(1.25));
find('zoom-out').addEventListener('click', () => zoomBy(0.8));
find('zoom-fit').addEventListener('click', fit);

// A window or panel that changes its size keeps the point in its middle, and what was shown whole is shown whole.
let known = { width: 0, height: 0 };
new ResizeObserver(() => {
  const now = { width: stage.clientWidth, height: stage.clientHeight };
  if (known.width && size.width && isFitted) {
    fit();
  } else if (known.width && size.width) {
    view.x += (now.width - known.width) / 2;
    view.y += (now.height - known.height) / 2;
    show();
  }
  known = now;
}).observe(stage);
