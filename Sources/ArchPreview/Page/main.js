// The page: brings what is shown up to date with the files and with what the reader asks for.

import * as api from './api.js';
import * as changes from './changes.js';
import { find, make, renew } from './dom.js';
import * as drawing from './drawing.js';
import * as findings from './findings.js';
import { render } from './markdown.js';
import * as partPanel from './part.js';
import { keep, place, supposed } from './place.js';
import * as search from './search.js';
import * as source from './source.js';
import * as stage from './stage.js';
import * as whatIf from './whatif.js';

const tabs = ['part', 'findings', 'whatif', 'report'];
let state;
let parts = new Map();
let drawn = { view: undefined };
let reportRevision = -1;
/** Shows again what the panel holds instead of the selected part: lines, or relations. */
let instead;

// What is shown

const groups = [
  ['structure', 'Structure'], ['boundaries', 'Boundaries'], ['views', 'Views'], ['flows', 'Flows'], ['phases', 'Phases'],
];

function fillChoices() {
  const view = find('view');
  view.replaceChildren(...groups.flatMap(([group, label]) => {
    const some = state.views.filter((one) => one.group === group);
    return some.length ? [make('optgroup', { label }, ...some.map((one) => new Option(one.title, one.id)))] : [];
  }));
  if (!state.views.some((one) => one.id === place.view)) place.view = state.views[0]?.id ?? '';
  view.value = place.view;
  const overlay = find('overlay');
  const known = ['', ...state.overlays];
  const words = new Map([['', 'none']]);
  if (place.overlay.startsWith('blast:')) known.push(place.overlay);
  if (place.part && parts.has(place.part) && place.overlay !== `blast:${place.part}`) known.push(`blast:${place.part}`);
  const text = (word) => (word.startsWith('blast:') ? `loss of ${parts.get(word.slice(6))?.name ?? word.slice(6)}` : word);
  overlay.replaceChildren(...known.map((word) => new Option(words.get(word) ?? text(word), word)));
  if (!known.includes(place.overlay)) place.overlay = '';
  overlay.value = place.overlay;
  const isFlow = state.views.find((one) => one.id === place.view)?.group === 'flows';
  overlay.disabled = isFlow;
}

function showProblem() {
  const box = find('problem');
  box.hidden = !state.problem;
  if (!state.problem) return box.replaceChildren();
  const old = state.isDrawn ? 'The drawing is the last one without errors.' : 'Nothing can be drawn yet.';
  box.replaceChildren(make('strong', {}, 'The files have errors. '), old, make('pre', {}, state.problem));
}

const noParts = 'The files declare no component yet. Write `service Orders {}`, and it stands here.';
const noView = 'What is supposed leaves nothing of this view. Choose another one, or take it back.';
const noReport = 'As soon as the files are without errors, their report stands here.';
let asked = 0;

/** Draws what the place says. With `keeps` what the reader looks at stays where it is. */
async function draw({ keeps = false, restores = false } = {}) {
  const number = ++asked;
  const empty = find('empty');
  if (!state.isDrawn) {
    drawing.clear();
    drawn = { view: undefined };
    empty.hidden = false;
    empty.textContent = 'As soon as the files are without errors, their drawing stands here.';
    return;
  }
  const busy = setTimeout(() => { find('busy').hidden = false; }, 250);
  try {
    const isFlow = state.views.find((one) => one.id === place.view)?.group === 'flows';
    const text = await api.drawing(place.view, isFlow ? '' : place.overlay, supposed());
    if (number !== asked) return;
    const isSame = drawn.view === place.view;
    drawing.put(text, { keeps: keeps && isSame, selected: place.part });
    if (restores) stage.restore();
    else if (!isSame) stage.fit();
    drawn = { view: place.view };
    empty.hidden = state.parts.length > 0;
    if (!empty.hidden) empty.textContent = noParts;
  } catch (error) {
    if (number !== asked) return;
    empty.hidden = false;
    const isGone = error.status === 404 && supposed();
    empty.textContent = isGone ? noView : error.message;
    if (!isGone) return;
    drawing.clear();
    drawn = { view: undefined };
  } finally {
    clearTimeout(busy);
    if (number === asked) find('busy').hidden = true;
  }
}

