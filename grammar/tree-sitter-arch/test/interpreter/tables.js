'use strict';
// A grammar as productions and an LR(1) table without conflicts: where one token of look-ahead does not decide,
// `tree-sitter generate` would ask for a precedence, so this throws.

const { automaton } = require('./lexical.js');

const isLexical = rule => ['STRING', 'PATTERN', 'TOKEN', 'IMMEDIATE_TOKEN'].includes(rule.type);

/** Terminals, and productions whose parts are symbols with a field and an alias. */
function productions(grammar) {
  const terminals = [{ name: 'end', end: true }];
  const terminalOf = new Map();
  const symbols = new Map();
  const list = [];
  const repeats = new Map();

  function terminal(rule, name) {
    const key = name || JSON.stringify(rule);
    if (terminalOf.has(key)) return terminalOf.get(key);
    let isImmediate = false;
    let precedence = 0;
    let body = rule;
    while (['TOKEN', 'IMMEDIATE_TOKEN', 'PREC'].includes(body.type)) {
      if (body.type === 'IMMEDIATE_TOKEN') isImmediate = true;
      if (body.type === 'PREC') precedence = body.value;
      body = body.content;
    }
    const isText = body.type === 'STRING';
    terminals.push({
      name: name || (isText ? body.value : `#${terminals.length}`), named: Boolean(name), isText, isImmediate, precedence,
      text: isText ? body.value : null, hidden: name ? name.startsWith('_') : !isText, automaton: automaton(rule),
    });
    terminalOf.set(key, terminals.length - 1);
    return terminals.length - 1;
  }

  function reference(name) {
    const rule = grammar.rules[name];
    if (!rule) throw new Error(`$.${name} is not a rule`);
    if (isLexical(rule)) return { terminal: terminal(rule, name) };
    if (!symbols.has(name)) {
      symbols.set(name, null);
      define(name, rule, name.startsWith('_'));
    }
    return { symbol: name };
  }

  function define(name, rule, hidden) {
    const bodies = flatten(rule);
    symbols.set(name, { hidden });
    for (const parts of bodies) list.push({ name, parts });
    if (bodies.some(parts => parts.length === 0) && name !== 'source_file') {
      throw new Error(`${name} may be empty, which tree-sitter allows for the first rule alone`);
    }
  }

  /** All sequences of parts that a rule stands for. */
  function flatten(rule) {
    if (isLexical(rule)) return [[{ terminal: terminal(rule) }]];
    switch (rule.type) {
      case 'SYMBOL': return [[reference(rule.name)]];
      case 'BLANK': return [[]];
      case 'SEQ': return rule.members.map(flatten).reduce(
        (left, right) => left.flatMap(one => right.map(other => [...one, ...other])), [[]]);
      case 'CHOICE': return rule.members.flatMap(flatten);
      case 'FIELD': return flatten(rule.content).map(parts => parts.map(part => ({ ...part, field: rule.name })));
      case 'ALIAS': return flatten(rule.content).map(
        parts => parts.map(part => ({ ...part, alias: { name: rule.value, named: rule.named } })));
      case 'REPEAT': case 'REPEAT1': {
        // Equal repetitions are one symbol, as `tree-sitter generate` has them.
        const key = JSON.stringify(rule.content);
        const old = repeats.get(key);
        const name = old || `_repeat${repeats.size + 1}`;
        repeats.set(key, name);
        symbols.set(name, { hidden: true });
        if (!old) for (const parts of flatten(rule.content)) {
          if (parts.length === 0) throw new Error('what is repeated may be empty');
          list.push({ name, parts }, { name, parts: [{ symbol: name }, ...parts] });
        }
        return rule.type === 'REPEAT' ? [[], [{ symbol: name }]] : [[{ symbol: name }]];
      }
      default: throw new Error(`the interpreter knows no ${rule.type}: one token of look-ahead has to decide`);
    }
  }

  reference(Object.keys(grammar.rules)[0]);
  const extras = grammar.extras.map(extra => extra.type === 'SYMBOL'
    ? terminal(grammar.rules[extra.name], extra.name) : terminal(extra));
  const word = grammar.word === null ? -1 : terminal(grammar.rules[grammar.word], grammar.word);
  for (const one of terminals) {
    one.isKeyword = word >= 0 && one.isText && !one.isImmediate
      && terminals[word].automaton.longest(one.text, 0) === one.text.length;
  }
  const unused = Object.keys(grammar.rules).filter(name => !symbols.has(name) && !terminalOf.has(name));
  if (unused.length > 0) throw new Error(`no rule leads to ${unused.join(', ')}`);
  return { terminals, symbols, list, extras, word, start: Object.keys(grammar.rules)[0] };
}

