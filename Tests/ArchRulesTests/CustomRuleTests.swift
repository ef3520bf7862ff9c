import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// The rules that a program declares, from their words to their findings.
@Suite struct CustomRuleTests {
  private static let shop = """
    client Web { -> Api }
    client Kiosk #legacy { -> Ledger }
    zone Inside {
      owner: "Platform"
      gateway Api { -> [Orders, Catalog] }
      service Orders #core { -> Ledger, replicas: 2..4, tech: Swift 6.1 }
      service Catalog { -> Shelf, ~> Mails "changed", replicas: 1, owner: "Sales" }
      database Ledger { tech: PostgreSQL 16.2, holds: [pii, orders], encrypted: at-rest }
      database Shelf #core { tech: MongoDB, holds: [catalog] }
      queue Mails { retention: 4d }
      job Nightly { schedule: every 1h, -> Ledger }
    }
    flow Read { rate: 3/s, Web -> Api }

    """

  /// The subjects of the findings of the rules that a text declares, as text, in the order of printing.
  private static func found(_ rule: String, in program: String = shop) -> [String] {
    let program = Program(rule + "\n" + program)
    return program.run().findings.filter { finding in
      program.run().known.find(finding.diagnostic.id)?.principle == .custom
    }.map { program.text($0.diagnostic.primary.span) }
  }

  @Test(
    arguments: [
      // By kind, name, list and tag.
      ("require: every service has owner", []),
      ("require: every client has owner", ["Web", "Kiosk"]),
      ("require: client has owner", ["Web", "Kiosk"]),
      ("require: Kiosk has owner", ["Kiosk"]),
      ("require: every [Web, database] has derived", ["Web", "Ledger", "Shelf"]),
      ("require: every #core has owner \"Sales\"", ["Orders", "Shelf"]),
      ("require: every service #core has owner \"Sales\"", ["Orders"]),
      ("require: every [#core, #legacy] has owner \"Platform\"", ["Kiosk"]),
      ("require: every component in Inside has tech", ["Api", "Catalog", "Mails", "Nightly"]),
      ("require: every component in zone with not tech has health-check", ["Api", "Catalog", "Mails", "Nightly"]),
      ("require: every boundary has trust", ["Inside"]),
      ("require: every store has backup", ["Ledger", "Shelf"]),
      ("require: every client has in Inside", ["Web", "Kiosk"]),
      ("require: every flow has objective", ["Read"]),
      // By value.
      ("require: every service has replicas >= 2", ["Catalog"]),
      ("require: every service has replicas > 2", ["Orders", "Catalog"]),
      ("require: every service has replicas <= 4", []),
      ("require: every service has replicas == 2..4", ["Catalog"]),
      ("require: every service has replicas != 1", ["Catalog"]),
      ("require: every service with replicas < 2 has autoscale", ["Catalog"]),
      ("require: every queue has retention >= 2d", []),
      ("require: every queue has retention > 96h", ["Mails"]),
      ("require: every database has tech postgres", ["Shelf"]),
      ("require: every database with tech PostgreSQL 16 has derived", ["Ledger"]),
      ("require: every database with tech PostgreSQL 17 has derived", []),
      ("require: every service has tech Swift 6", ["Catalog"]),
      ("require: every database with holds pii has encrypted at-rest", []),
      ("require: every database with holds [orders, pii] has derived", ["Ledger"]),
      ("require: every database with not holds pii has encrypted at-rest", ["Shelf"]),
      ("require: every database has encrypted", ["Shelf"]),
      ("require: every database with owner \"Platform\" has derived", ["Ledger", "Shelf"]),
      ("require: every job has schedule every 2h", ["Nightly"]),
      // Joined.
      ("require: every service has tech and replicas >= 2", ["Catalog"]),
      ("require: every service has tech or owner \"Sales\"", []),
      ("require: every service has not (tech and replicas >= 2)", ["Orders"]),
      ("require: every service lacks tech", ["Orders"]),
      ("require: every (service with tech Swift) has health-check", ["Orders"]),
      // None.
      ("require: no service with tech Swift", ["Orders"]),
      ("require: no database has tech MongoDB", ["Shelf"]),
      ("require: no job", ["Nightly"]),
      // Relations.
      ("require: no call client to database", ["-> Ledger"]),
      ("require: no message service to queue", ["~> Mails \"changed\""]),
      ("require: no relation Inside to queue", ["~> Mails \"changed\""]),
      ("require: every relation gateway to service has timeout", ["-> [Orders, Catalog]", "-> [Orders, Catalog]"]),
      ("require: no call service to database has timeout", []),
      ("never { client -> database }", ["-> Ledger"]),
      ("never { database <- client }", ["-> Ledger"]),
      ("never { [Web, Kiosk] -> [database, gateway] }", ["-> Api", "-> Ledger"]),
      ("never { service ~> Mails }", ["~> Mails \"changed\""]),
      ("never { service -> Mails }", []),
      ("never { service ~> queue \"changed\" }", ["~> Mails \"changed\""]),
      ("never { service ~> queue \"removed\" }", []),
      ("never { client -> gateway -> service }", ["-> Api", "-> [Orders, Catalog]", "-> [Orders, Catalog]"]),
      ("require { service -> database }", []),
      ("require { [service, job] -> Ledger }", ["Catalog"]),
      ("require { Inside -> Ledger }", []),
      ("require { service ~> queue }", ["Orders"]),
      ("require { client -> component { timeout: 2s } }", ["Web", "Kiosk"]),
      // Paths.
      ("never { client ->+ database }", ["Web", "Kiosk"]),
      ("never { Web ->+ Shelf }", ["Web"]),
      ("never { database ->+ client }", []),
      ("require { client ->+ Shelf }", ["Kiosk"]),
      ("require: path client to database passes gateway", ["Kiosk"]),
      ("require: path from client to Shelf passes Orders", ["Web"]),
      ("require: path client to database passes [gateway, Kiosk]", []),
      ("require: no path client to database with holds catalog", ["Web"]),
      ("require: path client #legacy to database passes gateway", ["Kiosk"]),
    ] as [(String, [String])]) func findsWhatIsMeant(rule: String, expected: [String])
  {
    #expect(Self.found(rule) == expected, "\(rule)")
  }

