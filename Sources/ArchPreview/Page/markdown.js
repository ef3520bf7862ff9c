// The report as elements. It is the Markdown of the compiler, so only what that writes is read; all text stays text.

import { make } from './dom.js';

const named = (text) => text.trim().toLowerCase().replace(/\s+/g, ' ');
const plain = (text) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
const anchor = (name) => `note-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;

/** Definitions of links (`[Api]: file#L3`) and footnotes, and the lines without them. */
function definitions(lines) {
  const links = new Map();
  const notes = new Map();
  const rest = [];
  let isFenced = false;
  for (const line of lines) {
    if (/^\s*```/.test(line)) isFenced = !isFenced;
    const match = isFenced ? null : /^\[((?:[^\]\\]|\\.)+)\]:\s+(.+)$/.exec(line);
    if (!match) rest.push(line);
    else if (match[1].startsWith('^')) notes.set(match[1].slice(1), match[2]);
    else links.set(named(match[1]), match[2].replace(/^<|>$/g, ''));
  }
  return { links, notes, rest };
}

/** Text with code, strong and slanted words, links and footnotes. */
function inline(text, context) {
  const pattern = new RegExp([
    '(`+)(.+?)\\1(?!`)', '\\*\\*((?:[^*\\\\]|\\\\.)+)\\*\\*', '\\*((?:[^*\\\\]|\\\\.)+)\\*', '_((?:[^_\\\\]|\\\\.)+)_(?!\\w)',
    '\\[\\^((?:[^\\]\\\\]|\\\\.)+)\\]', '!?\\[((?:[^\\]\\\\]|\\\\.)*)\\](?:\\(([^)]*)\\)|\\[([^\\]]*)\\])?',
    '(\\\\[!-/:-@\\[-`{-~])', '(<br ?/?>)',
  ].join('|'), 'g');
  const result = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const [all, , code, strong, slanted, slantedToo, note, label, target, reference, escaped, lineBreak] = match;
    if (match.index > end) result.push(text.slice(end, match.index));
    end = match.index + all.length;
    if (code !== undefined) result.push(make('code', {}, code.trim()));
    else if (strong !== undefined) result.push(make('strong', {}, ...inline(strong, context)));
    else if (slanted !== undefined || slantedToo !== undefined) {
      result.push(make('em', {}, ...inline(slanted ?? slantedToo, context)));
    } else if (note !== undefined) result.push(...footnote(note, all, context));
    else if (label !== undefined) {
      const goal = target ?? context.links.get(named(reference || label));
      if (goal === undefined) result.push('[', ...inline(label, context), ']');
      else result.push(link(label, goal, context));
    } else if (escaped !== undefined) result.push(escaped.slice(1));
    else if (lineBreak !== undefined) result.push(make('br'));
  }
  if (end < text.length) result.push(text.slice(end));
  return result;
}

