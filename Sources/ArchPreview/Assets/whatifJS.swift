// swift-format-ignore-file
// Derived from Page/whatif.js: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let whatifJS = ##"""
// What if: parts and zones that fail, more load, another moment. What breaks, degrades and survives, and the figures
// before and after.

import * as api from './api.js';
import * as changes from './changes.js';
import { find, make, quietly, renew } from './dom.js';
import { changed as changedProgram, keep, place, setKnown, supposed, suppositions } from './place.js';

const panel = find('whatif');
/** The server takes no more than 64 suppositions. */
const most = 24;
const loads = [0.5, 1, 1.5, 2, 3, 5, 10];
const moments = [['now', 'now'], ['peak', 'at peak'], ['6mo', 'in 6 months'], ['1y', 'in a year'], ['2y', 'in 2 years']];
/** The worst first. */
const words = {
  breaks: 'breaks', degrades: 'degrades', delayed: 'waits', unknown: 'unknown', survives: 'survives',
};
let parts = [];
let variants = [];
let changed = () => {};
let filter = '';

export function onChange(work) {
  changed = work;
}

/** Lets a part fail, or takes that back. */
export function toggle(id) {
  const fails = !place.down.includes(id) && !place.downOne.includes(id);
  place.downOne = place.downOne.filter((one) => one !== id);
  place.down = fails ? [...place.down, id].slice(0, most) : place.down.filter((one) => one !== id);
  update();
}

/** Lets one replica of a component fail, or takes that back. */
export function toggleOne(id) {
  place.down = place.down.filter((one) => one !== id);
  place.downOne = place.downOne.includes(id)
    ? place.downOne.filter((one) => one !== id) : [...place.downOne, id].slice(0, most);
  update();
}

/** Shows what is supposed now, and what comes of it. */
export function update() {
  keep();
  controls();
  changed();
  answer();
}

function switches() {
  const isSupposed = (part) => place.down.includes(part.id) || place.downOne.includes(part.id);
  const fits = (part) => isSupposed(part)
    || `${part.id} ${part.title ?? ''} ${part.kind}`.toLowerCase().includes(filter.toLowerCase());
  const some = parts.filter((part) => fits(part) && !changes.isAway(part.id));
  // Those that fail stand first; zones before their parts otherwise.
  some.sort((a, b) => isSupposed(b) - isSupposed(a) || b.isBoundary - a.isBoundary);
  return some.slice(0, 200).map((part) => {
    const [isDown, isOneDown] = [place.down.includes(part.id), place.downOne.includes(part.id)];
    const box = make('input', {
      type: 'checkbox', checked: isDown, 'data-part': part.id, onchange: () => toggle(part.id),
    });
    box.indeterminate = isOneDown;
    return make(
      'label', { class: isDown || isOneDown ? 'down' : undefined }, box, make('span', {}, part.name),
      make('small', {}, isDown ? 'fails' : isOneDown ? 'one replica fails' : part.kind));
  });
}

function controls() {
  const list = panel.querySelector('.switches');
  // The list stays where it was scrolled to, and the switch that was used keeps the focus.
  const focus = document.activeElement?.dataset?.part;
  const scroll = list.scrollTop;
  list.replaceChildren(...switches());
  list.scrollTop = scroll;
  if (focus) [...list.querySelectorAll('input')].find((input) => input.dataset.part === focus)?.focus();
  const tried = changes.list(update);
  renew(panel.querySelector('.changes'), ...(tried.length ? tried : [make('li', { class: 'hint' },
    'Select a part to try another value of its properties, or to take it away.')]));
  const slider = panel.querySelector('input[type=range]');
  slider.value = Math.max(0, loads.indexOf(place.load));
  panel.querySelector('output').value = `${place.load}×`;
  slider.setAttribute('aria-valuetext', `${place.load} times the load`);
  const select = panel.querySelector('select.moment');
  if (![...select.options].some((option) => option.value === place.at)) select.append(new Option(place.at, place.at));
  select.value = place.at;
  panel.querySelector('.reset').disabled = !supposed();
  const count = suppositions();
  const tab = find('tab-whatif');
  tab.querySelector('.count')?.remove();
  if (count) tab.append(make('span', { class: 'count' }, String(count)));
}

/** A list for each of which one alone can be chosen: the environments, the scenarios, the options of each decision. */
function choices() {
  const groups = new Map();
  for (const variant of variants) {
    const name = variant.owner ?? `${variant.kind[0].toUpperCase()}${variant.kind.slice(1)}`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(variant);
  }
  return [...groups].map(([name, some]) => {
    const ids = some.map((one) => one.id);
    const select = make('select', {
      onchange: (event) => {
        place.variants = [...place.variants.filter((id) => !ids.includes(id)), event.target.value].filter(Boolean);
        update();
      },
    }, new Option(some[0].owner ? 'as it is' : 'none', ''), ...some.map((one) => new Option(one.title, one.id)));
    select.value = place.variants.find((id) => ids.includes(id)) ?? '';
    return make('label', { class: 'row' }, make('span', {}, name), select);
  });
}