async function showPart() {
  const part = parts.get(place.part);
  if (instead) return instead();
  if (!part) return partPanel.showNothing();
  await partPanel.show(part, {
    findings: findings.of(part), onFinding: (finding) => findings.item(finding, true),
    isDown: place.down.includes(part.id), onDown: () => whatIf.toggle(part.id),
    isOneDown: place.downOne.includes(part.id), onOneDown: () => whatIf.toggleOne(part.id),
    onAway: () => { changes.toggleAway(part.id); whatIf.update(); }, onChange: whatIf.update,
    relations: state.relations, onPart: (id) => select(id, { centres: true }),
    onRelation: (one) => {
      showLine(state.files[one.file]?.path, one.line);
      source.open(one.file, one.line).catch(() => {});
    },
  });
}

async function showReport() {
  if (place.tab !== 'report' || reportRevision === state.revision) return;
  if (!state.isDrawn) {
    return find('report').replaceChildren(make('p', { class: 'hint' }, noReport));
  }
  const revision = state.revision;
  const panel = find('report');
  const scroll = panel.scrollTop;
  try {
    const content = render(await api.report(), { onPlace: showPlace });
    renew(panel, ...content);
    reportRevision = revision;
  } catch (error) {
    panel.replaceChildren(make('p', { role: 'alert' }, error.message));
  }
  panel.scrollTop = scroll;
}

async function refresh({ isFirst = false } = {}) {
  const [fresh, document] = await Promise.all([api.state(), api.findings()]);
  state = fresh;
  parts = new Map(state.parts.map((part) => [part.id, part]));
  find('title').textContent = state.title;
  window.document.title = `${state.title} · archc`;
  source.setState(state);
  partPanel.forget();
  findings.show(document);
  search.setParts(state.parts);
  whatIf.setParts(state.parts, state.variants);
  fillChoices();
  showProblem();
  showTab(place.tab);
  await Promise.all([draw({ keeps: !isFirst, restores: isFirst }), showPart(), showReport()]);
  window.document.body.dataset.revision = state.revision;
}

// What the reader asks for

function select(id, { centres = false } = {}) {
  instead = undefined;
  place.part = id;
  keep();
  drawing.select(id);
  fillChoices();
  showTab('part', Boolean(id));
  showPart();
  if (centres && !drawing.centre(id)) {
    // It is inside of a box, or not in this view: where everything is drawn it can be seen.
    const everything = state.everything;
    if (everything && place.view !== everything) show(everything).then(() => drawing.centre(id));
  }
}

function show(view) {
  place.view = view;
  keep();
  fillChoices();
  return draw();
}

/** Shows a place by the path of its file as people know it. */
function showPlace(path, line) {
  const end = `/${path.replace(/^(\.\.?\/)+/, '')}`;
  let file = state.files.findIndex((one) => one.path === path);
  if (file < 0) file = state.files.findIndex((one) => `/${one.path}`.endsWith(end) || one.absolute?.endsWith(end));
  if (file < 0) return;
  const part = state.parts.find((one) => one.file === file && one.line === line);
  if (part) return select(part.id, { centres: true });
  showLine(state.files[file].path, line);
}

/** Shows lines, and goes on to when the files change. */
function showLine(path, line) {
  instead = () => {
    const file = state.files.findIndex((one) => one.path === path);
    return file < 0 ? partPanel.showNothing() : partPanel.showLine(file, line);
  };
  showTab('part', true);
  return instead();
}

/** Shows the relations that an arrow between two boxes stands for, and goes on to when the files change. */
function showRelations({ source: from, target: to, arrow }) {
  const inside = (path, box) => path === box || path.startsWith(`${box}.`);
  const fits = (one) => one.arrow === arrow && ((inside(one.source, from) && inside(one.target, to))
    || (arrow === '<->' && inside(one.source, to) && inside(one.target, from)));
  if (!state.relations.some(fits)) return;
  place.part = '';
  keep();
  drawing.select('');
  instead = () => {
    const some = state.relations.filter(fits);
    if (!some.length) return partPanel.showNothing();
    return partPanel.showRelations(some.length === 1 ? 'Relation' : `${some.length} relations`, some);
  };
  showTab('part', true);
  instead();
}

