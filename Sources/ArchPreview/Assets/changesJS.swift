// swift-format-ignore-file
// Derived from Page/changes.js: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let changesJS = ##"""
// Changes that are tried: a part has another value of a property, or is not there. The files stay as they are.

import * as api from './api.js';
import { make } from './dom.js';
import { change as read, changed, place, supposed } from './place.js';

/** The server takes no more than 64 suppositions. */
const most = 12;
/** What is being written of a change, so that it still is when the files have changed. */
let draft = { id: '', property: '', value: '', problem: '' };

const isInside = (path, box) => path === box || path.startsWith(`${box}.`);

/** Whether a part is not there, or what holds it is not. */
export const isAway = (id) => changed().remove.some((one) => isInside(id, one));

/** Takes a part away with all that is supposed of it, or brings it back. */
export function toggleAway(id) {
  if (place.remove.includes(id)) {
    place.remove = place.remove.filter((one) => one !== id);
    return;
  }
  place.down = place.down.filter((one) => !isInside(one, id));
  place.downOne = place.downOne.filter((one) => !isInside(one, id));
  place.set = place.set.filter((change) => !isInside(read(change).part, id));
  place.remove = [...place.remove.filter((one) => !isInside(one, id)), id].slice(-most);
  if (place.overlay.startsWith('blast:') && isInside(place.overlay.slice(6), id)) place.overlay = '';
}

const changesOf = (id) => place.set.filter((change) => read(change).part === id);

/** Takes a change up if it fits the program; gives the reason against it otherwise. */
async function tryValue(id, property, value) {
  const others = place.set.filter((change) => {
    const one = read(change);
    return one.part !== id || one.property !== property;
  });
  const change = `${id}.${property}=${value}`;
  const set = [...others, change];
  if (set.length > most) return `No more than ${most} changes are tried at a time; take one back.`;
  try {
    const rest = supposed() ?? { ...changed(), down: [], downOne: [], load: 1, at: 'peak' };
    await api.whatIf({ ...rest, set: [...rest.set.filter((one) => others.includes(one)), change] });
  } catch (error) {
    return error.message;
  }
  place.set = set;
  return '';
}

function takeBack(change) {
  place.set = place.set.filter((one) => one !== change);
}

function item(words, label, work) {
  return make('li', {}, make('span', {}, words), make('button', {
    type: 'button', class: 'plain', 'aria-label': `Take back: ${label}`, onclick: work,
  }, 'Take back'));
}

/** All changes that are tried, each with a button that takes it back. */
export function list(onChange) {
  const back = (work) => () => { work(); onChange(); };
  const { remove, set } = changed();
  return [
    ...remove.map((id) => item(`${id} is not there`, id, back(() => toggleAway(id)))),
    ...set.map((change) => {
      const { part, property, value } = read(change);
      return item(`${part}.${property} is ${value}`, `${part}.${property}`, back(() => takeBack(change)));
    }),
  ];
}

/** What tries other values of a part's properties. */
export function form(id, properties, onChange) {
  if (!properties.length) return [];
  if (draft.id !== id) draft = { id, property: properties[0].name, value: '', problem: '' };
  const find = (name) => properties.find((one) => one.name === name) ?? properties[0];
  const problem = make('p', { role: 'alert', hidden: !draft.problem }, draft.problem);
  const select = make('select', {
    'aria-label': 'Property to try',
    onchange: (event) => { draft = { ...draft, property: event.target.value, value: '', problem: '' }; prepare(); },
  }, ...properties.map((one) => new Option(one.name, one.name)));
  const input = make('input', {
    type: 'text', 'aria-label': 'Value to try', autocomplete: 'off', spellcheck: 'false', maxlength: '120',
    oninput: (event) => { draft.value = event.target.value; },
    onkeydown: (event) => { if (event.key === 'Enter') submit(); },
  });
  const prepare = () => {
    const { name, value, example } = find(draft.property);
    select.value = name;
    input.value = draft.value;
    input.placeholder = value === undefined ? `such as ${example}` : `now ${value}`;
    problem.hidden = !draft.problem;
  };
  const submit = async () => {
    const asked = draft;
    if (!input.value.trim()) return input.focus();
    const reason = await tryValue(id, find(asked.property).name, input.value.trim());
    if (draft !== asked) return undefined;
    draft.problem = reason;
    problem.textContent = reason;
    problem.hidden = !reason;
    if (reason) return undefined;
    draft.value = '';
    input.value = '';
    return onChange();
  };
  prepare();
  const tried = changesOf(id).map((change) => {
    const { property, value } = read(change);
    return item(`${property} is ${value}`, property, () => { takeBack(change); onChange(); });
  });
  return [
    make('h3', {}, 'Try another value'),
    make('div', { class: 'try' }, select, input,
      make('button', { type: 'button', class: 'plain', onclick: submit }, 'Try')),
    problem, tried.length > 0 && make('ul', { class: 'changes' }, ...tried),
  ].filter(Boolean);
}
"""##
}
