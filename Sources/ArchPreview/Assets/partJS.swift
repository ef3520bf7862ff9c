// swift-format-ignore-file
// Derived from Page/part.js: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let partJS = ##"""
// What is known of the part that is selected: its figures and how they come about, what was found, its source.

import * as api from './api.js';
import { find, make } from './dom.js';
import * as source from './source.js';

const panel = find('part');
const shown = ['rate', 'utilization', 'p99', 'availability', 'cost', 'runway'];
let known = new Map();

/** Figures hold as long as the files do. */
export function forget() {
  known = new Map();
}

export function figures(id) {
  if (!known.has(id)) known.set(id, api.part(id).catch(() => ({ id, figures: [] })));
  return known.get(id);
}

/** The figures that matter most, as rows of a card. */
export function rows(figures) {
  return figures
    .filter((figure) => figure.value !== '?' && shown.includes(figure.name)
      && (figure.moment === 'peak') === ['rate', 'utilization'].includes(figure.name))
    .map((figure) => [figure.moment === 'now' ? figure.name : `${figure.name} at ${figure.moment}`, figure.value]);
}

function table(figures) {
  const moments = [...new Set(figures.map((figure) => figure.moment))];
  const names = [...new Set(figures.map((figure) => figure.name))];
  const why = make('pre', { class: 'why', tabindex: '0', hidden: true });
  const cell = (name, moment) => {
    const figure = figures.find((one) => one.name === name && one.moment === moment);
    if (!figure) return make('td', { class: 'number' });
    const button = make('button', {
      type: 'button', class: 'link', title: 'How it comes about',
      onclick: () => {
        why.hidden = why.textContent === figure.explanation && !why.hidden;
        why.textContent = figure.explanation;
      },
    }, figure.value);
    return make('td', { class: 'number' }, button);
  };
  const head = make('tr', {}, make('th', {}, 'Figure'), ...moments.map((moment) => make('th', { class: 'number' }, moment)));
  const isKnown = (name) => figures.some((figure) => figure.name === name && figure.value !== '?');
  const row = (name) => make('tr', {}, make('td', {}, name), ...moments.map((moment) => cell(name, moment)));
  const known = names.filter(isKnown);
  const unknown = names.filter((name) => !isKnown(name));
  // What is unknown says what to state, but it must not hide what is known.
  return [
    make('table', { class: 'figures' }, head, ...known.map(row)),
    unknown.length > 0 && make('details', {}, make('summary', { class: 'hint' }, `${unknown.length} more are unknown`),
      make('table', { class: 'figures' }, ...unknown.map(row))),
    why,
  ].filter(Boolean);
}

export function showNothing() {
  panel.replaceChildren(
    make('h2', {}, 'Nothing selected'),
    make('p', { class: 'hint' }, 'Select a component in the drawing, or search for one, to see its figures, what was '
      + 'found, and its source.'),
    make('h3', {}, 'Keys'),
    make('table', { class: 'figures' }, ...[
      ['/', 'search'], ['+  −', 'zoom'], ['0', 'fit the drawing'], ['arrows', 'move the drawing'],
      ['Tab, Enter', 'go to a component, select it'], ['Esc', 'select nothing'],
    ].map(([key, what]) => make('tr', {}, make('td', {}, key), make('td', {}, what)))),
  );
}

let last = 0;

export async function show(part, { findings, onFinding, onDown, isDown }) {
  const number = ++last;
  const [answer, lines] = await Promise.all([figures(part.id), source.lines(part.file, part.line)]);
  if (number !== last) return;
  const head = [
    make('h2', {}, part.title ?? part.name),
    make('p', {}, make('span', { class: 'badge' }, part.kind), ' ', make('span', { class: 'muted' }, part.id)),
    make('div', { class: 'actions' }, ...source.actions(part.file, part.line), make('button', {
      type: 'button', 'aria-pressed': String(isDown), onclick: onDown,
    }, isDown ? 'It fails: take that back' : 'What if it fails?')),
  ];
  const found = findings.length
    ? [make('h3', {}, 'Findings'), make('ul', { class: 'list' }, ...findings.map((one) => onFinding(one)))] : [];
  const figuresHere = answer.figures.length ? [make('h3', {}, 'Figures'), ...table(answer.figures)] : [];
  panel.replaceChildren(...head, ...figuresHere, ...found, make('h3', {}, 'Source'),
    make('p', {}, source.where(part.file, part.line)), lines);
}

export async function showRelations(title, relations) {
  const number = ++last;
  const blocks = [];
  for (const relation of relations.slice(0, 20)) {
    blocks.push(
      make('h3', {}, `${relation.source} ${relation.arrow} ${relation.target}`),
      make('p', {}, source.where(relation.file, relation.line)),
      make('div', { class: 'actions' }, ...source.actions(relation.file, relation.line)),
      await source.lines(relation.file, relation.line));
  }
  if (number !== last) return;
  panel.replaceChildren(make('h2', {}, title), ...blocks);
}

export async function showLine(file, line) {
  const number = ++last;
  const lines = await source.lines(file, line);
  if (number !== last) return;
  panel.replaceChildren(
    make('h2', {}, 'Source'), make('p', {}, source.where(file, line)),
    make('div', { class: 'actions' }, ...source.actions(file, line)), lines);
}
"""##
}
