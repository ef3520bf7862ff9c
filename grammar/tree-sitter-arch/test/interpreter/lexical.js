'use strict';
// Tokens as automata without memory, which find the longest match as the generated lexer does.

let states;

function state() {
  states.push({ empty: [], on: null, to: 0 });
  return states.length - 1;
}

/** A set of characters, by a regular expression of one character. */
function character(source) {
  const set = new RegExp(`^${source}$`, 'u');
  const start = state();
  const end = state();
  states[start].on = set;
  states[start].to = end;
  return [start, end];
}

function epsilon() {
  const one = state();
  return [one, one];
}

function sequence(parts) {
  if (parts.length === 0) return epsilon();
  for (let index = 1; index < parts.length; index += 1) states[parts[index - 1][1]].empty.push(parts[index][0]);
  return [parts[0][0], parts[parts.length - 1][1]];
}

function alternatives(parts) {
  const start = state();
  const end = state();
  for (const part of parts) {
    states[start].empty.push(part[0]);
    states[part[1]].empty.push(end);
  }
  return [start, end];
}

function repeated(part, isOptional) {
  const start = state();
  const end = state();
  states[start].empty.push(part[0]);
  if (isOptional) states[start].empty.push(end);
  states[part[1]].empty.push(part[0], end);
  return [start, end];
}

/** A regular expression: characters, classes, escapes, groups, alternatives and repetitions. */
function regex(source) {
  const text = [...source];
  let index = 0;
  function choices() {
    const parts = [concatenation()];
    while (text[index] === '|') {
      index += 1;
      parts.push(concatenation());
    }
    return parts.length === 1 ? parts[0] : alternatives(parts);
  }
  function concatenation() {
    const parts = [];
    while (index < text.length && text[index] !== '|' && text[index] !== ')') parts.push(repetition());
    return sequence(parts);
  }
  function repetition() {
    const start = index;
    let part = atom();
    const end = index;
    const sign = text[index];
    if (sign === '*' || sign === '+') {
      index += 1;
      return repeated(part, sign === '*');
    }
    if (sign === '?') {
      index += 1;
      return alternatives([part, epsilon()]);
    }
    if (sign === '{') {
      const close = text.indexOf('}', index);
      const [least, most] = text.slice(index + 1, close).join('').split(',').map(Number);
      const hasEnd = text.slice(index + 1, close).join('').includes(',');
      index = close + 1;
      const copy = () => {
        const back = index;
        index = start;
        const again = atom();
        if (index !== end) throw new Error(`cannot repeat in ${source}`);
        index = back;
        return again;
      };
      const parts = [];
      for (let count = 0; count < least; count += 1) parts.push(count === 0 ? part : copy());
      if (hasEnd && !most) parts.push(repeated(copy(), true));
      for (let count = least; hasEnd && count < most; count += 1) parts.push(alternatives([copy(), epsilon()]));
      part = sequence(parts);
    }
    return part;
  }
  function atom() {
    const sign = text[index];
    if (sign === '(') {
      index += 1;
      if (text[index] === '?') throw new Error(`groups with ? are unknown to tree-sitter: ${source}`);
      const part = choices();
      if (text[index] !== ')') throw new Error(`a group is not closed: ${source}`);
      index += 1;
      return part;
    }
    if (sign === '[') {
      let close = index + 1;
      while (text[close] !== ']') close += text[close] === '\\' ? 2 : 1;
      const set = text.slice(index, close + 1).join('');
      index = close + 1;
      return character(set.replace(/\\([-])/g, '\\$1'));
    }
    if (sign === '\\') {
      let end = index + 2;
      if ('pPu'.includes(text[index + 1]) && text[end] === '{') end = text.indexOf('}', end) + 1;
      else if (text[index + 1] === 'u') end += 4;
      const escape = text.slice(index, end).join('');
      index = end;
      return character(/^\\["]$/.test(escape) ? escape[1] : escape);
    }
    index += 1;
    return character(sign === '.' ? '[^\\n]' : /[\^$*+?.()|[\]{}\/]/.test(sign) ? `\\${sign}` : sign);
  }
  const part = choices();
  if (index < text.length) throw new Error(`cannot read the regular expression ${source}`);
  return part;
}

function build(rule) {
  switch (rule.type) {
    case 'STRING': return sequence([...rule.value].map(sign => character(sign.replace(/[\^$*+?.()|[\]{}\\\/]/, '\\$&'))));
    case 'PATTERN': return regex(rule.value);
    case 'SEQ': return sequence(rule.members.map(build));
    case 'CHOICE': return alternatives(rule.members.map(build));
    case 'REPEAT': return repeated(build(rule.content), true);
    case 'REPEAT1': return repeated(build(rule.content), false);
    case 'BLANK': return epsilon();
    case 'PREC': case 'TOKEN': case 'IMMEDIATE_TOKEN': return build(rule.content);
    default: throw new Error(`a token cannot hold a ${rule.type}`);
  }
}

/** The automaton of a token; `longest(text, index)` gives the end of its longest match, or -1. */
function automaton(rule) {
  states = [];
  const [start, end] = build(rule);
  const own = states;
  function closure(list) {
    const seen = new Set(list);
    const open = [...list];
    while (open.length > 0) {
      for (const next of own[open.pop()].empty) {
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
      }
    }
    return [...seen].sort((a, b) => a - b);
  }
  // Sets of states become one state when they are first met, and remember where each character leads.
  const known = new Map();
  const sets = [];
  function set(list) {
    const key = list.join();
    if (!known.has(key)) {
      known.set(key, sets.length);
      sets.push({ list, accepts: list.includes(end), next: new Map() });
    }
    return known.get(key);
  }
  const first = set(closure([start]));
  return {
    longest(text, from) {
      let at = first;
      let best = sets[at].accepts ? from : -1;
      let index = from;
      while (index < text.length) {
        const sign = String.fromCodePoint(text.codePointAt(index));
        let next = sets[at].next.get(sign);
        if (next === undefined) {
          next = set(closure(sets[at].list.filter(s => own[s].on && own[s].on.test(sign)).map(s => own[s].to)));
          sets[at].next.set(sign, next);
        }
        at = next;
        if (sets[at].list.length === 0) break;
        index += sign.length;
        if (sets[at].accepts) best = index;
      }
      return best;
    },
  };
}

module.exports = { automaton };
