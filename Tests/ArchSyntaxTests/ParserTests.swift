import Testing

@testable import ArchSyntax

@Suite("Statements")
struct ParserTests {
  private func parsed(_ text: String) -> Parsed { parse(SourceFile(path: "a", text: text)) }

  /// The statements with the tokens of their own part, blocks in braces.
  private func shape(_ text: String) -> String {
    let tree = parsed(text).tree
    func shape(_ node: Int) -> String {
      let head = (tree.nodes[node].firstToken..<tree.headEnd(of: node)).map { tree.text(ofToken: $0) }
      let own = "\(tree.nodes[node].kind)(\(head.joined(separator: " ")))"
      guard tree.block(of: node) != nil else { return own }
      return own + "{\(tree.statements(of: node).map(shape).joined(separator: " "))}"
    }
    return tree.children(of: 0).map(shape).joined(separator: " ")
  }

  private func ids(_ text: String) -> [String] { parsed(text).diagnostics.map(\.id) }

  @Test func twoTokensDecide() {
    #expect(shape("import \"a\"") == "importStatement(import \"a\")")
    #expect(shape("service A") == "declaration(service A)")
    #expect(shape("never \"x\" { }") == "declaration(never \"x\"){}")
    #expect(shape("loop 3 { a }") == "declaration(loop 3){flag(a)}")
    #expect(shape("parallel { }") == "declaration(parallel){}")
    #expect(shape("use P.Q R") == "declaration(use P . Q R)")
    #expect(shape("defaults { #old { x: 1 } }") == "declaration(defaults){declaration(#old){property(x : 1)}}")
    #expect(shape("tech \"PostgreSQL\" { x: 1 }") == "declaration(tech \"PostgreSQL\"){property(x : 1)}")
    #expect(
      shape("A -> B; -> C; [A] ~> B; A.B => C")
        == "relation(A -> B) relation(-> C) relation([ A ] ~> B) relation(A . B => C)")
    #expect(shape("a: b, routing") == "property(a : b) flag(routing)")
    #expect(shape("a: b { c }") == "property(a : b){flag(c)}")
  }

  @Test func linesThatGoOn() {
    #expect(shape("A ->\n B ->\n C") == "relation(A -> B -> C)")
    #expect(shape("a:\n 5ms\nb: x <\n 3 and\n (y)") == "property(a : 5ms) property(b : x < 3 and ( y ))")
    #expect(shape("a: [\nx,\n\ny\n]\nb") == "property(a : [ x , y ]) flag(b)")
    #expect(shape("A -> B\n-> C") == "relation(A -> B -> C)")
  }

  /// What nothing closes takes no statement of the lines below with it.
  @Test func unclosedSignsLeaveTheRest() {
    #expect(
      shape("A -> [B,\nservice C {}\nD -> E").hasSuffix("declaration(service C){} relation(D -> E)"))
    #expect(shape("a: [x,\nservice C \"c\" #t { y }\nqueue D").hasSuffix("{flag(y)} declaration(queue D)"))
    #expect(shape("a: [x,\nkind name,\ny]") == "property(a : [ x , kind name , y ])")
    #expect(
      shape("service A \"abc { tech: Go }\nb: 1") == "declaration(service A \"abc){property(tech : Go)} property(b : 1)"
    )
    #expect(ids("service A \"abc { tech: Go }") == ["ARC004"])
    #expect(shape("zone Z { service A \"abc { x } }\nb: 1").hasSuffix("{flag(x)}} property(b : 1)"))
    #expect(ids("zone Z { service A \"abc { x } }") == ["ARC004"])
    #expect(ids("endpoint E \"GET /v1/{id}/x") == ["ARC004"])
    let text = "service A {\n  note: \"\"\"\n    words here\n\n    more\n  b: 1\n}\nservice C\n"
    #expect(shape(text).hasSuffix("property(b : 1)} declaration(service C)"))
    #expect(ids(text) == ["ARC004"])
    // Each one that follows is one mistake too, and ends where its line does.
    #expect(ids("a: \"\"\"x\nservice A\nb: \\\"\"\"y\nservice B").filter { $0 == "ARC004" }.count == 2)
  }

  /// A block that begins on the line of its brace ends where a declaration stands as far left as it does.
  @Test func unclosedBlocksThatBeginOnTheirLine() {
    let rest = "declaration(zone Z){declaration(database B)}"
    #expect(
      shape("service A { tech: Go\nzone Z {\n  database B\n}") == "declaration(service A){property(tech : Go)} \(rest)")
    #expect(ids("service A { tech: Go\nzone Z {\n  database B\n}") == ["ARC008"])
    #expect(shape("defaults { common-cause\n\nzone Z {\n  database B\n}").hasSuffix(rest))
    #expect(
      shape("zone Z { service A { x\nqueue Q { y }")
        == "declaration(zone Z){declaration(service A){flag(x)}} declaration(queue Q){flag(y)}")
    #expect(
      shape("zone Z {\n  service A { x\n  queue Q { y }\n}\nservice B")
        == "declaration(zone Z){declaration(service A){flag(x)} declaration(queue Q){flag(y)}} declaration(service B)")
    // One that is closed is read as it stands, wherever its lines begin.
    #expect(ids("pattern P { service a\nservice b\na -> b }\nqueue Q") == [])
  }

  @Test func linesThatEnd() {
    #expect(shape("a: x\ny\n[A] -> B") == "property(a : x) flag(y) relation([ A ] -> B)")
    #expect(shape("zone Z { A -> B\n-> C }") == "declaration(zone Z){relation(A -> B) relation(-> C)}")
    #expect(shape("zone Z {\nrouting\n-> C }") == "declaration(zone Z){flag(routing) relation(-> C)}")
    #expect(shape("service A\n\"x\"").hasPrefix("declaration(service A) error"))
  }

  @Test(arguments: [
    ("zone Z {\n  A ->\n}", "relation(A ->)"),
    ("A ->\nx: 5\n", "relation(A ->) property(x : 5)"),
    ("A ->\nservice B\n", "relation(A ->) declaration(service B)"),
    ("a:\nb: 3\n", "property(a :) property(b : 3)"),
    ("a:\nservice B\n", "property(a :) declaration(service B)"),
    ("a:\nnever \"x\" {}\n", "property(a :) declaration(never \"x\"){}"),
    ("a:\nparallel {}\n", "property(a :) declaration(parallel){}"),
    ("a:\nA -> B\n", "property(a :) relation(A -> B)"),
    ("zone Z {\n  a:\n}", "property(a :)"),
    ("zone Z {\n  a:\n  -> B\n}", "property(a :) relation(-> B)"),
    ("a: x <\nb: 3\n", "property(a : x <) property(b : 3)"),
    ("a: x and\nservice B\n", "property(a : x and) declaration(service B)"),
  ])
  func danglingSigns(source: String, expected: String) {
    #expect(ids(source) == ["ARC012"])
    let shape = shape(source)
    #expect(shape == expected || shape == "declaration(zone Z){\(expected)}")
  }

  /// Every slip is one error with its id.
  @Test(arguments: [
    ("capacity: 1,000/s", "ARC048"), ("capacity: 1,000,000/s", "ARC048"), ("a: 1,000,000, b: 2", "ARC048"),
    ("link: https://example.com/a?b=c", "ARC049"),
    ("service A { link: https://example.com }", "ARC049"), ("import std/typical", "ARC049"),
    ("service A\n{\n  x: 1\n}", "ARC014"), ("service A // why\n{\n  x: 1\n}", "ARC014"), ("a: “x”", "ARC006"),
    ("a: 'x'", "ARC006"),
    ("replicas = 3", "ARC013"), ("# a comment with, signs: { }", "ARC007"), ("#comment\n", "ARC007"),
    ("a: 1 # why", "ARC007"),
    ("A → B", "ARC019"), ("A --> B", "ARC019"), ("A —> B", "ARC019"), ("a: 1 b: 2", "ARC011"), ("A -> [B C]", "ARC011"),
    ("A -> B C", "ARC011"), ("service A takes orders", "ARC011"), ("a: [x\nb: 2", "ARC015"), ("a: [x, b: 2", "ARC015"),
    ("a: [x, b: 2]", "ARC011"),
    ("a: (x", "ARC015"), ("A -> [B", "ARC015"), ("a: x]", "ARC009"), ("}", "ARC009"), ("a: [x)", "ARC009"),
    ("a: [x -> y]", "ARC011"),
    ("a: [x,,y]", "ARC012"), ("a: ()", "ARC012"), ("A -> []", "ARC012"), ("A -> B.", "ARC012"),
    ("a: [b: c, d]", "ARC011"),
    ("a: 4 .. 20", "ARC011"), ("a: b = c", "ARC011"), ("3 replicas", "ARC010"),
    ("\"text\"", "ARC010"),
    ("service A \"x", "ARC004"), ("a: \"\"\"\nx", "ARC004"), ("a: \"\\q\"", "ARC005"), ("a: \"\\u{110000}\"", "ARC005"),
    ("a: 1 & 2", "ARC002"),
    ("/* a /* b */", "ARC017"), ("a: \"\"\"x\n  \"\"\"", "ARC018"), ("zone A {\n  x: 1\n\nzone B {}\n", "ARC008"),
    ("zone A {", "ARC008"),
  ])
  func slips(source: String, id: String) {
    #expect(ids(source) == [id])
  }

  @Test(arguments: [
    ("Web -> Api {\n  timeout: 1s\n", "Web -> Api"), ("-> Api {\n", "-> Api"), ("A.B ~> C {\n", "A.B ~> C"),
    ("service Till \"The till\" {\n", "service Till"),
  ])
  func anUnclosedBlockNamesItsStatement(source: String, name: String) {
    #expect(
      parse(SourceFile(path: "a", text: source)).diagnostics.map(\.message) == ["the block of `\(name)` is not closed"])
  }

  @Test func allCommasOfANumberGo() throws {
    let source = SourceFile(path: "a", text: "a: 1,000,000/s, b: 2")
    let fix = try #require(parse(source).diagnostics.first?.fix)
    #expect(EditApplication.apply(fix.edits, to: source).bytes == Array("a: 1000000/s, b: 2".utf8))
  }

  @Test func whatASlipDoesNotHide() {
    #expect(shape("service A\n{\n  x: 1\n}") == "declaration(service A){property(x : 1)}")
    #expect(shape("a = 3, b: 2") == "property(a = 3) property(b : 2)")
    #expect(shape("a: 1 b: 2") == "property(a : 1) property(b : 2)")
    #expect(shape("a: “x”, b: 2") == "property(a : “x”) property(b : 2)")
    #expect(shape("A → B\nc: 1") == "relation(A → B) property(c : 1)")
    #expect(shape("a: [x\nb: 2") == "property(a : [ x) property(b : 2)")
    #expect(shape("zone A {\n  x: \"no end }\n}\nb: 1").hasSuffix("property(b : 1)"))
  }

  @Test func aForgottenBraceKeepsWhatFollows() {
    let source = "zone A {\n  service B {\n    x: 1\n  service C {}\n}\nzone D {}\n"
    #expect(ids(source) == ["ARC008"])
    #expect(
      shape(source)
        == "declaration(zone A){declaration(service B){property(x : 1)} declaration(service C){}} declaration(zone D){}"
    )
  }

  @Test func aCommentWithoutAnEndKeepsWhatFollows() {
    let source = "zone A {\n  x: 1\n  /* old\n  y: 2\n}\nb: 1 /* c */ /* d */\n/* e */ c: 2\n"
    #expect(ids(source) == ["ARC017"])
    #expect(shape(source) == "declaration(zone A){property(x : 1) property(y : 2)} property(b : 1) property(c : 2)")
    // What may be its text is no mistake.
    #expect(ids("a: 1\n/* words\nthat go on, and: [ on\n} \"so\nb: 2\n") == ["ARC017"])
    #expect(ids("a: [ /* x ]\nb: 1\n").first == "ARC015")
  }

  @Test func manyCommentsWithoutAnEndAreReadInLinearTime() {
    let count = 60_000
    let tree = parse(SourceFile(path: "a", text: String(repeating: "/* a\n", count: count) + "x: 1\n")).tree
    #expect(tree.tokens.count == 4)
    let comments = tree.trivia(before: 0).comments
    #expect(comments.count == count && comments.allSatisfy { $0.kind == .line && $0.range.count == 4 })
    // So are many that are closed, on one line, behind many that are not.
    for opening in ["", String(repeating: "/*\n", count: 20)] {
      let text = opening + String(repeating: "/* a */ ", count: count) + "x: 1\n"
      let tree = parse(SourceFile(path: "a", text: text)).tree
      #expect(tree.trivia(before: 0).comments.count { $0.kind == .block } == count)
    }
  }

  @Test func depthIsBounded() {
    func nested(_ depth: Int) -> String {
      String(repeating: "a {", count: depth) + String(repeating: "}", count: depth)
    }
    #expect(ids(nested(Parser.depthLimit)).isEmpty)
    #expect(ids(nested(Parser.depthLimit + 1)) == ["ARC016"])
    func list(_ depth: Int) -> String {
      "x: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(ids(list(Parser.listDepthLimit)).isEmpty)
    #expect(ids(list(Parser.listDepthLimit + 1)) == ["ARC016"])
  }
}