/** The canonical LR(1) table: for each state what to do at each terminal, and where each symbol leads. */
function tables(grammar) {
  const { terminals, symbols, list, extras, word, start } = productions(grammar);
  const byName = new Map();
  list.forEach((production, index) => {
    if (!byName.has(production.name)) byName.set(production.name, []);
    byName.get(production.name).push(index);
  });

  const first = new Map([...byName.keys()].map(name => [name, 0n]));
  const bit = terminal => 1n << BigInt(terminal);
  const firstOf = part => part.symbol ? first.get(part.symbol) : bit(part.terminal);
  for (let changed = true; changed;) {
    changed = false;
    for (const { name, parts } of list) {
      if (parts.length === 0) continue;
      const union = first.get(name) | firstOf(parts[0]);
      if (union !== first.get(name)) {
        first.set(name, union);
        changed = true;
      }
    }
  }

  // An item is `production * 64 + dot`, with the set of terminals that may follow.
  function closure(kernel) {
    const items = new Map(kernel);
    const open = [...items.keys()];
    while (open.length > 0) {
      const item = open.pop();
      const { parts } = list[item >> 6];
      const part = parts[item & 63];
      if (!part || !part.symbol) continue;
      const after = parts[(item & 63) + 1];
      const ahead = after ? firstOf(after) : items.get(item);
      for (const production of byName.get(part.symbol)) {
        const next = production << 6;
        const old = items.get(next);
        const union = (old || 0n) | ahead;
        if (union !== old) {
          items.set(next, union);
          open.push(next);
        }
      }
    }
    return items;
  }

  const key = kernel => [...kernel].sort((a, b) => a[0] - b[0]).map(([item, ahead]) => `${item}:${ahead}`).join();
  const known = new Map();
  const kernels = [];
  const number = kernel => {
    const name = key(kernel);
    if (!known.has(name)) {
      known.set(name, kernels.length);
      kernels.push(kernel);
    }
    return known.get(name);
  };
  number(new Map(byName.get(start).map(production => [production << 6, bit(0)])));
  const states = [];
  const conflicts = [];
  for (let index = 0; index < kernels.length; index += 1) {
    const actions = new Map();
    const gotos = new Map();
    const moves = new Map();
    const reductions = [];
    for (const [item, ahead] of closure(kernels[index])) {
      const production = item >> 6;
      const part = list[production].parts[item & 63];
      if (!part) {
        reductions.push([production, ahead]);
        continue;
      }
      const name = part.symbol ? `s${part.symbol}` : `t${part.terminal}`;
      if (!moves.has(name)) moves.set(name, { part, kernel: new Map() });
      moves.get(name).kernel.set(item + 1, ahead);
    }
    for (const { part, kernel } of moves.values()) {
      const to = number(kernel);
      if (part.symbol) gotos.set(part.symbol, to);
      else actions.set(part.terminal, { shift: to });
    }
    for (const [production, ahead] of reductions) {
      terminals.forEach((terminal, id) => {
        if (!(ahead & bit(id))) return;
        if (actions.has(id)) {
          conflicts.push(`${list[production].name} ends or goes on at ${JSON.stringify(terminal.name)}`);
        }
        actions.set(id, { reduce: production });
      });
    }
    states.push({ actions, gotos });
  }
  if (conflicts.length > 0) throw new Error(`conflicts:\n  ${[...new Set(conflicts)].join('\n  ')}`);
  return { terminals, symbols, productions: list, states, extras, word, start };
}

module.exports = { tables };
