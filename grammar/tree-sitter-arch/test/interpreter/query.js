'use strict';
// Reads queries and finds their matches: nodes, fields, fixed text, alternatives, anchors, captures and predicates.

function tokens(text) {
  return [...text.matchAll(/;[^\n]*|"(?:\\.|[^"\\])*"|[()[\]]|@[\w.-]+|#[\w?!.-]+|[\w-]+:|[*+?]|\.|[\w-]+/g)].map(match => match[0])
    .filter(token => !token.startsWith(';'));
}

/** The patterns of a query file. */
function read(text) {
  const list = tokens(text);
  let index = 0;
  function captures(pattern) {
    if ('*+?'.includes(list[index]) && list[index]) throw new Error('repetitions are not read');
    while (list[index] && list[index].startsWith('@')) {
      pattern.captures.push(list[index].slice(1));
      index += 1;
    }
    return pattern;
  }
  function pattern() {
    const token = list[index];
    index += 1;
    if (token.startsWith('"')) return captures({ text: JSON.parse(token), captures: [] });
    if (token === '[') {
      const choices = [];
      while (list[index] !== ']') choices.push(pattern());
      index += 1;
      return captures({ choices, captures: [] });
    }
    if (token !== '(') throw new Error(`unexpected ${token}`);
    // A group holds a pattern and its predicates; a node begins with its type.
    const result = { captures: [], children: [], predicates: [] };
    if (list[index] === '(' || list[index] === '[') {
      result.group = pattern();
    } else {
      result.type = list[index];
      index += 1;
    }
    let anchored = false;
    let field = null;
    while (list[index] !== ')') {
      const next = list[index];
      if (next === undefined) throw new Error('a pattern is not closed');
      if (next === '.') {
        anchored = true;
        index += 1;
      } else if (next.endsWith(':') && !next.startsWith('"')) {
        field = next.slice(0, -1);
        index += 1;
      } else if (next === '(' && list[index + 1].startsWith('#')) {
        const predicate = { name: list[index + 1], values: [] };
        index += 2;
        while (list[index] !== ')') {
          predicate.values.push(list[index]);
          index += 1;
        }
        index += 1;
        result.predicates.push(predicate);
      } else {
        result.children.push({ pattern: pattern(), field, anchored });
        anchored = false;
        field = null;
      }
    }
    index += 1;
    result.lastAnchored = anchored;
    return captures(result);
  }
  const patterns = [];
  while (index < list.length) patterns.push(pattern());
  return patterns;
}

/** Every node with its text and where it stands; hidden and unnamed ones without text are left out. */
function match(pattern, node, field, text) {
  const found = [];
  function here(one, at) {
    if (one.choices) return one.choices.flatMap(choice => here(choice, at)).map(result => mark(one, at, result));
    if (one.text !== undefined) return !at.named && at.type === one.text ? [mark(one, at, [])] : [];
    if (one.group) return here(one.group, at).filter(result => holds(one, result)).map(result => mark(one, at, result));
    if (!at.named || (one.type !== '_' && at.type !== one.type)) return [];
    return sequences(one, at.children, 0, 0, null).map(result => mark(one, at, result)).filter(result => holds(one, result));
  }
  function mark(one, at, result) {
    return [...result, ...one.captures.map(name => ({ name, node: at }))];
  }
  /** The ways in which the children's patterns from `which` on fit the children from `from` on. */
  function sequences(one, children, which, from, before) {
    if (which === one.children.length) {
      const rest = children.slice(from).some(child => child.node.named);
      return one.lastAnchored && rest ? [] : [[]];
    }
    const { pattern: inner, field: wanted, anchored } = one.children[which];
    const results = [];
    for (let index = from; index < children.length; index += 1) {
      const child = children[index];
      if (!wanted || child.field === wanted) {
        for (const head of here(inner, child.node)) {
          for (const tail of sequences(one, children, which + 1, index + 1, child)) results.push([...head, ...tail]);
        }
      }
      if (anchored && child.node.named) break;
    }
    return results;
  }
  function holds(one, result) {
    return (one.predicates || []).every(predicate => {
      if (predicate.name.endsWith('!')) return true;
      const [capture, ...values] = predicate.values;
      const nodes = result.filter(item => `@${item.name}` === capture).map(item => text.slice(item.node.start, item.node.end));
      const words = values.map(value => JSON.parse(value));
      switch (predicate.name) {
        case '#any-of?': case '#eq?': return nodes.every(value => words.includes(value));
        case '#match?': return nodes.every(value => new RegExp(words[0], 'u').test(value));
        default: throw new Error(`the predicate ${predicate.name} is unknown`);
      }
    });
  }
  (function visit(at) {
    found.push(...here(pattern, at));
    for (const child of at.children) visit(child.node);
  })(node);
  return found;
}

/** The node types, fields, fixed texts and captures that a query mentions. */
function mentions(patterns) {
  const result = { types: new Set(), fields: new Set(), texts: new Set(), captures: new Set() };
  (function visit(list) {
    for (const one of list) {
      if (one.type && one.type !== '_') result.types.add(one.type);
      if (one.text !== undefined) result.texts.add(one.text);
      for (const capture of one.captures) result.captures.add(capture);
      for (const predicate of one.predicates || []) {
        for (const value of predicate.values.filter(item => item.startsWith('@'))) result.captures.add(`used ${value.slice(1)}`);
      }
      visit([...(one.choices || []), ...(one.group ? [one.group] : [])]);
      for (const child of one.children || []) {
        if (child.field) result.fields.add(child.field);
        visit([child.pattern]);
      }
    }
  })(patterns);
  return result;
}

module.exports = { read, match, mentions };
