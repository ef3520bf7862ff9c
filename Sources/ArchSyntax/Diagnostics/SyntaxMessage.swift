/// The messages of the lexer. Those of the parser stand beside it, as they need the tree.
enum SyntaxMessage {
  static func illFormedByte(_ span: Span, byte: UInt8) -> Diagnostic {
    Diagnostic(
      .notText, "byte 0x\(hex(UInt32(byte), digits: 2)) is no part of a UTF-8 character", at: span,
      label: "from another encoding", help: "save the file as UTF-8")
  }

  static func strayCharacter(_ span: Span, scalar: Unicode.Scalar) -> Diagnostic {
    Diagnostic(.strayCharacter, "\(spelled(scalar)) means nothing here", at: span)
  }

  static func bidirectionalControl(_ span: Span, scalar: Unicode.Scalar) -> Diagnostic {
    Diagnostic(
      .bidirectionalControl, "an invisible control reorders this line for the eye", at: span,
      label: "U+\(hex(scalar.value, digits: 4))", why: "a reviewer sees other code than the compiler",
      fix: Fix("remove it", edits: [Edit(span, "")]))
  }

  static func unclosedString(_ span: Span, end: Span) -> Diagnostic {
    Diagnostic(
      .unclosedString, "a string is not closed on its line", at: span, label: "begins here",
      fix: Fix("add `\"` at its end", safety: .needsReview, edits: [Edit(end, "\"")]))
  }

  static func unclosedMultilineString(_ span: Span) -> Diagnostic {
    Diagnostic(
      .unclosedString, "a text of several lines is not closed", at: span, label: "begins here",
      help: "end it with `\"\"\"` on a line of its own")
  }

  static func unknownEscape(_ span: Span, backslash: Span) -> Diagnostic {
    Diagnostic(
      .escape, "this escape does not exist", at: span, label: #"known: \n \t \" \\ \u{…}"#,
      fix: Fix("write `\\\\` for a backslash", safety: .needsReview, edits: [Edit(backslash, "\\")]))
  }

  static func wrongScalarEscape(_ span: Span) -> Diagnostic {
    Diagnostic(
      .escape, #"`\u` takes the number of a character in braces"#, at: span, label: #"as in \u{20AC}"#)
  }

  /// - Parameters:
  ///   - lineEnd: the end of the line on which it begins.
  ///   - depth: how many comments are open there.
  static func unclosedComment(_ span: Span, lineEnd: Span, depth: Int) -> Diagnostic {
    let closing = String(repeating: " */", count: depth)
    return Diagnostic(
      .unclosedComment, "a comment is not closed", at: span, label: "begins here and has no end",
      help: "end it with `*/`; comments nest",
      fix: depth > 8 ? nil : Fix("end it on its line", safety: .needsReview, edits: [Edit(lineEnd, closing)]))
  }

  static func hashComment(_ span: Span, sign: Span) -> Diagnostic {
    Diagnostic(
      .hashComment, "a comment begins with `//`", at: sign, fix: Fix("write `//`", edits: [Edit(sign, "//")]))
  }

  static func pastedQuotes(_ span: Span, edits: [Edit]) -> Diagnostic {
    Diagnostic(
      .pastedQuotes, "a string stands in straight quotes", at: span, label: "these come from a word processor",
      help: edits.isEmpty ? "write `\"` at both ends" : nil,
      fix: edits.isEmpty ? nil : Fix("write `\"` at both ends", edits: edits))
  }

  static func pastedArrow(_ span: Span, replacement: String) -> Diagnostic {
    Diagnostic(
      .pastedArrow, "this arrow is written `\(replacement)`", at: span,
      fix: Fix("write `\(replacement)`", edits: [Edit(span, replacement)]))
  }

  static func unquotedLink(_ span: Span) -> Diagnostic {
    Diagnostic(
      .unquotedLink, "a link stands in quotes", at: span, label: "`//` would begin a comment",
      fix: Fix(
        "quote it",
        edits: [
          Edit(Span(span.file, span.start..<span.start), "\""), Edit(Span(span.file, span.end..<span.end), "\""),
        ]))
  }

  static func unquotedPath(_ span: Span) -> Diagnostic {
    Diagnostic(
      .unquotedLink, "the path of an import stands in quotes", at: span,
      fix: Fix(
        "quote it",
        edits: [
          Edit(Span(span.file, span.start..<span.start), "\""), Edit(Span(span.file, span.end..<span.end), "\""),
        ]))
  }

  static func multilineIndentation(_ span: Span) -> Diagnostic {
    Diagnostic(
      .multilineIndentation, "this line stands left of the closing quotes", at: span,
      help: "indent it as far as the `\"\"\"` that ends the text")
  }

  static func textOnOpeningLine(_ span: Span) -> Diagnostic {
    Diagnostic(
      .multilineIndentation, "the text begins on the line after `\"\"\"`", at: span,
      fix: Fix("begin a new line", safety: .needsReview, edits: [Edit(Span(span.file, span.end..<span.end), "\n")]))
  }

  /// A character as people can name it: itself when it shows, its number when it does not.
  static func spelled(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator,
      .nonspacingMark, .enclosingMark, .spacingMark:
      "U+\(hex(scalar.value, digits: 4))"
    default: scalar == "`" ? "a back-tick" : "`\(scalar)`"
    }
  }

  static func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
