#!/usr/bin/env node
'use strict';
// Runs grammar.js without the generator of tree-sitter: the table is built and has to be free of conflicts, the corpus
// and the samples are parsed, and what is read is held against what the compiler's own parser reads (outlines.txt). The
// queries are held against the grammar and against the assertions in highlight/.
//
// `node test/run.js --update` writes the trees of the corpus; look at each change.

const fs = require('fs');
const path = require('path');
const { load } = require('./interpreter/dsl.js');
const { tables } = require('./interpreter/tables.js');
const { parse, expression, SyntaxProblem } = require('./interpreter/parser.js');
const query = require('./interpreter/query.js');

const here = __dirname;
const root = path.join(here, '..', '..', '..');
const problems = [];
const counts = {};
const read = file => fs.readFileSync(file, 'utf8');
const files = (folder, end) => fs.readdirSync(folder).filter(name => name.endsWith(end)).sort().map(name => path.join(folder, name));

const table = tables(load(path.join(here, '..', 'grammar.js')));
counts.states = table.states.length;

/** The tree of a text, or null where it is no program. */
function tree(text) {
  try {
    return parse(table, text);
  } catch (error) {
    if (error instanceof SyntaxProblem) return { problem: error.message };
    throw error;
  }
}

// The corpus: a title between lines of `=`, a program, `---`, its tree.
function indented(text) {
  let depth = 0;
  let result = '';
  for (const part of text.match(/[()]|[^()\s]+/g)) {
    if (part === '(') {
      result += result.endsWith(': ') || result === '' ? '(' : `\n${'  '.repeat(depth)}(`;
      depth += 1;
    } else if (part === ')') {
      depth -= 1;
      result += ')';
    } else if (part.endsWith(':')) result += `\n${'  '.repeat(depth)}${part} `;
    else result += part;
  }
  return result;
}
counts.corpus = 0;
for (const file of files(path.join(here, 'corpus'), '.txt')) {
  let updated = '';
  for (const [, title, program, , expected] of read(file).matchAll(/={3,}\n(.+)\n={3,}\n([^]*?)\n---\n\n?(([^=]*))(?=\n={3,}\n|$)/g)) {
    counts.corpus += 1;
    const found = tree(program);
    const text = found.problem ? `problem at ${found.problem}` : expression(found);
    updated += `${'='.repeat(80)}\n${title}\n${'='.repeat(80)}\n${program}\n---\n\n${found.problem ? text : indented(text)}\n\n`;
    if (text.replace(/\s+/g, ' ') !== expected.replace(/\s+/g, ' ').replace(/ \)/g, ')').trim()) {
      problems.push(`${path.basename(file)}, ${title}:\n    ${text}`);
    }
  }
  if (process.argv.includes('--update')) fs.writeFileSync(file, `${updated.trimEnd()}\n`);
}

// The samples, as the compiler reads them.
const letters = { import: 'i', declaration: 'd', relation: 'r', property: 'p', flag: 'f' };
function outline(text, node) {
  const statements = [];
  const bytes = index => Buffer.byteLength(text.slice(0, index));
  (function visit(at) {
    if (letters[at.type] && at.named && at.end > at.start && at.type !== 'import-word') {
      statements.push([at.start, `${letters[at.type]}${bytes(at.start)}-${bytes(at.end)}`]);
    }
    for (const child of at.children) visit(child.node);
  })(node);
  return statements.map(statement => statement[1]).join(' ');
}
counts.samples = 0;
counts.statements = 0;
counts.rejected = 0;
const programs = [];
for (const line of read(path.join(here, 'outlines.txt')).trim().split('\n').slice(1)) {
  const [name, expected] = [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)];
  const text = read(path.join(root, name));
  const found = tree(text);
  if (expected === 'broken') {
    // What the compiler repairs and what tree-sitter repairs differ.
    counts.rejected += 1;
    continue;
  }
  counts.samples += 1;
  if (found.problem) {
    problems.push(`${name}: ${found.problem}`);
    continue;
  }
  programs.push([name, text, found]);
  const own = outline(text, found);
  counts.statements += own === '' ? 0 : own.split(' ').length;
  if (own !== expected) {
    const [left, right] = [own.split(' '), expected.split(' ')];
    const at = left.findIndex((statement, index) => statement !== right[index]);
    problems.push(`${name}: reads ${left[at]} where the compiler reads ${right[at]}`);
  }
}

