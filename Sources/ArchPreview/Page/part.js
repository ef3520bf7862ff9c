// What is known of the part that is selected: its figures and how they come about, what was found, its source.

import * as api from './api.js';
import * as changes from './changes.js';
import { find, make, renew } from './dom.js';
import { changed, place } from './place.js';
import * as source from './source.js';

const panel = find('part');
/** More relations than this are no list that anybody reads. */
const most = 60;
const shown = ['rate', 'utilization', 'p99', 'availability', 'cost', 'runway'];
let known = new Map();
/** What of a part is unfolded, so that it still is when the files have changed. */
let unfolded = { id: '', figure: '', unknown: false };

/** Figures hold as long as the files do. */
export function forget() {
  known = new Map();
}

export function figures(id) {
  const nothing = { id, figures: [], properties: [] };
  if (changes.isAway(id)) return Promise.resolve(nothing);
  const key = JSON.stringify([id, changed()]);
  if (!known.has(key)) known.set(key, api.part(id, changed()).catch(() => nothing));
  return known.get(key);
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
  const explain = (figure) => {
    const key = figure && `${figure.name} ${figure.moment}`;
    unfolded.figure = key === unfolded.figure ? '' : key;
    why.hidden = !unfolded.figure;
    why.textContent = figure.explanation;
  };
  const known = figures.find((figure) => `${figure.name} ${figure.moment}` === unfolded.figure);
  unfolded.figure = '';
  if (known) explain(known);
  const cell = (name, moment) => {
    const figure = figures.find((one) => one.name === name && one.moment === moment);
    if (!figure) return make('td', { class: 'number' });
    const button = make('button', {
      type: 'button', class: 'link', title: 'How it comes about',
      onclick: () => explain(figure),
    }, figure.value);
    return make('td', { class: 'number' }, button);
  };
  const head = make('tr', {}, make('th', {}, 'Figure'), ...moments.map((moment) => make('th', { class: 'number' }, moment)));
  const isKnown = (name) => figures.some((figure) => figure.name === name && figure.value !== '?');
  const row = (name) => make('tr', {}, make('td', {}, name), ...moments.map((moment) => cell(name, moment)));
  const told = names.filter(isKnown);
  const unknown = names.filter((name) => !isKnown(name));
  // What is unknown says what to state, but it must not hide what is known.
  return [
    make('table', { class: 'figures' }, head, ...told.map(row)),
    unknown.length > 0 && make('details', {
      open: unfolded.unknown, ontoggle: (event) => { unfolded.unknown = event.target.open; },
    }, make('summary', { class: 'hint' }, `${unknown.length} more ${unknown.length === 1 ? 'is' : 'are'} unknown`),
      make('table', { class: 'figures' }, ...unknown.map(row))),
    why,
  ].filter(Boolean);
}

let last = 0;

export function showNothing() {
  last += 1;
  renew(panel,
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

/** The relations of a part, each with the part at its other end and its place; how the keyboard gets at them. */
function relationList(part, relations, { onPart, onRelation }) {
  const inside = (path) => path === part.id || (part.isBoundary && path.startsWith(`${part.id}.`));
  const some = relations.filter((one) => inside(one.source) !== inside(one.target)
    || (one.source === part.id && one.target === part.id));
  if (!some.length) return [];
  const item = (one) => {
    const isOut = inside(one.source);
    const other = isOut ? one.target : one.source;
    const words = isOut ? `${one.arrow} ${other}` : `${other} ${one.arrow}`;
    return make('li', {}, make('button', { type: 'button', class: 'link', onclick: () => onPart(other) }, words), ' ',
      make('button', {
        type: 'button', class: 'link where', 'aria-label': `Source of ${words}`, onclick: () => onRelation(one),
      }, `line ${one.line}`));
  };
  return [
    make('h3', {}, 'Relations'), make('ul', { class: 'plain' }, ...some.slice(0, most).map(item)),
    some.length > most && make('p', { class: 'hint' }, `and ${some.length - most} more`),
  ].filter(Boolean);
}

export async function show(part, {
  findings, onFinding, onDown, isDown, onOneDown, isOneDown, onAway, onChange, relations, ...actions
}) {
  const number = ++last;
  const [answer, lines] = await Promise.all([figures(part.id), source.lines(part.file, part.line)]);
  if (number !== last) return;
  if (unfolded.id !== part.id) unfolded = { id: part.id, figure: '', unknown: false };
  const isAway = changes.isAway(part.id);
  // What is not there cannot fail; what holds it is brought back where it is.
  const isTaken = place.remove.includes(part.id);
  const head = [
    make('h2', {}, part.title ?? part.name),
    make('p', {}, make('span', { class: 'badge' }, part.kind), ' ', make('span', { class: 'muted' }, part.id)),
    make('div', { class: 'actions' }, ...source.actions(part.file, part.line), !isAway && make('button', {
      type: 'button', 'aria-pressed': String(isDown), onclick: onDown,
    }, isDown ? 'It fails: take that back' : 'What if it fails?'), !isAway && !part.isBoundary && make('button', {
      type: 'button', 'aria-pressed': String(isOneDown), onclick: onOneDown,
    }, isOneDown ? 'A replica fails: take that back' : 'What if a replica fails?'), (isTaken || !isAway) && make('button', {
      type: 'button', 'aria-pressed': String(isTaken), onclick: onAway,
    }, isTaken ? 'It is not there: take that back' : 'What if it were not there?')),
  ];
  const found = findings.length
    ? [make('h3', {}, 'Findings'), make('ul', { class: 'list' }, ...findings.map((one) => onFinding(one)))] : [];
  const figuresHere = answer.figures.length ? [make('h3', {}, 'Figures'), ...table(answer.figures)] : [];
  renew(panel, ...head, ...figuresHere, ...changes.form(part.id, answer.properties, onChange), ...found, ...relationList(part, relations, actions), make('h3', {}, 'Source'),
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
  renew(panel, make('h2', {}, title), ...blocks);
}

export async function showLine(file, line) {
  const number = ++last;
  const lines = await source.lines(file, line);
  if (number !== last) return;
  renew(panel,
    make('h2', {}, 'Source'), make('p', {}, source.where(file, line)),
    make('div', { class: 'actions' }, ...source.actions(file, line)), lines);
}
