// Lines of source, and the way into the reader's editor.

import * as api from './api.js';
import { make } from './dom.js';

const around = 60;
let cache = new Map();
let state;

/** With each state the files may be others. */
export function setState(fresh) {
  state = fresh;
  cache = new Map();
}

async function read(file) {
  if (!cache.has(file)) cache.set(file, api.source(file));
  return cache.get(file);
}

/** The link of an editor to a line; nothing where there is none. */
function editorLink(file, line) {
  const path = state.files[file]?.absolute;
  if (!path || !state.editorLink) return undefined;
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return state.editorLink.replace(/\{path\}|\{line\}/g, (word) => (word === '{path}' ? escaped : String(line)));
}

/** Shows a line in the editor that the server talks to, if it does. */
export async function open(file, line) {
  if (state.opensEditor && state.files[file]?.absolute) await api.open(file, line);
}

/** Something to press that leads to a line in the editor; nothing where none is set up. */
function opener(file, line, label, kind) {
  const link = editorLink(file, line);
  if (link) return make('a', { href: link, class: kind }, label);
  if (!state.opensEditor || !state.files[file]?.absolute) return undefined;
  const button = make('button', { type: 'button', class: kind, title: 'Open in editor' }, label);
  button.addEventListener('click', async () => {
    try {
      await open(file, line);
    } catch (error) {
      button.after(make('span', { class: 'hint', role: 'alert' }, ` ${error.message}`));
    }
  });
  return button;
}

/** Where something stands, in the editor if one is set up. */
export function where(file, line) {
  const text = `${state.files[file]?.path ?? '?'}:${line}`;
  return opener(file, line, text, 'link where') ?? make('span', { class: 'where muted' }, text);
}

/** What leads to a line in the editor, as far as one is set up. */
export function actions(file, line) {
  const one = opener(file, line, 'Open in editor');
  return one ? [one] : [];
}

/** The lines around one, which is marked. */
export async function lines(file, line) {
  const frame = make('pre', { class: 'source', tabindex: '0', 'aria-label': 'Source' });
  try {
    const { text } = await read(file);
    const all = text.split(/\r\n|\r|\n/);
    const from = Math.max(0, line - 1 - around);
    for (const [index, content] of all.slice(from, line + around).entries()) {
      const number = from + index + 1;
      frame.append(make(
        'span', { class: number === line ? 'line here' : 'line', 'data-line': number }, content || ' '));
    }
  } catch (error) {
    frame.append(error.message);
  }
  // Once it stands on the page, the line comes into sight.
  requestAnimationFrame(() => {
    const here = frame.querySelector('.here');
    if (here) frame.scrollTop = here.offsetTop - frame.offsetTop - frame.clientHeight / 3;
  });
  return frame;
}