function footnote(name, all, context) {
  if (!context.notes.has(name)) return [all];
  if (!context.used.includes(name)) context.used.push(name);
  const number = context.used.indexOf(name) + 1;
  return [make('sup', {}, make('button', {
    type: 'button', class: 'link', title: plain(context.notes.get(name)).replace(/`/g, ''),
    onclick: () => document.getElementById(anchor(name))?.scrollIntoView({ block: 'center' }),
  }, String(number)))];
}

/** The name by which links of the report lead to a heading. */
const slug = (text) => plain(text).toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, '').replace(/ /g, '-');

/** A link to a line of the program shows that line; one to the web or a heading leads there; all others are text. */
function link(label, goal, context) {
  const words = inline(label, context);
  if (goal.startsWith('#')) {
    return make('button', {
      type: 'button', class: 'link', onclick: () => {
        const heading = context.headings.get(goal.slice(1));
        heading?.scrollIntoView({ block: 'start' });
        heading?.focus({ preventScroll: true });
      },
    }, ...words);
  }
  const place = /^(.*)#L(\d+)$/.exec(goal);
  if (place) {
    let path = place[1];
    try { path = decodeURIComponent(path); } catch { /* A path that is no escaped text stays as it is. */ }
    return make('button', {
      type: 'button', class: 'link', onclick: () => context.onPlace(path, Number(place[2])),
    }, ...words);
  }
  if (/^https?:\/\//.test(goal)) return make('a', { href: goal, rel: 'noreferrer noopener', target: '_blank' }, ...words);
  return make('span', {}, ...words);
}

const cells = (line) => line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim());

function table(block, context) {
  const aligned = cells(block[1]).map((cell) => (/^-+:$/.test(cell) ? 'number' : undefined));
  const row = (line, tag) => make('tr', {}, ...cells(line).map((cell, index) => make(
    tag, { class: aligned[index] }, ...inline(cell, context))));
  return make('div', { class: 'wide-table' }, make(
    'table', {}, make('thead', {}, row(block[0], 'th')), make('tbody', {}, ...block.slice(2).map((line) => row(line, 'td')))));
}

/** Items at one indentation; deeper ones belong to the one before. */
function list(block, context) {
  const first = /^(\s*)([-*]|\d+\.)\s+/.exec(block[0]);
  const items = [];
  for (const line of block) {
    const match = /^(\s*)([-*]|\d+\.)\s+(.*)$/.exec(line);
    if (match && match[1].length <= first[1].length) items.push({ text: match[3], below: [] });
    else if (match) items.at(-1)?.below.push(line);
    else if (items.length) {
      const last = items.at(-1);
      if (last.below.length) last.below.push(line);
      else last.text += ` ${line.trim()}`;
    }
  }
  return make(/\d/.test(first[2]) ? 'ol' : 'ul', {}, ...items.map((item) => {
    const task = /^\[([ x])\] (.*)$/.exec(item.text);
    const words = task ? [task[1] === 'x' ? '☑ ' : '☐ ', ...inline(task[2], context)] : inline(item.text, context);
    return make('li', {}, ...words, item.below.length > 0 && list(item.below, context));
  }));
}

/** The elements of a report. `onPlace(path, line)` shows a line of source. */
export function render(text, { onPlace }) {
  const { links, notes, rest } = definitions(text.split('\n'));
  const context = { links, notes, used: [], headings: new Map(), onPlace };
  const result = [];
  for (let index = 0; index < rest.length;) {
    const line = rest[index];
    const fence = /^(`{3,})/.exec(line);
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const take = (fits) => {
      const from = index;
      while (index < rest.length && fits(rest[index])) index += 1;
      return rest.slice(from, index);
    };
    if (line.trim() === '') index += 1;
    else if (fence) {
      index += 1;
      const content = take((one) => !one.startsWith(fence[1]));
      index += 1;
      result.push(make('pre', { tabindex: '0' }, content.join('\n')));
    } else if (heading) {
      index += 1;
      const element = make(`h${heading[1].length}`, { tabindex: '-1' }, ...inline(heading[2], context));
      const name = slug(element.textContent);
      if (!context.headings.has(name)) context.headings.set(name, element);
      result.push(element);
    } else if (line.startsWith('|')) result.push(table(take((one) => one.startsWith('|')), context));
    else if (/^\s*([-*]|\d+\.)\s+/.test(line)) result.push(list(take((one) => one.trim() !== ''), context));
    else if (line.startsWith('>')) {
      const words = take((one) => one.startsWith('>')).map((one) => one.replace(/^>\s?/, '')).join(' ');
      result.push(make('blockquote', {}, ...inline(words, context)));
    } else {
      const words = take((one) => one.trim() !== '' && !/^(#|\||>|```)/.test(one));
      // A line that begins like a block but is none is text as well; the walk always goes on.
      if (words.length === 0) words.push(rest[index++]);
      result.push(make('p', {}, ...words.flatMap((one, at) => [
        ...(at > 0 ? [words[at - 1].endsWith('  ') ? make('br') : ' '] : []), ...inline(one.trim(), context)])));
    }
  }
  if (context.used.length) {
    // Notes may refer to further notes, which then stand behind them.
    const items = [];
    for (let index = 0; index < context.used.length; index += 1) {
      const name = context.used[index];
      items.push(make('li', { id: anchor(name) }, ...inline(notes.get(name), context)));
    }
    result.push(make('h4', {}, 'How the figures come about'), make('ol', { class: 'notes' }, ...items));
  }
  return result;
}
