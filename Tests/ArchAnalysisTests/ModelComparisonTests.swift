import ArchAnalysis
import ArchModel
import ArchSyntax
import Testing

/// What differs between two programs, and what does not.
@Suite struct ModelComparisonTests {
  private func model(_ text: String) -> Model {
    let compilation = compile([parse(SourceFile(path: "a.arch", text: text))])
    #expect(compilation.diagnostics.filter { $0.severity == .error } == [])
    return compilation.model
  }

  private func comparison(_ before: String, _ after: String) -> ModelComparison {
    ModelComparison(before: model(before), after: model(after))
  }

  /// Each difference in a line: `+ Cache`, `~ Orders replicas: 2 → 3`.
  private func lines(_ before: String, _ after: String) -> [String] {
    let comparison = comparison(before, after)
    func sign(_ difference: Difference) -> String {
      switch difference {
      case .added: "+"
      case .removed: "-"
      case .changed: "~"
      }
    }
    func text(_ properties: [PropertyDifference]) -> String {
      properties.map { " \($0.name): \($0.before ?? "–") → \($0.after ?? "–")" }.joined(separator: ";")
    }
    var lines: [String] = []
    for change in comparison.elements {
      let name =
        change.after.map { comparison.after.path($0) } ?? change.before.map { comparison.before.path($0) } ?? ""
      let was = change.isRenamed ? " was " + (change.before.map { comparison.before.path($0) } ?? "") : ""
      lines.append(sign(change.difference) + " " + name + was + text(change.properties))
    }
    for change in comparison.relations {
      let name =
        change.after.map { comparison.after.identity($0, naming: comparison.after.path) }
        ?? change.before.map { comparison.before.identity($0, naming: comparison.before.path) } ?? ""
      lines.append(sign(change.difference) + " " + name + text(change.properties))
    }
    return lines + comparison.defaults.map { "~ defaults" + text([$0]) }
  }

  private let shop = """
    system Shop
    client Web { -> Api }
    zone Inner {
      service Api #core { replicas: 2, -> [Ledger, Stock] { timeout: 500ms } }
      database Ledger { tech: PostgreSQL 16 }
      service Stock
    }
    flow Buy { Web -> Api -> Ledger }
    """

