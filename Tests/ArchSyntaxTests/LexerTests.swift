import Testing

@testable import ArchSyntax

@Suite("Tokens")
struct LexerTests {
  private func tokens(_ text: String) -> [String] {
    let source = SourceFile(path: "a", text: text)
    return Lexer.lex(source).tokens.dropLast().map { "\($0.kind) \(source.text($0.range))" }
  }

  private func kinds(_ text: String) -> [TokenKind] { parse(SourceFile(path: "a", text: text)).tree.tokens.map(\.kind) }

  private func values(_ text: String) -> [String] {
    let source = SourceFile(path: "a", text: text)
    return Lexer.lex(source).tokens.filter(\.kind.isString).map { StringValue.of($0, in: source) }
  }

  @Test func names() {
    #expect(
      tokens("a dead-letter _x Größe 名前-2") == ["name a", "name dead-letter", "name _x", "name Größe", "name 名前-2"])
    #expect(tokens("é-a-b-ü") == ["name é-a-b-ü"])
    #expect(tokens("a-b->c") == ["name a-b", "arrowCall ->", "name c"])
    #expect(tokens("a->b") == ["name a", "arrowCall ->", "name b"])
    #expect(tokens("A.B-c") == ["name A", "dot .", "name B-c"])
    #expect(tokens("#tag-x") == ["tag #tag-x"])
  }

  @Test func numbers() {
    #expect(tokens("3 1_000 1.10") == ["number 3", "number 1_000", "number 1.10"])
    #expect(
      tokens("5ms 3k/s $70/month €2 99.9% 400GB/d 1µs") == [
        "quantity 5ms", "quantity 3k/s", "quantity $70/month", "quantity €2", "quantity 99.9%", "quantity 400GB/d",
        "quantity 1µs",
      ])
    #expect(tokens("4..20 100ms..2s $1..$2") == ["range 4..20", "range 100ms..2s", "range $1..$2"])
    #expect(tokens("2026-10-02 2026-10-2") == ["date 2026-10-02", "date 2026-10-2"])
    #expect(
      tokens("8.1.9 7.x v1.2 3.7.0-rc1 20-alpine 10-2") == [
        "version 8.1.9", "version 7.x", "version v1.2", "version 3.7.0-rc1", "version 20-alpine", "version 10-2",
      ])
    #expect(tokens("5m 1h30min 512Mi") == ["quantity 5m", "quantity 1h30min", "quantity 512Mi"])
  }

  @Test func signsBeforeNumbers() {
    #expect(tokens("a: -3 < -4ms") == ["name a", "colon :", "number -3", "less <", "quantity -4ms"])
    #expect(tokens("[-1, -2]") == ["leftBracket [", "number -1", "comma ,", "number -2", "rightBracket ]"])
  }

  @Test func arrowsAndOperators() {
    #expect(
      kinds("-> <-> ~> => ->+ <- <~") == [
        .arrowCall, .arrowTwoWay, .arrowMessage, .arrowReplication, .arrowPath, .arrowCallBack, .arrowMessageBack,
        .endOfFile,
      ])
    #expect(
      kinds("< <= > >= == != =") == [
        .less, .lessEqual, .greater, .greaterEqual, .equalEqual, .notEqual, .equal, .endOfFile,
      ])
  }

  @Test func strings() {
    #expect(values(#""a" "" "\n\t\"\\\u{20AC}""#) == ["a", "", "\n\t\"\\€"])
    #expect(values("\"\"\"\n  a\n\n    b\n  \"\"\"") == ["a\n\n  b"])
    #expect(values("\"\"\"a\"\"\"") == ["a"])
    #expect(values("\"\"\"\r\n  a\r\n  b\r\n  \"\"\"") == ["a\nb"])
    #expect(values("“a”") == ["a"])
  }

  @Test(arguments: ["plain", "\"quoted\" \\ back", "two\nlines\tand\u{1}", "größer 名前", ""])
  func quotedStringsReadBack(text: String) {
    #expect(values(StringValue.quoted(text)) == [text])
  }

  @Test func triviaIsKept() {
    let tree = parse(SourceFile(path: "a", text: "a // x\n\n/// doc\n/* b /* c */ */ d")).tree
    let trivia = tree.trivia(before: 1)
    #expect(trivia.comments.map(\.kind) == [.line, .doc, .block])
    #expect(trivia.comments.map(\.newlinesBefore) == [0, 2, 1])
    #expect(trivia.newlinesBefore == 0)
    #expect(trivia.comments.map { tree.source.text($0.range) } == ["// x", "/// doc", "/* b /* c */ */"])
    let open = parse(SourceFile(path: "a", text: "a /* b /* c */ d\n // e\n/* f\n g */ h")).tree
    let found = open.trivia(before: 1).comments
    #expect(found.map { open.source.text($0.range) } == ["/* b /* c */ d", "// e", "/* f\n g */"])
    #expect(found.map(\.kind) == [.line, .line, .block])
    #expect(open.tokens.map { open.source.text($0.range) } == ["a", "h", ""])
    #expect(tree.tokens[1].flags.contains([.newlineBefore, .commentBefore, .docBefore]))
  }

  @Test func documentation() {
    let tree = parse(SourceFile(path: "a", text: "a /// not this\n/// First\n//// no\n///  second  \nservice B {}"))
      .tree
    #expect(tree.documentation(ofNode: 2) == "First\n second")
    #expect(tree.documentation(ofNode: 1) == "")
  }

  @Test func whiteSpaceOfAnyKind() {
    #expect(tokens("\u{FEFF}a\u{A0}b\u{3000}c\u{B}d\re") == ["name a", "name b", "name c", "name d", "name e"])
  }

  @Test func illFormedBytesAreOneMessage() {
    let parsed = parse(SourceFile(path: "a", bytes: Array("a // ".utf8) + [0xFF, 0xC0] + Array("\nb ".utf8) + [0x80]))
    #expect(parsed.diagnostics.map(\.id) == ["ARC001"])
    #expect(parsed.diagnostics.first?.note == "2 more in this file")
  }

  @Test func strayCharactersInARunAreOneMessage() {
    let parsed = parse(SourceFile(path: "a", text: "a: 3 &&&& \n"))
    #expect(parsed.diagnostics.map(\.id) == ["ARC002"])
  }

  @Test func controlsInsideStringsAreHarmless() {
    #expect(parse(SourceFile(path: "a", text: "a: \"x\u{202E}y\" // \u{202E}\n")).diagnostics.isEmpty)
    #expect(parse(SourceFile(path: "a", text: "a: x\u{202E}y\n")).diagnostics.map(\.id).contains("ARC003"))
  }

  @Test func utf16IsOneMessage() {
    let parsed = parse(SourceFile(path: "a", bytes: [0xFE, 0xFF, 0, 0x61, 0, 0x62]))
    #expect(parsed.diagnostics.map(\.id) == ["ARC001"])
    #expect(parsed.tree.text.count == 6)
  }
}