  /// Renaming everything changes nothing but the names.
  @Test func namesMeanNothing() {
    let renamed = Self.shop.replacing("Web", with: "database").replacing("Ledger", with: "Book")
    #expect(Self.found("require: path client to database passes gateway", in: renamed).isEmpty)
    #expect(Self.found("require: path client to Book passes gateway", in: renamed) == ["Kiosk"])
  }

  @Test func tellsThePath() throws {
    let program = Program("rule NoDirect \"Apart\" { why: \"Rights\", never { Web ->+ Shelf } }\n" + Self.shop)
    let finding = try #require(program.run().diagnostics.first { $0.id == "NoDirect" })
    #expect(finding.message == "`Web` reaches `Shelf` over `Api` and `Catalog`")
    #expect(finding.severity == .error)
    #expect(finding.name == "NoDirect")
    #expect(finding.why == "Rights")
    #expect(
      finding.labels.map(\.text) == ["Web calls Api", "Api calls Catalog", "Catalog calls Shelf", "forbidden here"])
    #expect(program.rendered(finding).hasPrefix("error[NoDirect]: `Web` reaches"))
  }

  @Test func namesAreMadeOfWords() {
    let program = Program(
      """
      client Web
      require: every client has owner
      require: every client has owner
      require "Größe, zählt!" { Web -> Web }
      never { Web ->+ client }
      rule Own "x" { require: every client with replicas >= 2 has link }
      require: every client with p99 < 20ms has link
      never "42 is enough" { client -> client }

      """)
    #expect(
      program.model.customRules.map(\.id) == [
        "every-client-has-owner", "every-client-has-owner-2", "größe-zählt", "never-web-reaches-client", "Own",
        "every-client-with-p99-below-20ms-has-link", "rule-42-is-enough",
      ])
    // Each is a name of the language, so that an `allow` can bear it.
    for rule in program.model.customRules {
      let text = "client Web\nrequire: every client has owner\nallow \(rule.id) \"why\"\n"
      #expect(parse(SourceFile(path: "a.arch", text: text)).diagnostics.isEmpty, "\(rule.id)")
    }
  }

  @Test func areWeighedAllowedAndIgnored() {
    let rule = "rule Owned { severity: warning, require: every client has owner }\n"
    let program = Program(rule + Self.shop)
    #expect(program.run().diagnostics.filter { $0.id == "Owned" }.map(\.severity) == [.warning, .warning])
    for word in ["Owned", "custom"] {
      #expect(!program.run(RuleSelection(ignore: [word])).diagnostics.contains { $0.id == "Owned" })
    }
    var selection = RuleSelection()
    selection.severities["every-client-has-owner"] = .some(.info)
    let plain = Program("require: every client has owner\n" + Self.shop)
    #expect(
      plain.run(selection).diagnostics.filter { $0.id == "every-client-has-owner" }.allSatisfy { $0.severity == .info })
    selection.severities["every-client-has-owner"] = .some(nil)
    #expect(!plain.run(selection).diagnostics.contains { $0.id == "every-client-has-owner" })
    let off = Program("rule Owned { severity: off, require: every client has owner }\n" + Self.shop)
    #expect(!off.run().rules.contains("Owned"))

    let allowed = Program(
      rule + Self.shop.replacing("Kiosk #legacy { ", with: "Kiosk #legacy { allow Owned \"bought\", ")
    ).run()
    #expect(allowed.diagnostics.count { $0.id == "Owned" } == 1)
    #expect(allowed.suppressed.map(\.allow.reason) == ["bought"])
    let stale = Program(rule + Self.shop.replacing("service Catalog { ", with: "service Catalog { allow Owned \"x\", "))
    #expect(stale.run().diagnostics.contains { $0.id == "MOD004" })
    let unknown = Program(rule + Self.shop + "allow Ownd \"x\"\n").run().diagnostics.first { $0.id == "MOD004" }
    #expect(unknown?.fix?.title == "write `Owned`")
  }

  /// What an error hides is not missed, and a rule with an error judges nothing.
  @Test func errorsKeepRulesQuiet() {
    #expect(Self.found("require: every client has owner", in: Self.shop + "service Broken { replica: 3 }\n").isEmpty)
    #expect(
      Self.found("never { client -> database }", in: Self.shop + "service Broken { replica: 3 }\n") == ["-> Ledger"])
    #expect(Self.found("never { client -> database, clint -> database }").isEmpty)
  }

  @Test func standWhereDeclarationsStand() {
    // Inside a component a relation may begin with its arrow.
    #expect(Self.found("", in: "service A { -> B, never { -> B } }\nservice B\n") == ["-> B"])
    #expect(Self.found("", in: "zone Z { service A, rule R { require: every A has owner } }\n") == ["A"])
    // A variant takes a rule away, or adds one.
    let text =
      "client Web\nrule R { require: every client has owner }\nenvironment Test { remove R, rule S { require: every client has link } }\n"
    let files = [parse(SourceFile(path: "a.arch", text: text))]
    let base = compile(files)
    #expect(RuleSet.all.including(base.model).custom.map(\.id) == ["R"])
    let test = compile(files, variants: [VariantSelection(kinds: [.environment], name: "Test")])
    #expect(test.diagnostics.isEmpty)
    #expect(RuleSet.all.including(test.model).custom.map(\.id) == ["S"])
  }

  @Test func patternsHoldNeversAlone() {
    let program = Program("pattern P {\n  service a\n  rule R { require: every service has owner }\n}\nuse P X {}\n")
    #expect(program.compiled.map(\.id) == ["ARC025"])
  }

  @Test func optionsAreNoRules() {
    let model = Program("rule MOD003 { severity: info }\nrule isolated-component { severity: off }\n").model
    #expect(RuleSet.all.including(model).custom.isEmpty)
    #expect(findings("MOD015", in: "service A\nrule MOD001 { require: every service has owner }\n").count == 1)
  }

  @Test(arguments: [
    "require: every service with replicas >= 2 and replicas < 2 has owner",
    "require: every service with replicas 2 and replicas > 2 has owner",
    "require: every service with stateful and not stateful has owner",
    "require: every service with stateful true has stateful false",
    "require: every service with not owner has owner \"Sales\"",
    "require: every database with encrypted none has encrypted at-rest",
    "require: every database with type sql and type graph has owner",
    "require: every service #a has not #a",
  ]) func contradictionsAreErrors(rule: String) {
    let program = Program("service S\ndatabase D\n" + rule + "\n")
    #expect(program.compiled.map(\.id) == ["ARC056"], "\(rule)")
  }

  @Test(arguments: [
    "require: every service with replicas >= 2 and replicas < 3 has owner",
    "require: every database with holds pii and holds orders has owner",
    "require: every service with stateful or not stateful has owner",
    "require: every service with replicas != 2 and replicas 2..3 has owner",
    "require: every relation service to database has timeout < 2s and retry",
    "require: path [client, external] in zone to (store with holds pii) passes gateway",
    "require: every decision with status accepted has rationale",
    "require: every endpoint has auth",
    "require: every component has cost < $100/month",
    "require: every service has availability >= 99.9%",
    "require: every requirement has satisfied-by",
  ]) func soundRulesCompile(rule: String) {
    #expect(Program("service S\ndatabase D\n" + rule + "\n").compiled == [], "\(rule)")
  }

  /// Any run of words is answered, and the layout keeps them.
  @Test func randomWordsAreAnswered() {
    let words = [
      "every", "no", "path", "relation", "service", "Orders", "database", "#core", "has", "lacks", "with", "in", "to",
      "passes", "and", "or", "not", "(", ")", "[", "]", ",", "owner", "replicas", ">=", "<", "2", "holds", "pii",
      "tech",
      "Swift", "\"x\"", "p99", "20ms", "encrypted", "none", "Zone.A", "call", "message", "component",
    ]
    var state: UInt64 = 20_261_123
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<400 {
      let rule = (0..<next(14)).map { _ in words[next(words.count)] }.joined(separator: " ")
      let text =
        "service Orders #core { owner: \"a\" }\ndatabase Ledger\nrule R { require: \(rule)\n}\nrequire: \(rule)\n"
      let program = Program(text)
      _ = program.run(RuleSelection(strict: true))
      let parsed = parse(SourceFile(path: "a.arch", text: text))
      let formatted = format(parsed).text
      let again = parse(SourceFile(path: "a.arch", bytes: formatted))
      #expect(format(again).text == formatted, "\(text)")
      #expect(
        compile([again]).model.customRules.map(\.id) == program.model.customRules.map(\.id), "\(text)")
    }
  }

  /// A hub of many callers is judged in one walk.
  @Test func largeModelsAreJudged() {
    var text = "database Ledger\nnever { client ->+ database }\nrequire: path client to database passes gateway\n"
    for index in 0..<2000 {
      text +=
        "client C\(index) { -> S\(index) }\nservice S\(index) { -> \(index == 1999 ? "Ledger" : "S\(index + 1)") }\n"
    }
    let program = Program(text)
    let ids = program.run().diagnostics.map(\.id)
    #expect(ids.count { $0 == "never-client-reaches-database" } == 2000)
    #expect(ids.count { $0 == "path-client-to-database-passes-gateway" } == 2000)
  }
}
