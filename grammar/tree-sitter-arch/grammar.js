/**
 * @file The grammar of .arch files, architectures of software systems, for tree-sitter.
 *
 * Nothing is reserved: kinds, properties and the words of values are names here, and the queries tell them apart by the
 * lists of the compiler's schema. `arch.ebnf` is the normative grammar.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const START = /[\p{XID_Start}_]/u.source;
const CONTINUE = /\p{XID_Continue}/u.source;
const NAME = `${START}${CONTINUE}*(-${CONTINUE}+)*`;
const DIGITS = "[0-9](_?[0-9])*";
const NUMBER = `${DIGITS}(\\.${DIGITS})?`;
const SUFFIX = "([A-Za-z%µ$€£]|\\/[A-Za-z0-9_])([A-Za-z0-9_%µ]|\\/[A-Za-z0-9_])*";
const REST = "([.-]?[A-Za-z0-9_])*";

/** A block comment that holds block comments, as deep as a token without memory can tell. */
function blockComment(depth) {
  const plain = depth === 0 ? /[^*]|\*+[^*\/]/ : /[^*\/]|\*+[^*\/]|\/+[^*\/]/;
  const inner = depth === 0 ? plain : choice(plain, seq(/\/*/, blockComment(depth - 1)));
  return seq("/*", repeat(inner), /\*+\//);
}

/** Statements and what stands between them: a statement ends with its line, a comma, a semicolon or its block. */
function items($) {
  return seq(
    repeat(choice($._separator, $._closed_statement, seq($._open_statement, $._separator))),
    optional($._open_statement));
}

/** What stands in brackets, where line ends mean nothing. */
function bracketed($, item) {
  const rest = repeat($._newline);
  return seq(
    "[", rest,
    optional(seq(item, repeat(seq(",", rest, item)), optional(seq(",", rest)))),
    "]");
}

module.exports = grammar({
  name: "arch",

  word: $ => $.name,

  extras: $ => [/[ \t\f\v\uFEFF\u00A0]/, $.doc_comment, $.comment, $.block_comment],

  rules: {
    source_file: $ => items($),

    _separator: $ => choice($._newline, ",", ";"),
    _newline: _ => /\r?\n|\r/,

    _open_statement: $ => choice($.import, $.declaration, $.relation, $.property, $.flag),

    _closed_statement: $ => choice(
      alias($._closed_declaration, $.declaration),
      alias($._closed_relation, $.relation),
      alias($._closed_property, $.property)),

    block: $ => seq("{", items($), "}"),

    import: $ => seq("import", field("path", $.string)),

    // Declarations: a kind and at least one more part, which may be the block.
    declaration: $ => $._declaration_head,
    _closed_declaration: $ => choice(
      seq($._declaration_head, field("body", $.block)),
      seq(field("kind", $.kind), field("body", $.block)),
      seq(repeat1(field("tag", $.tag)), field("body", $.block))),

    _declaration_head: $ => choice(
      seq(
        field("kind", $.kind), field("name", choice($.path, $._number)), optional(field("as", $.name)),
        optional(field("title", $._text)), repeat(field("tag", $.tag))),
      seq(field("kind", $.kind), field("title", $._text), repeat(field("tag", $.tag))),
      seq(field("kind", $.kind), repeat1(field("tag", $.tag)))),

    kind: $ => $.name,
    path: $ => seq($.name, repeat(seq(".", $.name))),
    tag: _ => new RegExp(`#${NAME}`, "u"),

    // Relations. Without a left end they begin at the component they stand in.
    relation: $ => $._relation_head,
    _closed_relation: $ => seq($._relation_head, field("body", $.block)),
    _relation_head: $ => seq(
      optional(field("from", $._ends)), repeat1($._hop), optional(field("title", $._text)),
      repeat(field("tag", $.tag))),
    _hop: $ => seq(field("arrow", $.arrow), repeat($._newline), field("to", $._ends)),
    _ends: $ => choice($.path, $.ends),
    ends: $ => bracketed($, seq($.path, repeat($._newline))),
    arrow: _ => choice("->", "<->", "~>", "=>", "->+", "<-", "<~"),

    // Properties.
    property: $ => $._property_head,
    _closed_property: $ => seq($._property_head, field("body", $.block)),
    _property_head: $ => seq(
      field("key", alias($._key, $.key)), ":", repeat($._newline), field("value", alias($._phrase, $.phrase))),
    // An import is told by its string, so `import` may also be a key.
    _key: $ => choice($.name, alias("import", $.name)),
    flag: $ => $._key,

    _phrase: $ => choice(
      seq($._value, optional($._phrase)),
      seq($.operator, repeat($._newline), $._phrase)),
    _inner_phrase: $ => choice(
      seq($._value, repeat($._newline), optional($._inner_phrase)),
      seq($.operator, repeat($._newline), $._inner_phrase)),
    operator: _ => choice("<", "<=", ">", ">=", "==", "!=", "and", "or", "not"),

    _value: $ => choice($.path, $.string, $.text, $._number, $.tag, $.list, $.group),
    list: $ => bracketed($, alias($._inner_phrase, $.phrase)),
    group: $ => seq("(", repeat($._newline), alias($._inner_phrase, $.phrase), ")"),

    // Numbers: the token takes in all that follows the digits without a space.
    _number: $ => choice($.number, $.quantity, $.range, $.date, $.version),
    number: _ => new RegExp(`-?${NUMBER}`),
    quantity: _ => new RegExp(`-?${NUMBER}${SUFFIX}|-?[$€£]${NUMBER}(${SUFFIX})?`),
    range: _ => new RegExp(`-?[$€£]?${NUMBER}(${SUFFIX})?\\.\\.[$-]?${NUMBER}(${SUFFIX})?`),
    date: _ => /[0-9]{4}-[0-9]+(-[0-9]+)*/,
    version: _ => new RegExp(
      `${DIGITS}\\.[xX]${REST}|${DIGITS}\\.${DIGITS}[.-][A-Za-z0-9_]${REST}|v[0-9]+\\.[0-9]${REST}`
      + `|${DIGITS}-[A-Za-z]${REST}|([0-9]{1,3}|[0-9]{5,})-[0-9]${REST}`),

    // Strings.
    _text: $ => choice($.string, $.text),
    string: $ => seq(
      '"', repeat(choice(token.immediate(prec(1, /[^"\\\r\n]+/)), $.escape_sequence)), token.immediate('"')),
    text: $ => seq(
      '"""',
      repeat(choice(token.immediate(prec(1, /[^"\\]+/)), token.immediate('"'), token.immediate('""'), $.escape_sequence)),
      token.immediate('"""')),
    escape_sequence: _ => token.immediate(prec(1, /\\([nt"\\]|u\{[0-9A-Fa-f]{1,8}\})/)),

    doc_comment: _ => token(prec(1, /\/\/\/[^\r\n]*/)),
    comment: _ => token(/\/\/[^\r\n]*/),
    block_comment: _ => token(blockComment(3)),

    name: _ => new RegExp(NAME, "u"),
  },
});
