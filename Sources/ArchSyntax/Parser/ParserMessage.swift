/// The messages of the parser.
enum ParserMessage {
  /// Where a forgotten `}` would stand.
  struct ClosingPlace {
    /// The first character of the statement outside.
    let first: Span
    let offset: Int
    let line: Int
    let indentation: Int
  }

  static func unclosedBlock(
    owner: String, opening: Span, place: ClosingPlace?, end: Span, endsInNewline: Bool
  ) -> Diagnostic {
    let message = "the block of `\(owner)` is not closed"
    guard let place else {
      return Diagnostic(
        .unclosedBlock, message, at: opening, label: "opens here",
        fix: Fix(
          "add `}` at the end of the file", safety: .needsReview, edits: [Edit(end, endsInNewline ? "}\n" : "\n}\n")]))
    }
    let indentation = String(repeating: " ", count: place.indentation)
    let where_ = Span(opening.file, place.offset..<place.offset)
    return Diagnostic(
      .unclosedBlock, message, at: opening, label: "opens here",
      labels: [
        Label(
          place.first,
          place.indentation == 0
            ? "back at the margin: the block seems to end above" : "as far left as the block, which seems to end above")
      ],
      fix: Fix("add `}` as line \(place.line)", safety: .needsReview, edits: [Edit(where_, indentation + "}\n")]))
  }

  static func strayBrace(_ span: Span) -> Diagnostic {
    Diagnostic(
      .strayClosing, "this `}` closes nothing", at: span, label: "no block is open",
      fix: Fix("remove it", safety: .needsReview, edits: [Edit(span, "")]))
  }

  static func strayClosing(_ span: Span, sign: String) -> Diagnostic {
    Diagnostic(
      .strayClosing, "this `\(sign)` closes nothing", at: span,
      fix: Fix("remove it", safety: .needsReview, edits: [Edit(span, "")]))
  }

  static func noStatement(_ span: Span, found: String) -> Diagnostic {
    Diagnostic(
      .noStatement, "\(found) begins no statement", at: span,
      help: "a statement is `kind Name { … }`, `A -> B` or `property: value`")
  }

  static func thousandsSeparator(_ span: Span, commas: [Span]) -> Diagnostic {
    Diagnostic(
      .thousandsSeparator, "digits are grouped with `_`, and a comma ends the value", at: span,
      fix: Fix("remove the comma\(commas.count > 1 ? "s" : "")", edits: commas.map { Edit($0, "") }))
  }

  static func leftOver(_ span: Span, found: String, kind: TokenKind, what: String?) -> Diagnostic {
    let after = what.map { " behind \($0)" } ?? ""
    if kind == .name {
      return Diagnostic(
        .twoStatements, "\(found) has no place\(after) on this line", at: span,
        help: "quote a text; `,` or a new line separates statements")
    }
    return Diagnostic(.twoStatements, "\(found) has no place\(after.isEmpty ? " here" : after)", at: span)
  }

  static func missingSeparator(_ span: Span, _ message: String, after end: Int) -> Diagnostic {
    Diagnostic(
      .twoStatements, message, at: span, label: "a separator is missing before",
      fix: Fix("add `,`", edits: [Edit(Span(span.file, end..<end), ",")]))
  }

  static func missingOperand(_ span: Span, what: String) -> Diagnostic {
    Diagnostic(.missingOperand, what, at: span, label: "the statement ends here")
  }

  static func missingElement(_ span: Span, before sign: String) -> Diagnostic {
    Diagnostic(.missingOperand, "something is missing before `\(sign)`", at: span)
  }

  static func missingArrow(_ span: Span, after previous: Span, atLineEnd: Bool) -> Diagnostic {
    Diagnostic(
      .missingOperand, "an arrow is missing", at: atLineEnd ? previous : span,
      label: atLineEnd ? "a path alone is no statement" : "expected `->`, `~>`, `=>` or `<->`",
      help: "a relation is `A -> B`")
  }

  static func notAnEnd(_ span: Span, found: String) -> Diagnostic {
    Diagnostic(
      .missingOperand, "an arrow leads to a component, and \(found) is none", at: span,
      help: "write a name, a path such as `Zone.Service`, or a list `[A, B]`")
  }

  static func missingComma(_ span: Span, after previous: Span) -> Diagnostic {
    let end = Span(previous.file, previous.end..<previous.end)
    return Diagnostic(
      .twoStatements, "names in a list are separated by `,`", at: span,
      fix: Fix("add `,`", edits: [Edit(end, ",")]))
  }

  static func unclosedList(_ opening: Span, sign: String, at last: Span) -> Diagnostic {
    let end = Span(last.file, last.end..<last.end)
    return Diagnostic(
      .unclosedList, sign == "]" ? "this list is not closed" : "this parenthesis is not closed", at: opening,
      label: "opens here", fix: Fix("add `\(sign)`", safety: .needsReview, edits: [Edit(end, sign)]))
  }

  static func equalSign(_ span: Span) -> Diagnostic {
    Diagnostic(
      .equalSign, "a property is written with `:`", at: span, fix: Fix("write `:`", edits: [Edit(span, ":")]))
  }

  static func braceOnNextLine(_ span: Span, gap: Span, hasComment: Bool) -> Diagnostic {
    Diagnostic(
      .braceOnNextLine, "`{` stands on the line of what it belongs to", at: span,
      label: "a line break ends a statement",
      help: hasComment ? "move it up, before the comment" : nil,
      fix: hasComment ? nil : Fix("move it up", edits: [Edit(gap, " ")]))
  }

  static func tooDeep(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(.tooDeep, "this lies more than \(limit) deep", at: span, label: "not read from here on")
  }
}