function build() {
  panel.replaceChildren(
    make('p', { class: 'hint' }, 'Let parts or whole zones fail, raise the load, look ahead, take another option, try '
      + 'other values. The drawing shows who goes on; the files stay as they are.'),
    make('div', { class: 'filter' }, make('input', {
      type: 'search', placeholder: 'Find a part', 'aria-label': 'Find a part that fails',
      oninput: (event) => { filter = event.target.value; controls(); },
    }), make('button', {
      type: 'button', class: 'plain reset',
      onclick: () => {
        Object.assign(place, { down: [], downOne: [], variants: [], set: [], remove: [], load: 1, at: 'peak' });
        setChoices();
        update();
      },
    }, 'Reset')),
    make('div', { class: 'switches', role: 'group', 'aria-label': 'What fails' }),
    make('label', { class: 'row' }, make('span', {}, 'Load'), make('input', {
      type: 'range', min: 0, max: loads.length - 1, step: 1,
      oninput: (event) => { place.load = loads[Number(event.target.value)] ?? 1; update(); },
    }), make('output', {})),
    make('label', { class: 'row' }, make('span', {}, 'When'), make('select', {
      class: 'moment',
      onchange: (event) => { place.at = event.target.value; update(); },
    }, ...moments.map(([value, text]) => new Option(text, value)))),
    make('div', { class: 'variants' }),
    make('ul', { class: 'changes', 'aria-label': 'What is changed' }),
    make('div', { class: 'answer', 'aria-live': 'polite' }));
}

let last = 0;

const answer = quietly(60, async () => {
  const number = ++last;
  const target = panel.querySelector('.answer');
  const question = supposed();
  if (!question) return target.replaceChildren();
  try {
    const document = await api.whatIf(question);
    if (number === last) target.replaceChildren(...describe(document));
  } catch (error) {
    if (number === last) target.replaceChildren(make('p', { role: 'alert' }, error.message));
  }
});

function describe(document) {
  const blocks = [];
  const order = Object.keys(words);
  const sorted = [...document.effects].sort((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect));
  const effects = sorted.map((effect) => {
    const share = effect.available;
    const details = [
      share > 0 && share < 1 ? `serves ${(share * 100).toPrecision(3)}%` : '', effect.path.join(' → '),
      effect.missing.length ? `state ${effect.missing.join(', ')}` : '',
      effect.effect === 'unknown' && !effect.missing.length && changedProgram().remove.length
        ? 'a part that it takes is not there' : '',
    ].filter(Boolean).join('; ');
    return make('tr', {}, make('td', { class: effect.effect }, words[effect.effect] ?? effect.effect),
      make('td', {}, effect.subject, details && make('div', { class: 'hint' }, details)));
  });
  if (effects.length) {
    blocks.push(make('h3', {}, 'Flows and endpoints'), make('table', { class: 'effects' }, ...effects));
  }
  if (document.overloaded.length) {
    blocks.push(make('h3', {}, 'Over capacity'), make('ul', {}, ...document.overloaded.map((one) => make(
      'li', {}, one.utilization === null ? `${one.part}: too few replicas are left`
        : `${one.part}: ${(one.utilization * 100).toPrecision(3)}% of its capacity`))));
  }
  if (document.undecided.length) {
    blocks.push(make('p', { class: 'hint' }, `Undecided, as their capacity is unknown: ${document.undecided.join(', ')}.`));
  }
  const rows = document.figures.filter((one) => one.texts[0] !== one.texts[1]);
  if (rows.length) {
    const head = make('tr', {}, make('th', {}, 'Figure'), make('th', { class: 'number' }, 'before'),
      make('th', { class: 'number' }, 'after'));
    blocks.push(make('h3', {}, 'Before and after'), make('table', { class: 'figures' }, head, ...rows.slice(0, 200).map(
      (one) => make('tr', {}, make('td', {}, one.figure), make('td', { class: 'number' }, one.texts[0]),
        make('td', { class: 'number changed' }, one.texts[1])))));
  }
  if (!blocks.length) blocks.push(make('p', { class: 'hint' }, 'Nothing changes.'));
  return blocks;
}

function setChoices() {
  renew(panel.querySelector('.variants'), ...choices());
}

/** With each state parts may be gone, and figures others. */
export function setParts(some, fresh) {
  parts = some;
  variants = fresh;
  setKnown(some.map((part) => part.id), variants.map((one) => one.id));
  if (!panel.firstChild) build();
  setChoices();
  controls();
  answer();
}
"""##
}
