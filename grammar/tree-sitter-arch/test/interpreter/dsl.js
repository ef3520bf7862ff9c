'use strict';
// The functions that a grammar.js calls, and what they build: the objects that `tree-sitter generate` calls grammar.json.

const fs = require('fs');
const path = require('path');
const vm = require('vm');

function rule(value) {
  if (typeof value === 'string') return { type: 'STRING', value };
  if (value instanceof RegExp || Object.prototype.toString.call(value) === '[object RegExp]') {
    return { type: 'PATTERN', value: value.source };
  }
  if (value === undefined || value === null) throw new Error('a rule is undefined: a function or a name is misspelt');
  return value;
}

const all = values => values.map(rule);
const blank = { type: 'BLANK' };

function precedence(type) {
  return (value, content) => ({ type, value, content: rule(content) });
}

function dsl() {
  const prec = precedence('PREC');
  prec.left = precedence('PREC_LEFT');
  prec.right = precedence('PREC_RIGHT');
  const token = content => ({ type: 'TOKEN', content: rule(content) });
  token.immediate = content => ({ type: 'IMMEDIATE_TOKEN', content: rule(content) });
  return {
    prec, token,
    blank: () => blank,
    seq: (...members) => ({ type: 'SEQ', members: all(members) }),
    choice: (...members) => ({ type: 'CHOICE', members: all(members) }),
    optional: content => ({ type: 'CHOICE', members: [rule(content), blank] }),
    repeat: content => ({ type: 'REPEAT', content: rule(content) }),
    repeat1: content => ({ type: 'REPEAT1', content: rule(content) }),
    field: (name, content) => ({ type: 'FIELD', name, content: rule(content) }),
    alias: (content, value) => {
      const named = typeof value !== 'string';
      return { type: 'ALIAS', content: rule(content), named, value: named ? value.name : value };
    },
    grammar,
  };
}

/** Calls the functions of a grammar, with symbols for the names they mention. */
function grammar(definition) {
  const names = Object.keys(definition.rules);
  const symbols = new Proxy({}, {
    get(_, name) {
      // The name in an alias need not be a rule.
      return { type: 'SYMBOL', name: String(name) };
    },
  });
  const rules = {};
  for (const name of names) rules[name] = rule(definition.rules[name].call(symbols, symbols));
  return {
    name: definition.name,
    word: definition.word ? definition.word(symbols).name : null,
    rules,
    extras: (definition.extras ? definition.extras(symbols) : [/\s/]).map(rule),
  };
}

/** Runs a grammar.js and gives what it exports. */
function load(file) {
  const module = { exports: {} };
  const context = vm.createContext({ module, exports: module.exports, RegExp, ...dsl() });
  vm.runInContext(fs.readFileSync(file, 'utf8'), context, { filename: path.basename(file) });
  return module.exports;
}

module.exports = { load };