function showTab(name, opens = false) {
  place.tab = tabs.includes(name) ? name : 'part';
  if (opens) place.panel = 'open';
  for (const tab of tabs) {
    const button = find(`tab-${tab}`);
    button.setAttribute('aria-selected', String(tab === place.tab));
    button.tabIndex = tab === place.tab ? 0 : -1;
    find(tab).hidden = tab !== place.tab;
  }
  find('panel').hidden = place.panel !== 'open';
  find('panel').classList.toggle('wide', place.tab === 'report');
  find('panel-toggle').setAttribute('aria-expanded', String(place.panel === 'open'));
  keep();
}

for (const [index, tab] of tabs.entries()) {
  const button = find(`tab-${tab}`);
  button.addEventListener('click', () => { showTab(tab); showReport(); });
  button.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    showTab(next);
    showReport();
    find(`tab-${next}`).focus();
  });
}
find('panel-toggle').addEventListener('click', () => {
  place.panel = place.panel === 'open' ? 'closed' : 'open';
  showTab(place.tab);
});
find('view').addEventListener('change', (event) => show(event.target.value));
find('overlay').addEventListener('change', (event) => {
  place.overlay = event.target.value;
  keep();
  draw({ keeps: true });
});

const themes = ['', 'light', 'dark'];
function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  const text = `Theme: ${theme || 'as the system'}`;
  find('theme').setAttribute('aria-label', text);
  find('theme').title = text;
  drawing.themeChanged();
}
find('theme').addEventListener('click', () => {
  const next = themes[(themes.indexOf(document.documentElement.dataset.theme ?? '') + 1) % themes.length];
  localStorage.setItem('archc-theme', next);
  setTheme(next);
});

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.target.closest?.('input, select')) return;
  drawing.card(undefined);
  if (place.part || instead) select('');
});

let hovered;
drawing.listen({
  onPart: (id) => {
    select(id);
    // The editor follows; where it cannot, its button in the panel says why.
    const part = parts.get(id);
    if (part) source.open(part.file, part.line).catch(() => {});
  },
  onRelation: showRelations,
  onView: (file) => {
    const id = decodeURIComponent(file ?? '').replace(/\.svg$/, '');
    if (state.views.some((one) => one.id === id)) show(id);
  },
  onNothing: () => { if (place.part || instead) select(''); },
  onHover: async (element, event) => {
    if (element === hovered) return;
    hovered = element;
    if (!element) return drawing.card(undefined);
    const id = element.dataset.name;
    drawing.card(element, drawing.told(element), [], event);
    if (!id || !parts.has(id)) return;
    const { figures } = await partPanel.figures(id);
    if (hovered === element) drawing.card(element, drawing.told(element), partPanel.rows(figures), event);
  },
});
search.onChoice((id) => select(id, { centres: true }));
findings.listen({
  onPlace: (finding) => {
    const part = state.parts.find((one) => one.name === finding.element || one.id === finding.element);
    place.part = part?.id ?? '';
    keep();
    drawing.select(place.part);
    if (!state.files.some((one) => one.path === finding.file)) return;
    showLine(finding.file, finding.range.start.line);
    if (part) drawing.centre(part.id);
  },
});
whatIf.onChange(() => {
  fillChoices();
  draw({ keeps: true });
  if (place.tab === 'part') showPart();
});

// The beginning

if (location.search) history.replaceState(null, '', location.pathname + location.hash);
setTheme(localStorage.getItem('archc-theme') ?? '');
try {
  await refresh({ isFirst: true });
} catch (error) {
  find('empty').hidden = false;
  find('empty').textContent = error.message;
}
api.listen({
  onChange: (revision) => { if (revision !== state?.revision) refresh({ isFirst: !state }).catch(() => {}); },
  onShow: (id) => select(id, { centres: true }),
  onLocked: (message) => {
    find('problem').hidden = false;
    find('problem').replaceChildren(make('strong', {}, 'The preview was started anew. '), message);
  },
  onLive: (isLive) => {
    find('live').className = isLive ? 'live on' : 'live off';
    find('live').textContent = isLive ? 'live' : 'not connected';
    if (isLive && state) showProblem();
    // What changed while nobody listened is caught up with.
    if (isLive) api.state().then((fresh) => { if (fresh.revision !== state?.revision) refresh(); }).catch(() => {});
  },
});