// Queries name what the grammar has.
const types = new Set([...table.symbols.keys(), ...table.terminals.filter(one => one.named).map(one => one.name), 'phrase', 'key']);
const texts = new Set(table.terminals.filter(one => one.isText).map(one => one.text));
const fields = new Set(table.productions.flatMap(one => one.parts.map(part => part.field)));
const folders = ['grammar/tree-sitter-arch/queries', 'editors/helix/runtime/queries/arch', 'editors/zed/languages/arch'];
counts.patterns = 0;
for (const file of folders.flatMap(folder => files(path.join(root, folder), '.scm'))) {
  const name = path.relative(root, file);
  const patterns = query.read(read(file));
  counts.patterns += patterns.length;
  const mentions = query.mentions(patterns);
  for (const type of mentions.types) if (!types.has(type)) problems.push(`${name}: there is no node ${type}`);
  for (const text of mentions.texts) if (!texts.has(text)) problems.push(`${name}: there is no "${text}"`);
  for (const field of mentions.fields) if (!fields.has(field)) problems.push(`${name}: there is no field ${field}`);
  for (const capture of mentions.captures) {
    if (capture.startsWith('used ') && !mentions.captures.has(capture.slice(5))) problems.push(`${name}: @${capture.slice(5)} is not captured`);
  }
  // Each pattern finds something in the programs, so none is dead.
  patterns.forEach((pattern, index) => {
    if (!programs.some(([, text, node]) => query.match(pattern, node, null, text).length > 0)) {
      problems.push(`${name}: pattern ${index + 1} (${pattern.type || pattern.text || 'group'}) finds nothing`);
    }
  });
}

// Assertions in comments below what they speak of: `^ keyword`, or `<- keyword` for the comment's own column.
counts.assertions = 0;
for (const folder of folders) {
  const patterns = query.read(read(path.join(root, folder, 'highlights.scm')));
  const isHelix = folder.includes('helix');
  for (const file of files(path.join(here, 'highlight'), '.arch')) {
    const text = read(file);
    const node = tree(text);
    if (node.problem) {
      problems.push(`${path.basename(file)}: ${node.problem}`);
      continue;
    }
    const colours = new Map();
    // A later pattern wins over an earlier one, a node inside over the one around it.
    for (const pattern of patterns) {
      for (const result of query.match(pattern, node, null, text)) {
        for (const { name, node: at } of result) {
          if (!name.startsWith('_')) colours.set(`${at.start}-${at.end}`, { start: at.start, end: at.end, name });
        }
      }
    }
    const all = [...colours.values()];
    const lines = text.split('\n');
    let offset = 0;
    let spoken = 0;
    const starts = lines.map(line => {
      offset += line.length + 1;
      return offset - line.length - 1;
    });
    lines.forEach((line, index) => {
      const assertion = /^(\s*)\/\/(\s*)(\^|<-) ([\w.]+)(?: helix=([\w.]+))?$/.exec(line);
      if (!assertion) {
        spoken = index;
        return;
      }
      counts.assertions += 1;
      const column = assertion[3] === '<-' ? assertion[1].length : line.indexOf('^');
      const at = starts[spoken] + column;
      const here = all.filter(one => one.start <= at && at < one.end).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
      const expected = isHelix && assertion[5] ? assertion[5] : assertion[4];
      if (!here || here.name !== expected) {
        problems.push(`${folder}, ${path.basename(file)}:${index + 1}: ${here ? here.name : 'nothing'}, not ${expected}`);
      }
    });
  }
}

console.log(Object.entries(counts).map(([name, count]) => `${name}: ${count}`).join(', '));
for (const problem of problems) console.error(`  ${problem}`);
if (problems.length > 0 || counts.corpus < 10 || counts.samples < 50 || counts.assertions < 20) {
  console.error(`${problems.length} problems`);
  process.exit(1);
}
