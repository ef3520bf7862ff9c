import ArchModel
import ArchPatterns
import ArchSyntax
import TestSupport
import Testing

/// New projects are complete and clean, whatever was asked for.
@Suite struct ProjectPlanTests {
  static let cases = ProjectPlan.styles.flatMap { style in ProjectPlan.providers.map { (style, $0) } }

  private func plan(
    _ style: String, _ provider: String = "any", _ scale: ProjectPlan.Scale = .medium, _ patterns: [String] = []
  ) -> ProjectPlan {
    ProjectPlan(
      title: "Corner shop", style: style, provider: provider, scale: scale,
      patterns: patterns.compactMap { PatternLibrary.find($0) }, pipeline: .github)
  }

  @Test(arguments: cases) func isCleanAndLaidOut(style: String, provider: String) throws {
    for scale in ProjectPlan.Scale.allCases {
      let text = try #require(plan(style, provider, scale).files.first).text
      let checked = Checked(text, strict: true)
      #expect(checked.diagnostics.isEmpty, "\(scale)\n\(checked.rendered)")
      #expect(Checked(text).diagnostics.isEmpty)
      #expect(!format(parse(SourceFile(path: "x.arch", text: text))).changed)
      let model = checked.model
      #expect(model.flows.count >= 2 && model.flows.allSatisfy { !$0.isBroken && !$0.steps.isEmpty })
      #expect(!model.elements(of: .requirement).isEmpty && !model.elements(of: .decision).isEmpty)
      let system = try #require(model.system)
      #expect(model.stated(.style, of: system).flatMap { model.word($0.value) } == style)
    }
  }

  /// Each pattern alone, in each style that it does not contradict.
  @Test(arguments: ProjectPlan.styles) func isCleanWithPatterns(style: String) throws {
    let isOne = style == "monolith" || style == "modular-monolith"
    for entry in PatternLibrary.all {
      let text = try #require(plan(style, "aws", .medium, [entry.slug]).files.first).text
      let checked = Checked(text)
      // What brings many programs is no monolith, and says so.
      if isOne, checked.ids.allSatisfy({ $0 == "MNT005" }), !checked.ids.isEmpty { continue }
      #expect(checked.diagnostics.isEmpty, "\(entry.slug)\n\(checked.rendered)")
      #expect(checked.model.elements(of: .use).count == 1)
      let strict = Checked(text, strict: true)
      #expect(strict.diagnostics.allSatisfy { $0.severity == .info }, "\(entry.slug)\n\(strict.rendered)")
      #expect(!format(parse(SourceFile(path: "x.arch", text: text))).changed, "\(entry.slug)")
    }
  }

  /// An event-driven project has two sides already: CQRS binds them, and makes none beside them.
  @Test func nothingIsMadeTwice() throws {
    for scale in ProjectPlan.Scale.allCases {
      let plain = Checked(try #require(plan("event-driven", "aws", scale).files.first).text)
      let bound = Checked(try #require(plan("event-driven", "aws", scale, ["cqrs"]).files.first).text, strict: true)
      #expect(bound.diagnostics.isEmpty, "\(bound.rendered)")
      #expect(bound.model.components.count == plain.model.components.count)
      #expect(bound.model.liveRelations.count == plain.model.liveRelations.count)
    }
  }

  /// What patterns make has what a strict check asks for, too: prices, alerts, encryption.
  @Test(arguments: ProjectPlan.Scale.allCases) func whatPatternsMakeIsComplete(scale: ProjectPlan.Scale) throws {
    for (style, provider) in [("event-driven", "any"), ("event-driven", "azure"), ("microservices", "aws")] {
      for patterns in [
        ["saga", "cqrs"], ["transactional-outbox", "event-sourcing"], ["cache-aside", "read-replicas"],
      ] {
        let text = try #require(plan(style, provider, scale, patterns).files.first).text
        let checked = Checked(text, strict: true)
        #expect(checked.diagnostics.isEmpty, "\(style) \(patterns) \(scale)\n\(checked.rendered)")
        #expect(!format(parse(SourceFile(path: "x.arch", text: text))).changed)
      }
    }
  }

  /// GitLab starts a shell in the image, whose own start is archc.
  @Test func gitlabGetsAShell() throws {
    let plan = ProjectPlan(
      title: "Shop", style: "monolith", provider: "any", scale: .small, patterns: [], pipeline: .gitlab)
    let file = try #require(plan.files.first { $0.path == ".gitlab-ci.yml" })
    #expect(file.text.contains("    entrypoint: [\"\"]\n"))
    #expect(file.text.contains("- archc check . --format gitlab > gl-code-quality-report.json"))
  }

  @Test func namesAreSafe() {
    func plan(_ title: String) -> ProjectPlan {
      ProjectPlan(
        title: title, style: "monolith", provider: "any", scale: .small, patterns: [], pipeline: .gitlab)
    }
    #expect(plan("Ticket shop").name == "TicketShop")
    #expect(plan("Ticket shop").stem == "ticket-shop")
    #expect(plan("../../etc/passwd").stem == "etc-passwd")
    #expect(plan("a/b\\c\u{0}d").files.allSatisfy { !$0.path.contains("..") && !$0.path.contains("\u{0}") })
    #expect(plan("4711").name == nil)
    #expect(plan("").files.isEmpty)
    #expect(plan(String(repeating: "x", count: 400)).files.isEmpty)
    #expect(plan("Übersicht für Ämter").name == "ÜbersichtFürÄmter")
    #expect(plan("Übersicht für Ämter").stem == "übersicht-für-ämter")
    #expect(plan("切符 売り場").files.first.map { Checked($0.text).diagnostics.isEmpty } == true)
    #expect(plan("😀 ½ \u{202E}").name == nil)
    let quoted = plan("Bob's \"best\" \\ shop\n}")
    let checked = Checked(quoted.files[0].text)
    #expect(checked.diagnostics.isEmpty, "\(checked.rendered)")
    #expect(quoted.files.map(\.path) == ["bob-s-best-shop.arch", ".archc.yml", ".gitlab-ci.yml"])
  }
}
