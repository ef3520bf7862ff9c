import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// Reliability rules at their edges; their pages hold the plain cases.
@Suite struct ReliabilityRuleTests {
  // MARK: REL001

  @Test(arguments: [
    "client A { -> B }", "external A { -> B }", "actor A { -> B }", "cdn A { -> B }", "service A { ~> B }",
    "service A { <-> B }", "service A { -> B { deadline } }", "service A { -> B { protocol: in-process } }",
    "monitor A { -> B }", "region R { timeout: 1s, service A { -> B } }",
    "defaults { #fast { timeout: 1s } }\nservice A #fast { -> B }",
    "defaults { tech Go { timeout: 1s } }\nservice A { tech: Go, -> B }",
  ]) func timeoutsThatNobodyOwes(text: String) {
    #expect(findings("REL001", in: text + "\nservice B {}").isEmpty)
  }

  @Test(arguments: [
    "gateway A { -> B }", "job A { -> B }", "service A { module M { -> B } }", "load-balancer A { -> B }",
  ])
  func timeoutsThatAreMissing(text: String) {
    #expect(findings("REL001", in: text + "\nservice B {}").count == 1)
  }

  @Test func oneStatementIsOneFindingWithOneFix() throws {
    let program = Program("service A {\n  -> [B, C]\n}\nservice B { p99: 4s }\nservice C")
    let found = program.run().diagnostics.filter { $0.id == "REL001" }
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.message == "`A` calls `B` and `C` with no timeout in effect")
    #expect(finding.fix?.title == "insert `timeout: 8s`")
    #expect(finding.fix?.edits.map(\.text) == [" { timeout: 8s }"])
  }

  @Test(arguments: [
    ("service A { -> B }", "service A { -> B { timeout: 2s } }"),
    ("service A { -> B {} }", "service A { -> B { timeout: 2s } }"),
    ("service A { -> B { optional } }", "service A { -> B { timeout: 2s, optional } }"),
    ("service A { -> B \"x\" #t // why\n}", "service A { -> B \"x\" #t { timeout: 2s } // why\n}"),
  ]) func fixesInsertATimeout(text: String, mended: String) throws {
    let program = Program(text + "\nservice B\n")
    let fix = try #require(program.run().diagnostics.first { $0.id == "REL001" }?.fix)
    let result = EditApplication.apply([fix], to: program.model.trees.map(\.source))
    let new = try #require(result.changed.first)
    #expect(String(decoding: new.bytes, as: UTF8.self).replacing("  }", with: " }") == mended + "\nservice B\n\n")
  }

  /// What an error hides is not missing.
  @Test func aTimeoutWithAMistakeIsNotMissing() {
    #expect(findings("REL001", in: "service A { -> B { timeout: 2000 } }\nservice B").isEmpty)
  }

  // MARK: REL004

  @Test(arguments: [
    ("-> B \"POST /v1/a\" { retry: 2 }", true), ("-> B \"GET /v1/a\" { retry: 2 }", false),
    ("-> B \"PUT /v1/a\" { retry: 2 }", false), ("-> B { retry: 2, access: write }", false),
    ("-> B { retry: none, idempotent: false }", false),
    ("-> B { retry: 1, idempotent: false, idempotency-key }", false),
    ("-> B { retry: unbounded, idempotent: false }", true), ("~> B { retry: 2, idempotent: false }", false),
  ]) func repetitionsThatDoHarm(relation: String, isFound: Bool) {
    #expect(findings("REL004", in: "service A { timeout: 1s, \(relation) }\nservice B").isEmpty == !isFound)
  }

  @Test func aCalleeWithSeveralEndpointsIsUnknown() {
    let text = """
      service A { -> B { timeout: 1s, retry: 2 } }
      service B { endpoint X "POST /v1/x" {}, endpoint Y "GET /v1/y" {} }
      """
    #expect(findings("REL004", in: text).isEmpty)
  }

  // MARK: REL014

  @Test func oneCircleIsOneFindingAtItsFirstMember() throws {
    let text = """
      defaults { service { timeout: 1s } }
      service D { -> A }
      service A { -> B }
      service B { -> C }
      service C { -> [A, D] }
      """
    let program = Program(text)
    let found = program.run().diagnostics.filter { $0.id == "REL014" }
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(program.text(finding.primary.span) == "D")
    #expect(finding.message == "`D -> A -> B -> C -> D` wait for one another")
  }

  @Test func twoCirclesAreTwoFindings() {
    let text = "service A { -> B }\nservice B { -> A }\nservice C { -> D }\nservice D { -> C }"
    #expect(findings("REL014", in: text).count == 2)
  }

  // MARK: REL018 and subsumption

  @Test func anEndpointWithoutALimitIsTheOneCause() {
    let text = """
      client Web { -> Api }
      gateway Api { auth: jwt, endpoint Buy "POST /v1/orders" { public } }
      """
    let ids = Program(text).run().diagnostics.map(\.id)
    #expect(ids.contains("SEC006"))
    #expect(!ids.contains("REL018"))
    let silent = Program(text).run(RuleSelection(ignore: ["SEC006"])).diagnostics.map(\.id)
    #expect(silent.contains("REL018"))
  }

  // MARK: REL024

  @Test(arguments: [
    ("worker A { <~ Q, ~> Q }\nqueue Q", true), ("worker A { -> Q, ~> Q }\nqueue Q", true),
    ("worker A { <~ Q \"a\", ~> Q \"b\" }\nqueue Q", false), ("worker A { <~ Q \"a\", ~> Q \"a\" }\nqueue Q", true),
    ("worker A { <~ Q, -> S { access: read } }\nstorage S { ~> Q }\nqueue Q", false),
    ("worker A { <~ Q, -> S { access: write } }\nstorage S { ~> Q }\nqueue Q", true),
    ("service A { ~> Q }\nqueue Q { ~> B }\nservice B { -> A }", true),
    ("worker A { <~ Q, ~> Q }\nqueue Q\nflow F { Q ~> A ~> Q }", false),
    ("worker A { <~ Q, ~> Q { calls: 0.5 } }\nqueue Q", false), ("service A { -> B }\nservice B { -> A }", false),
  ]) func circlesOfMessages(text: String, isFound: Bool) {
    #expect(findings("REL024", in: text).isEmpty == !isFound)
  }
}