  /// What a phase or an option changes in the model is part of the plan; its layout is not.
  @Test func whatPhasesAndOptionsChange() {
    func plan(_ replicas: Int, _ gap: String) -> String {
      """
      service Shop
      decision D { option Few { pros: ["cheap"]\(gap)extend Shop { replicas: 1 } } }
      migration { phase P { duration: 2w\(gap)extend Shop { replicas: \(replicas)\(gap)p50: 2ms } } }
      """
    }
    #expect(lines(plan(2, ", "), plan(2, "\n")) == [])
    #expect(
      lines(plan(2, ", "), plan(3, ", "))
        == ["~ P block: extend Shop { replicas: 2, p50: 2ms } → extend Shop { replicas: 3, p50: 2ms }"])
  }

  @Test func environmentsAndScenariosAreCompared() {
    let old =
      "service Shop\nenvironment Test { extend Shop { replicas: 1 } }\nscenario Sale { extend Shop { p50: 2ms } }"
    let new = old.replacing("replicas: 1", with: "replicas: 2").replacing("Sale", with: "Fair")
    #expect(lines(old, old.replacing(" { extend", with: " {\n extend")) == [])
    #expect(
      lines(old, new) == [
        "~ Test block: extend Shop { replicas: 1 } → extend Shop { replicas: 2 }", "+ Fair", "- Sale",
      ])
  }

  /// Another layout, another order, other units and a comment are no difference.
  @Test func whatMeansTheSameIsTheSame() {
    let other = """
      // A comment.
      system Shop
      zone Inner {
        service Stock { }
        database Ledger {
          tech:   PostgreSQL   16
        }
        service Api #core { -> Stock { timeout: 0.5s }, replicas: 2 }
      }
      Api -> Ledger { timeout: 0.5s }
      client Web
      Web -> Api
      flow Buy { Web -> Api, Api -> Ledger }
      """
    #expect(lines(shop, other).isEmpty, "\(lines(shop, other))")
    #expect(comparison(shop, shop).isEmpty)
  }

  @Test func partsComeGoAndChange() {
    let other = shop.replacing("service Stock", with: "worker Stock { p50: 2ms assumed }\n  cache Redis")
      .replacing("tech: PostgreSQL 16", with: "tech: PostgreSQL 17").replacing("#core { replicas: 2, ", with: "{ ")
      .replacing("client Web { -> Api }", with: "client App { -> Api }")
      .replacing("flow Buy { Web -> Api -> Ledger }", with: "flow Buy { App -> Api }")
    #expect(
      lines(shop, other) == [
        "+ App", "~ Inner.Api replicas: 2 → –; tags: core → –", "~ Inner.Ledger tech: PostgreSQL 16 → PostgreSQL 17",
        "~ Inner.Stock kind: service → worker; p50: – → 2ms assumed", "+ Inner.Redis",
        "~ Buy steps: Web -> Api, Api -> Ledger → App -> Api", "- Web", "+ App->Inner.Api", "- Web->Inner.Api",
      ], "\(lines(shop, other))")
  }

  /// A figure that is measured now instead of guessed is another statement.
  @Test func confidenceCounts() {
    #expect(
      lines("service A { p50: 2ms assumed }", "service A { p50: 2ms measured \"load test\" }") == [
        "~ A p50: 2ms assumed → 2ms measured \"load test\""
      ])
  }

  @Test func renamesAreRenames() {
    let other = shop.replacing("zone Inner {", with: "zone Private { was: Inner")
      .replacing("service Api #core {", with: "service Orders #core { was: Api,")
      .replacing("-> Api", with: "-> Orders")
    let found = lines(shop, other)
    #expect(found == ["~ Private was Inner", "~ Private.Orders was Inner.Api"], "\(found)")
    // What was renamed and changed is both; an old `was:` takes nothing from a part that bears the name today.
    let later = other.replacing("replicas: 2", with: "replicas: 5").replacing(
      "service Stock", with: "service Stock\n  service Api")
    #expect(lines(other, later) == ["~ Private.Orders replicas: 2 → 5", "+ Private.Api"])
    // To another boundary, by its path; without a word it is another part.
    let moved = "zone A\nzone B { service S { was: A.S } }"
    #expect(lines("zone A { service S }\nzone B", moved) == ["~ B.S was A.S"])
    #expect(lines("zone A { service S }\nzone B", "zone A\nzone B { service S }") == ["+ B.S", "- A.S"])
  }

  @Test func parallelRelationsAreToldApart() {
    let before = "service A { -> B { protocol: sql }, -> B { protocol: grpc, timeout: 1s } }\nservice B"
    let after = "service A { -> B { protocol: grpc, timeout: 2s }, ~> B, -> B { protocol: sql } }\nservice B"
    #expect(lines(before, after) == ["~ A->B[grpc] timeout: 1s → 2s", "+ A~>B"])
    #expect(lines(before, "service A { -> B { protocol: sql } }\nservice B") == ["- A->B[grpc]"])
    #expect(
      lines("service A { -> B }\nservice B", "service A { -> B \"read\" }\nservice B") == ["~ A->B label: – → read"])
  }

  @Test func referencesFollowRenames() {
    let before = "gateway G { endpoint E \"GET /a\" { to: A } }\nservice A\nqueue Q { dead-letter: D }\nqueue D"
    let after = """
      gateway G { endpoint E "GET /a" { to: B } }
      service B { was: A }
      queue Q { dead-letter: D2 }
      queue D2
      """
    #expect(lines(before, after) == ["~ B was A", "~ Q dead-letter: D → D2", "+ D2", "- D"])
  }

  @Test func defaultsAndConstraintsAreCompared() {
    let before =
      "constraints { budget: $9k/month }\ndefaults { service { timeout: 2s }, #core { mttr: 30min } }\nservice A #core"
    let after =
      "constraints { budget: $12k/month }\ndefaults { service { timeout: 3s }, database { mttr: 30min } }\nservice A #core"
    #expect(
      lines(before, after) == [
        "~  budget: $9k/month → $12k/month", "~ defaults service.timeout: 2s → 3s",
        "~ defaults database.mttr: – → 30min", "~ defaults #core.mttr: 30min → –",
      ], "\(lines(before, after))")
  }

  @Test(arguments: [
    ("endpoint E \"GET /v1/a\" {}", "", ["is gone"]),
    ("endpoint E \"GET /v1/a\" {}", "endpoint E \"GET /v2/a\" {}", ["answers `GET /v2/a` instead of `GET /v1/a`"]),
    ("endpoint E \"GET /v1/a\" {}", "endpoint F \"GET /v1/a\" {}", []),
    ("endpoint E \"GET /v1/a\" {}", "endpoint E \"GET /v1/a\" {}\nendpoint F \"GET /v2/a\" {}", []),
    ("endpoint E \"GET /a\" { version: v1 }", "endpoint E \"GET /a\" { version: v2 }", ["is `v2` instead of `v1`"]),
    ("endpoint E \"GET /a\" {}", "endpoint E \"GET /a\" { version: v1 }", []),
    (
      "endpoint E \"GET /a\" { auth: none }", "endpoint E \"GET /a\" { auth: jwt }",
      ["asks for `jwt` instead of `none`"]
    ),
    ("endpoint E \"GET /a\" { auth: jwt }", "endpoint E \"GET /a\" { auth: none }", []),
    (
      "endpoint E \"GET /a\" { receives: [orders, catalog] }", "endpoint E \"GET /a\" { receives: [orders] }",
      ["gives `catalog` no more"]
    ),
    ("endpoint E \"GET /a\" { receives: [orders] }", "endpoint E \"GET /a\" { receives: [catalog, orders] }", []),
    ("endpoint E \"GET /a\" { sends: [orders] }", "endpoint E \"GET /a\" { sends: [orders, pii] }", ["needs `pii`"]),
  ])
  func brokenInterfacesAreFound(before: String, after: String, breaks: [String]) {
    func program(_ endpoints: String) -> String {
      "client Web { -> Edge }\nload-balancer Edge { -> Api }\ngateway Api {\n\(endpoints)\n}\nservice Inside { -> Api }\n"
    }
    let found = comparison(program(before), program(after)).brokenInterfaces
    #expect(found.flatMap(\.breaks) == breaks)
    let inside = found.filter { !$0.isPublic }
    #expect(inside.isEmpty)
  }

  @Test func whatNobodyOutsideReachesIsNotPublic() {
    let before = "client Web { -> Api }\nservice Api { -> Stock }\nservice Stock { endpoint E \"GET /a\" {} }"
    let found = comparison(before, before.replacing("GET /a", with: "GET /b")).brokenInterfaces
    #expect(found.map(\.isPublic) == [false])
    let open = before.replacing("{} }", with: "{ public: true } }")
    #expect(comparison(open, open.replacing("GET /a", with: "GET /b")).brokenInterfaces.map(\.isPublic) == [true])
    let moved = "client Web { -> Api }\nservice Api {}\ngateway Old { endpoint E \"GET /a\" { to: Api } }"
    #expect(comparison(moved, moved.replacing("GET /a", with: "GET /b")).brokenInterfaces.map(\.isPublic) == [true])
  }
}

