// What check finds, by severity, with its places.

import { find, make, renew } from './dom.js';

const panel = find('findings');
const order = { error: 0, warning: 1, info: 2 };
let all = [];
let filter = '';
/** The findings whose reasons are unfolded. */
const unfolded = new Set();
let actions = { onPlace: () => {} };

export function listen(some) {
  actions = some;
}

/** One finding as an item of a list. */
export function item(finding, isShort = false) {
  const line = finding.range.start.line;
  const name = finding.name ? `${finding.id} ${finding.name}` : finding.id;
  const key = `${finding.id} ${finding.file} ${finding.element ?? finding.message}`;
  const where = make('button', {
    type: 'button', class: 'link where', onclick: () => actions.onPlace(finding),
  }, `${finding.file}:${line}`);
  return make(
    'li', { class: finding.severity },
    make('div', {}, make('span', { class: 'id' }, name), ' ', make('span', { class: 'muted' }, finding.severity)),
    make('p', {}, finding.message), make('p', {}, where),
    !isShort && finding.help && make('p', { class: 'hint' }, `help: ${finding.help}`),
    !isShort && finding.why && make('details', {
      open: unfolded.has(key),
      ontoggle: (event) => { if (event.target.open) unfolded.add(key); else unfolded.delete(key); },
    }, make('summary', {}, 'Why'), make('p', { class: 'hint' }, finding.why)),
  );
}

function fits(finding) {
  const text = `${finding.id} ${finding.name ?? ''} ${finding.message} ${finding.element ?? ''} ${finding.severity}`;
  return text.toLowerCase().includes(filter.toLowerCase());
}

function refresh() {
  const list = panel.querySelector('ul');
  const some = all.filter(fits);
  renew(list, ...some.slice(0, 300).map((finding) => item(finding)));
  if (some.length > 300) list.append(make('li', {}, `and ${some.length - 300} more; archc check lists all`));
  panel.querySelector('.none').hidden = some.length > 0 || all.length === 0;
}

export function show(document) {
  all = document.findings.filter((finding) => !finding.suppressed);
  all.sort((a, b) => order[a.severity] - order[b.severity]);
  const { errors, warnings, infos, suppressed } = document.summary;
  const words = [[errors, 'error'], [warnings, 'warning'], [infos, 'info']]
    .filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`);
  if (suppressed > 0) words.push(`${suppressed} allowed`);
  if (!panel.querySelector('ul')) {
    panel.replaceChildren(
      make('div', { class: 'filter' }, make('input', {
        type: 'search', placeholder: 'Filter by rule, word or part', 'aria-label': 'Filter findings',
        oninput: (event) => { filter = event.target.value; refresh(); },
      })),
      make('p', { class: 'hint summary' }), make('p', { class: 'hint none' }, 'No finding has these words.'),
      make('ul', { class: 'list' }));
  }
  panel.querySelector('.summary').textContent = words.join(', ') || 'No findings.';
  const tab = find('tab-findings');
  tab.querySelector('.count')?.remove();
  if (all.length) tab.append(make('span', { class: errors ? 'count error' : 'count' }, String(all.length)));
  refresh();
}

/** The findings of a part, by the names that they may call it. */
export const of = (part) => all.filter((finding) => finding.element === part.name || finding.element === part.id);
