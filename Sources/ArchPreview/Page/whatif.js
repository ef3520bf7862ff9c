// What if: parts and zones that fail, more load, another moment. What breaks, degrades and survives, and the figures
// before and after.

import * as api from './api.js';
import { find, make, quietly } from './dom.js';
import { keep, place, supposed } from './place.js';

const panel = find('whatif');
const loads = [0.5, 1, 1.5, 2, 3, 5, 10];
const moments = [['now', 'now'], ['peak', 'at peak'], ['6mo', 'in 6 months'], ['1y', 'in a year'], ['2y', 'in 2 years']];
const words = {
  breaks: 'breaks', degrades: 'degrades', delayed: 'waits', unknown: 'unknown', survives: 'survives',
};
let parts = [];
let changed = () => {};
let filter = '';

export function onChange(work) {
  changed = work;
}

/** Lets a part fail, or takes that back. */
export function toggle(id) {
  place.down = place.down.includes(id) ? place.down.filter((one) => one !== id) : [...place.down, id].slice(0, 64);
  update();
}

function update() {
  keep();
  controls();
  changed();
  answer();
}

function switches() {
  const fits = (part) => place.down.includes(part.id)
    || `${part.id} ${part.title ?? ''} ${part.kind}`.toLowerCase().includes(filter.toLowerCase());
  const some = parts.filter(fits);
  // Those that fail stand first; zones before their parts otherwise.
  some.sort((a, b) => place.down.includes(b.id) - place.down.includes(a.id) || b.isBoundary - a.isBoundary);
  return some.slice(0, 200).map((part) => {
    const isDown = place.down.includes(part.id);
    return make(
      'label', { class: isDown ? 'down' : undefined },
      make('input', { type: 'checkbox', checked: isDown, 'data-part': part.id, onchange: () => toggle(part.id) }),
      make('span', {}, part.name), make('small', {}, isDown ? 'fails' : part.kind));
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
  const slider = panel.querySelector('input[type=range]');
  slider.value = Math.max(0, loads.indexOf(place.load));
  panel.querySelector('output').value = `${place.load}×`;
  slider.setAttribute('aria-valuetext', `${place.load} times the load`);
  const select = panel.querySelector('select');
  if (![...select.options].some((option) => option.value === place.at)) select.append(new Option(place.at, place.at));
  select.value = place.at;
  panel.querySelector('.reset').disabled = !supposed();
}

function build() {
  panel.replaceChildren(
    make('p', { class: 'hint' }, 'Let parts or whole zones fail, raise the load, look ahead. The drawing shows who '
      + 'goes on.'),
    make('div', { class: 'filter' }, make('input', {
      type: 'search', placeholder: 'Find a part', 'aria-label': 'Find a part that fails',
      oninput: (event) => { filter = event.target.value; controls(); },
    }), make('button', {
      type: 'button', class: 'plain reset',
      onclick: () => { Object.assign(place, { down: [], load: 1, at: 'peak' }); update(); },
    }, 'All well')),
    make('div', { class: 'switches', role: 'group', 'aria-label': 'What fails' }),
    make('label', { class: 'row' }, make('span', {}, 'Load'), make('input', {
      type: 'range', min: 0, max: loads.length - 1, step: 1,
      oninput: (event) => { place.load = loads[Number(event.target.value)] ?? 1; update(); },
    }), make('output', {})),
    make('label', { class: 'row' }, make('span', {}, 'When'), make('select', {
      onchange: (event) => { place.at = event.target.value; update(); },
    }, ...moments.map(([value, text]) => new Option(text, value)))),
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
  const effects = document.effects.map((effect) => {
    const share = effect.available;
    const details = [
      share > 0 && share < 1 ? `serves ${(share * 100).toPrecision(3)}%` : '', effect.path.join(' → '),
      effect.missing.length ? `state ${effect.missing.join(', ')}` : '',
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

/** With each state parts may be gone, and figures others. */
export function setParts(some) {
  parts = some;
  const paths = new Set(some.map((part) => part.id));
  place.down = place.down.filter((id) => paths.has(id));
  if (!panel.firstChild) build();
  controls();
  answer();
}
