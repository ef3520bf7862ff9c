'use strict';
// Parses a text by a table, with the lexer asked for what may stand here, and builds the tree that tree-sitter builds.

class SyntaxProblem extends Error {}

/** The next token: what may stand here in the first place; then precedence, length, fixed text. */
function next(table, state, text, index, isBehind) {
  const { terminals, extras, word } = table;
  const valid = new Set(state.actions.keys());
  let best = null;
  function consider(id) {
    const terminal = terminals[id];
    if (!terminal.automaton || (terminal.isImmediate && isBehind)) return;
    const end = terminal.automaton.longest(text, index);
    if (end <= index) return;
    const isBetter = best === null || terminal.precedence > best.precedence
      || (terminal.precedence === best.precedence
        && (end > best.end || (end === best.end && terminal.isText && !terminals[best.id].isText)));
    if (isBetter) best = { id, end, precedence: terminal.precedence };
  }
  let takesWord = valid.has(word);
  for (const id of valid) {
    if (terminals[id].isKeyword) takesWord = true;
    else consider(id);
  }
  for (const id of extras) if (!valid.has(id)) consider(id);
  if (takesWord && !valid.has(word)) consider(word);
  if (best !== null && best.id === word) {
    const lexeme = text.slice(index, best.end);
    for (const id of valid) if (terminals[id].isKeyword && terminals[id].text === lexeme) return { id, end: best.end };
    if (!valid.has(word)) return null;
  }
  return best;
}

function parse(table, text) {
  const { terminals, symbols, productions, states, extras, start } = table;
  const isExtra = new Set(extras);
  const stack = [{ state: 0, node: null }];
  let index = 0;
  let isBehind = false;

  function reduce(production) {
    const { name, parts } = productions[production];
    // Comments behind the last part stay outside.
    const trailing = [];
    while (stack[stack.length - 1].extra) trailing.unshift(stack.pop());
    const entries = [];
    let missing = parts.length;
    while (missing > 0) {
      const entry = stack.pop();
      entries.unshift(entry);
      if (!entry.extra) missing -= 1;
    }
    const children = [];
    let position = 0;
    for (const entry of entries) {
      if (entry.extra) {
        children.push({ node: entry.node, field: null });
        continue;
      }
      const part = parts[position];
      position += 1;
      let { node } = entry;
      if (part.alias) node = { ...node, type: part.alias.name, named: part.alias.named, hidden: false };
      if (node.hidden) {
        for (const child of node.children) children.push({ node: child.node, field: child.field || (part.field && !child.isExtra ? part.field : null) });
      } else {
        children.push({ node, field: part.field || null });
      }
    }
    const node = {
      type: name, named: true, hidden: symbols.get(name).hidden, children,
      start: entries.length > 0 ? entries[0].node.start : index, end: entries.length > 0 ? entries[entries.length - 1].node.end : index,
    };
    if (name === start) return { node, trailing };
    const under = stack[stack.length - 1].state;
    stack.push({ state: states[under].gotos.get(name), node });
    for (const entry of trailing) stack.push({ ...entry, state: stack[stack.length - 1].state });
    return null;
  }

  for (;;) {
    const { state } = stack[stack.length - 1];
    let token = { id: 0, end: index };
    if (index < text.length) token = next(table, states[state], text, index, isBehind);
    if (token === null) throw new SyntaxProblem(`${place(text, index)}: unexpected ${JSON.stringify(text.slice(index, index + 12))}`);
    const action = states[state].actions.get(token.id);
    if (!action && isExtra.has(token.id)) {
      const terminal = terminals[token.id];
      if (terminal.named) {
        stack.push({ state, extra: true, node: { type: terminal.name, named: true, children: [], start: index, end: token.end } });
      }
      index = token.end;
      isBehind = true;
      continue;
    }
    if (!action) throw new SyntaxProblem(`${place(text, index)}: unexpected ${index < text.length ? JSON.stringify(text.slice(index, token.end)) : 'end'}`);
    if (action.shift !== undefined) {
      const terminal = terminals[token.id];
      stack.push({
        state: action.shift,
        node: { type: terminal.name, named: terminal.named, hidden: terminal.hidden, children: [], start: index, end: token.end },
      });
      index = token.end;
      isBehind = false;
      continue;
    }
    const finished = reduce(action.reduce);
    if (finished) {
      // Comments around all else belong to the root.
      const leading = stack.slice(1).filter(entry => entry.extra);
      finished.node.children.unshift(...leading.map(entry => ({ node: entry.node, field: null })));
      finished.node.children.push(...finished.trailing.map(entry => ({ node: entry.node, field: null })));
      return finished.node;
    }
  }
}

function place(text, index) {
  const lines = text.slice(0, index).split('\n');
  return `${lines.length}:${lines[lines.length - 1].length + 1}`;
}

/** The named nodes with their fields, as corpus files have them. */
function expression(node) {
  const children = node.children.filter(child => child.node.named)
    .map(child => (child.field ? `${child.field}: ` : '') + expression(child.node));
  return `(${[node.type, ...children].join(' ')})`;
}

module.exports = { parse, expression, SyntaxProblem };