/// What follows from a change.
@Suite struct ConsequencesTests {
  private func headlines(_ before: String, _ after: String) -> [String] {
    func model(_ text: String) -> Model {
      let compilation = compile([parse(SourceFile(path: "a.arch", text: text))])
      #expect(compilation.diagnostics.filter { $0.severity == .error } == [])
      return compilation.model
    }
    return Consequences(ModelComparison(before: model(before), after: model(after))).headlines
  }

  /// 0.9995 of Orders alone; times 0.9977 of the cache that each request needs. $200 and $340 a month.
  private let before = """
    client Web { -> Orders }
    service Orders { availability: 99.95%, replicas: 1, cost: $200/month, p50: 20ms, p99: 80ms }
    flow Checkout { Web -> Orders }
    """
  private let after = """
    client Web { -> Orders }
    service Orders { availability: 99.95%, replicas: 1, cost: $200/month, p50: 20ms, p99: 80ms, -> Redis }
    cache Redis { availability: 99.77%, replicas: 1, cost: $340/month, p50: 1ms, p99: 2ms }
    flow Checkout { Web -> Orders -> Redis }
    """

  @Test func whatMattersIsOneLine() {
    let found = headlines(before, after)
    #expect(found.first == "Checkout availability 99.95% → 99.72%", "\(found)")
    #expect(found.contains("new single point of failure: Redis"))
    #expect(found.last == "cost + $340/month")
    let back = headlines(after, before)
    #expect(back.first == "Checkout availability 99.72% → 99.95%")
    #expect(back.contains("no single point of failure any more: Redis"))
    #expect(back.last == "cost - $340/month")
  }

  /// Two of it are no single point, nor is what a platform runs; a rename is nothing at all.
  @Test func whatIsNoSinglePoint() {
    let two = after.replacing("99.77%, replicas: 1", with: "99.77%, replicas: 2")
    #expect(!headlines(before, two).contains { $0.contains("single point") })
    let renamed = after.replacing("Orders {", with: "Sales { was: Orders,").replacing("-> Orders", with: "-> Sales")
    #expect(headlines(after, renamed).isEmpty, "\(headlines(after, renamed))")
    #expect(headlines(before, before).isEmpty)
  }
}
