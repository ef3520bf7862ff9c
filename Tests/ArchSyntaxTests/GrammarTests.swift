import Testing

@testable import ArchSyntax

@Suite("The grammar that is written down")
struct GrammarTests {
  private func parsed(_ text: String) -> Parsed { parse(SourceFile(path: "test.arch", text: text)) }

  /// Programs of some substance that the grammar derives.
  private func programs(_ count: Int) throws -> [GrammarDerivation] {
    let grammar = try GrammarFile.project()
    let depths = GrammarDerivation.leastDepths(grammar)
    var programs: [GrammarDerivation] = []
    var seed = 0
    while programs.count < count, seed < count * 50 {
      seed += 1
      guard let program = try GrammarDerivation.program(grammar, depths: depths, seed: seed) else { continue }
      if (4...400).contains(program.tokens.count) { programs.append(program) }
    }
    return programs
  }

  /// Every name has a rule, and every rule is used.
  @Test func isComplete() throws {
    let grammar = try GrammarFile.project()
    var used: Set<String> = ["file", "Gap"]
    func collect(_ part: GrammarPart) {
      switch part {
      case .alternatives(let parts), .sequence(let parts): parts.forEach(collect)
      case .optional(let part), .repetition(let part), .times(_, let part): collect(part)
      case .rule(let name): used.insert(name)
      case .terminal, .special: break
      }
    }
    grammar.rules.values.forEach(collect)
    #expect(used == Set(grammar.names))
    #expect(GrammarDerivation.leastDepths(grammar).count == grammar.names.count)
  }

  @Test func theParserAcceptsWhatItDerives() throws {
    let programs = try programs(600)
    #expect(programs.count == 600)
    for program in programs {
      let result = parsed(program.text)
      #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.message))\n\(program.text)")
      #expect(result.tree.text == Array(program.text.utf8))
      let tokens = result.tree.tokens.dropLast().map { result.tree.source.text($0.range) }
      #expect(tokens == program.tokens.map(\.text), "\(program.text)")
      #expect(result.tree.nodes.allSatisfy { $0.kind != .error && !$0.isBroken })
    }
  }

  /// A program without one of its brackets is none.
  @Test func theParserRejectsWhatIsNotClosed() throws {
    for (seed, program) in try programs(200).enumerated() {
      var random = SeededRandom(seed: seed)
      let tree = parsed(program.text).tree
      let brackets = tree.tokens.filter {
        $0.kind.rawValue >= TokenKind.leftBrace.rawValue && $0.kind.rawValue <= TokenKind.rightParenthesis.rawValue
      }
      guard !brackets.isEmpty else { continue }
      var bytes = Array(program.text.utf8)
      bytes.removeSubrange(random.pick(brackets).range)
      let result = parse(SourceFile(path: "test.arch", bytes: bytes))
      #expect(!result.diagnostics.isEmpty, "\(String(decoding: bytes, as: UTF8.self))")
      #expect(result.tree.text == bytes)
    }
  }

  @Test(arguments: [
    // Statements.
    "3", "\"text\"", ": 3", "= 3", ".", "(a)", "{ a }", "service A { } }", "service A {", "import x",
    "import \"a\" \"b\"", "service A B", "service A 3", "service A \"a\" \"b\"", "service \"a\" A", "service A: 3",
    "use A B C", "#tag", "service #tag A", "service A #", "loop 3 4", "routing \"a\" b",
    // Relations.
    "->", "A ->", "A -> { x: 1 }", "A -> \"b\"", "A -> 3", "A.B", "A.", "A.3 -> B", "[A, B]", "[A B] -> C", "[] -> C",
    "[A,,B] -> C", "[,A] -> C", "[A -> B", "A -> B C", "A -> -> B", "A -> [[B]]", "A -> B \"x\" \"y\"", "A - B",
    "A -- B",
    "A --> B", "A > B", "A . -> B",
    // Properties.
    "a:", "a: {", "a: b: c", "a: = 3", "a: x -> y", "a: [x -> y]", "a: .x", "a: x.", "a: x .. y", "a: [x",
    "a: x]",
    "a: (x", "a: x)", "a: (x]", "a: ()", "a: (x, y)", "a: [,]", "a: [x,,y]", "a: [x y: z]", "a: x <", "a: x and",
    "a: [x <]",
    "a: x <\nb: 3", "a: x and\nb c", "a:\nb c", "a:\nb: c", "a:\n-> c", "zone Z { a: }",
    // Tokens.
    "a: 'x'", "a: “x”", "a: \"x", "a: \"\\x\"", "a: \"\\u{D800}\"", "a: \"\"\"x\n\"\"\"", "a: \"\"\"\n x\n  \"\"\"",
    "/* a",
    "a: &", "a: 3 @ 4", "a: x ! y", "# a", "a: 1,000", "a: https://example.com", "a → b", "é\u{202E}: 3",
  ])
  func theParserRejects(source: String) {
    for text in [source, "x: 1\n\(source)\ny: 2\n"] {
      let result = parsed(text)
      #expect(!result.diagnostics.isEmpty, "\(text)")
      #expect(result.tree.text == Array(text.utf8))
    }
  }
}