@Suite("The pages of the syntax errors")
struct SyntaxPageTests {
  /// The example of a page. U+FFFD stands for a byte that no Swift string can hold.
  private func bytes(_ example: String, of page: ErrorPage) -> [UInt8] {
    let bytes = Array(example.utf8)
    guard page.id == "ARC001" else { return bytes }
    return example.unicodeScalars.flatMap { $0 == "\u{FFFD}" ? [0xE9] : Array(String($0).utf8) }
  }

  @Test(arguments: ErrorPage.syntax.map(\.id))
  func examples(id: String) throws {
    let page = try #require(ErrorPage.syntax.first { $0.id == id })
    let source = SourceFile(path: "bad.arch", bytes: bytes(page.bad, of: page))
    let bad = parse(source)
    #expect(bad.diagnostics.map(\.id) == [id])
    #expect(bad.diagnostics.map(\.severity) == [page.severity])
    #expect(bad.tree.text == source.bytes)
    #expect(parse(SourceFile(path: "good.arch", text: page.good)).diagnostics.isEmpty)
    guard let fix = bad.diagnostics.first?.fix else { return }
    let mended = EditApplication.apply(fix.edits, to: source)
    #expect(mended.applied.count == fix.edits.count && !fix.edits.isEmpty)
    let again = parse(SourceFile(path: "mended.arch", bytes: mended.bytes))
    #expect(again.diagnostics.isEmpty, "\(String(decoding: mended.bytes, as: UTF8.self))")
  }

  @Test func idsAreInOrderAndUnique() {
    let ids = ErrorPage.syntax.map(\.id)
    #expect(ids == ids.sorted() && Set(ids).count == ids.count)
  }
}
