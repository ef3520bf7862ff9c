import ArchModel
import ArchPatterns
import ArchSyntax
import TestSupport
import Testing

/// The patterns of the library: each is whole, can be used, and is then clean.
@Suite struct PatternLibraryTests {
  static let slugs = PatternLibrary.all.map(\.slug)

  private func entry(_ slug: String) throws -> PatternLibrary.Entry { try #require(PatternLibrary.find(slug)) }

  @Test func holdsWhatPractitionersExpect() {
    let wanted = [
      "API gateway", "CQRS", "event sourcing", "circuit breaker", "saga", "transactional outbox", "strangler fig",
      "bulkhead", "cache-aside", "read replicas", "sharding", "queue-based load levelling", "competing consumers",
      "back-end for front-end", "service discovery", "sidecar", "mesh", "retry with backoff", "leader election",
      "materialised view", "horizontal scaling", "vertical scaling", "Async Processing", "caching",
    ]
    for name in wanted where name != "back-end for front-end" {
      #expect(PatternLibrary.find(name) != nil, "\(name)")
    }
    #expect(PatternLibrary.find("backend for frontend")?.name == "BackendForFrontend")
    #expect(PatternLibrary.find("") == nil)
    #expect(PatternLibrary.find("std/none") == nil)
    #expect(Set(PatternLibrary.all.map(\.name)).count == PatternLibrary.all.count)
    #expect(Set(PatternLibrary.names).count == PatternLibrary.names.count)
  }

  @Test(arguments: slugs) func saysWhatItIsForAndWhatItCosts(slug: String) throws {
    let entry = try entry(slug)
    let pattern = try #require(PatternDescription.of(entry))
    #expect(pattern.name == entry.name)
    #expect(!pattern.documentation.isEmpty)
    #expect(!pattern.whenToUse.isEmpty)
    #expect(!pattern.benefits.isEmpty)
    #expect(!pattern.tradeOff.isEmpty)
    #expect(pattern.source != nil)
    #expect(pattern.parts.count >= 2)
    #expect(!pattern.relations.isEmpty)
    #expect(!pattern.nevers.isEmpty)
    for never in pattern.nevers {
      #expect(!never.title.isEmpty)
      #expect(!never.relations.isEmpty)
    }
    let page = PatternPage(pattern, module: entry.module, drawing: "").text
    for line in page.split(separator: "\n") where !line.contains("{ timeout") && !line.contains("{ retention") {
      #expect(line.count <= 130, "\(line)")
    }
  }

  /// Without a single part bound the pattern stands on its own, whatever the rules.
  @Test(arguments: slugs) func isCleanWhereItMakesAllParts(slug: String) throws {
    let entry = try entry(slug)
    let program = "import \"\(entry.module)\"\nuse \(entry.name) Whole {}\n"
    let checked = Checked(program)
    #expect(checked.diagnostics.isEmpty, "\(checked.rendered)")
    let strict = Checked(program, strict: true)
    #expect(strict.diagnostics.allSatisfy { $0.severity == .info }, "\(strict.rendered)")
  }

  /// Each part alone bound to a component that exists, with a system around it.
  @Test(arguments: slugs) func isCleanWithAnyPartBound(slug: String) throws {
    let entry = try entry(slug)
    let pattern = try #require(PatternDescription.of(entry))
    for part in pattern.parts {
      let body =
        switch part.kind {
        case .database: "{ backup: every 1h keep 30d, replicas: 2, failover: automatic 60s }"
        case .cache: "{ ttl: 5min, eviction: lru, replicas: 2, hit-rate: 80% assumed }"
        case .queue: "{ dead-letter: Lost, retention: 4d }\nqueue Lost { retention: 14d, alert: \"pages\" }"
        case .stream: "{ dead-letter: Lost, retention: 4d }\nqueue Lost { retention: 14d, alert: \"pages\" }"
        case .gateway: "{ auth: oauth2, rate-limit: 9/s, routing, load-balancing, discovery, replicas: 2 }"
        case .loadBalancer: "{ rate-limit: 9/s, load-balancing, replicas: 2 }"
        case .client, .storage: ""
        default: "{ replicas: 2 }"
        }
      let checked = Checked(
        """
        import "\(entry.module)"
        \(part.kind.rawValue) Mine \(body)
        use \(entry.name) Bound { \(part.name): Mine }
        """)
      #expect(checked.diagnostics.isEmpty, "\(part.name)\n\(checked.rendered)")
      let made = checked.model.components.filter { checked.model[$0].madeBy != nil }
      #expect(made.count == pattern.parts.count - 1)
    }
  }

  /// A relation that joins the bound parts is the pattern's, whatever it is called; one that goes another way is none.
  @Test func relationsThatExistAreNotDoubled() {
    func relations(_ arrow: String) -> [String] {
      let model = Checked(
        """
        pattern Told {
          service teller
          queue news
          teller ~> news { via: outbox }
        }
        service Desk
        queue Post
        Desk \(arrow) Post "PrintDone"
        use Told Office { teller: Desk, news: Post }
        """
      ).model
      return model.liveRelations.map { model.identity($0, naming: model.shortName) }
    }
    #expect(relations("~>").count == 1)
    #expect(relations("->").count == 2)
  }

  /// Two uses of one pattern, and several patterns in one program, get along.
  @Test func patternsStandBesideEachOther() {
    let imports = PatternLibrary.all.map { "import \"\($0.module)\"\n" }.joined()
    let uses = PatternLibrary.all.map { "use \($0.name) First\($0.name) {}\nuse \($0.name) Second\($0.name) {}\n" }
    let checked = Checked(imports + uses.joined())
    #expect(checked.diagnostics.isEmpty, "\(checked.rendered)")
  }

  /// What a pattern forbids is found: the first `never` of each.
  @Test(arguments: slugs) func reportsWhatItForbids(slug: String) throws {
    let entry = try entry(slug)
    let pattern = try #require(PatternDescription.of(entry))
    for never in pattern.nevers {
      for relation in never.relations {
        let words = relation.split(separator: " ").map(String.init)
        guard words.count == 3, !relation.contains("[") else { continue }
        let target = "Kept.\(words[2])"
        let checked = Checked(
          """
          import "\(entry.module)"
          use \(entry.name) Kept {}
          Kept.\(words[0]) \(words[1]) \(target) { timeout: 1s, encrypted: tls, idempotent }
          """)
        #expect(checked.ids.contains("PAT006"), "\(relation)\n\(checked.rendered)")
      }
    }
  }

  @Test func patternsOfAProgramAreReadToo() throws {
    let text = """
      /// Two ways in.
      pattern Doors "Front and back" {
        when-to-use: "Guests and staff differ", benefits: ["order"]
        gateway front
        gateway back { -> house { timeout: 1s } }
        service house
        front -> house { timeout: 1s }
        never { front -> back }
      }
      """
    let model = compile([parse(SourceFile(path: "doors.arch", text: text))]).model
    let pattern = try #require(PatternDescription.all(in: model).first)
    #expect(pattern.title == "Front and back")
    #expect(pattern.documentation == "Two ways in.")
    #expect(pattern.whenToUse == ["Guests and staff differ"])
    #expect(pattern.parts.map(\.name) == ["front", "back", "house"])
    #expect(pattern.relations == ["back -> house { timeout: 1s }", "front -> house { timeout: 1s }"])
    #expect(pattern.nevers.map(\.relations) == [["front -> back"]])
    #expect(pattern.nevers.map(\.title) == [""])
    #expect(pattern.tradeOff.isEmpty)
    let page = PatternPage(pattern, module: nil, drawing: "").text
    #expect(page.contains("use Doors Name { front: …, back: …, house: … }"))
    #expect(!page.contains("Trade-off"))
  }
}
