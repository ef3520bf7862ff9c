import Foundation
import TestSupport
import Testing

/// `archc report` and `archc adr` as a user runs them.
@Suite struct ReportCommandTests {
  private static let shop = """
    /// Sells books.
    system Shop "Book shop" { owner: "Sales", version: v2 }
    constraints { users: 1k, load: 10/s peak 40/s, growth: 5%/month, budget: $100/month }
    client Web
    service Orders { tech: Swift, replicas: 2, capacity: 100/s, cost: $70/month, rate-limit: 9/s, auth: jwt }
    database Db {
      tech: PostgreSQL 16, replicas: 2, cost: $90/month, backup: every 1h keep 30d, rpo: 2h, replication: sync
    }
    Web -> Orders { encrypted: tls }
    Orders -> Db { timeout: 1s, access: read-write }
    flow Buy { rate: 10/s peak 40/s, objective { availability: 99.9% }, Web -> Orders -> Db }
    decision D1 "PostgreSQL or DynamoDB" {
      status: proposed, affects: Db, context: "Money."
      option Postgres "PostgreSQL"
      option Dynamo "DynamoDB" { extend Db { tech: DynamoDB, cost: $30/month } }
      chosen: Postgres, rationale: "Consistency"
    }
    migration "Out of it" {
      phase P1 "Data" { adds: Db, duration: 2w, rollback: "Back" }
      phase P2 "Orders" { adds: Orders, after: P1, duration: 2w }
    }
    """

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(Self.shop, to: "shop.arch")
    try body(binary)
  }

  @Test func theFirstPageSaysWhatIsSoughtAndWhatIsAtStake() throws {
    try with { binary in
      let report = try binary.run("report", "shop.arch", "--today", "2026-11-01")
      #expect(report.status == 0, "\(report.error)")
      #expect(report.output.contains("**Decision sought**: D1 PostgreSQL or DynamoDB: take PostgreSQL."))
      #expect(report.output.contains("1. Budget misses its limit: **$320/month[^cost]** against $100/month"))
      #expect(report.output.contains("**Cost** now: $320/month[^cost], in a year: $320/month"))
      #expect(report.output.contains("| PostgreSQL (chosen) |"))
      #expect(report.output.contains("$200/month"))
      let rows = report.output.split(separator: "\n").filter { $0.hasPrefix("| [P") }
      #expect(rows.count == 2)
      #expect(rows.first?.contains("| adds Db") ?? false)
      #expect(rows.last?.contains("| adds Orders; changes Buy; 2 new relations |") ?? false)
      #expect(!report.output.contains("U+"))
    }
  }

  /// The architecture in between is the same wherever it is asked for: in the report, drawn, computed.
  @Test func aPhaseIsTheSameProgramEverywhere() throws {
    try with { binary in
      let report = try binary.run("report", "shop.arch", "--today", "2026-11-01")
      for phase in ["P1", "P2"] {
        let cells = report.output.split(separator: "\n").first { $0.hasPrefix("| [\(phase)]") }?
          .split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        let row = try #require(cells)
        let cost = try binary.run("why", "shop.arch", "cost", "--phase", phase)
        #expect(cost.output.contains(row[2].split(separator: " ").first ?? "?"), "\(cost.output)")
        let build = try binary.run("build", "shop.arch", "--phase", phase, "-o", "out-\(phase)")
        #expect(build.status < 2, "\(build.error)")
        let text = try binary.text("out-\(phase)/shop.txt")
        #expect(text.contains("Orders") == (phase == "P2"))
      }
    }
  }

  @Test func sectionsAreChosenByName() throws {
    try with { binary in
      let cost = try binary.run("report", "shop.arch", "--section", "cost", "--section", "constraints")
      #expect(cost.output.hasPrefix("## Cost\n"))
      #expect(cost.output.contains("### Constraints"))
      #expect(!cost.output.contains("### Components"))
      #expect(cost.output.contains("\n[^cost]: "))
      let wrong = try binary.run("report", "shop.arch", "--section", "capacty-planning")
      #expect(wrong.status == 2)
      #expect(wrong.error.contains("did you mean `capacity-planning`?"))
    }
  }

  @Test func frontMatterAndTemplate() throws {
    try with { binary in
      try binary.write("# {{ title }}\n\n{{ summary body }}\n\nOur own words.\n", to: "outline.md")
      let made = try binary.run(
        "report", "shop.arch", "--template", "outline.md", "--front-matter", "-o", "out/page.md")
      #expect(made.status == 0, "\(made.error)")
      let text = try binary.text("out/page.md")
      #expect(text.hasPrefix("---\ntitle: \"Book shop\"\ndescription: \"Sells books.\"\nowner: \"Sales\"\n"))
      #expect(text.contains("# Book shop\n\n**Decision sought**"))
      #expect(text.contains("Our own words.\n\n[^"))
      try binary.write("one\n{{ cots }}\n", to: "wrong.md")
      let wrong = try binary.run("report", "shop.arch", "--template", "wrong.md")
      #expect(wrong.status == 2)
      #expect(wrong.error.contains("wrong.md:2: the report has no section `cots`"))
    }
  }

  @Test func thePageOfHTMLNeedsNothingButItself() throws {
    try with { binary in
      let made = try binary.run("report", "shop.arch", "-o", "shop.html")
      #expect(made.status == 0, "\(made.error)")
      let html = try binary.text("shop.html")
      #expect(html.hasPrefix("<!DOCTYPE html>\n"))
      #expect(html.components(separatedBy: "<svg").count - 1 >= 3)
      for word in ["<script", "src=", "url(", "@import", "style=\"", "http-equiv=\"refresh\""] {
        #expect(!html.contains(word), "\(word)")
      }
      let ids = html.components(separatedBy: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func theJSONHasTheSectionsAndFootnotes() throws {
    try with { binary in
      let made = try binary.run("report", "shop.arch", "--format", "json")
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
      #expect(json["version"] as? Int == 1)
      #expect(json["owner"] as? String == "Sales")
      let sections = try #require(json["sections"] as? [[String: Any]])
      #expect(sections.contains { $0["name"] as? String == "risk-register" })
      #expect((json["footnotes"] as? [String: String])?["cost"]?.contains("Orders.cost") == true)
    }
  }

  @Test(arguments: [
    ["--template", "a.md", "--section", "cost"], ["--format", "html", "--front-matter"],
    ["--format", "json", "--template", "a.md"], ["--today", "soon"], ["--format", "pdf"],
  ])
  func whatDoesNotGoTogetherIsRefused(options: [String]) throws {
    try with { binary in
      let run = try binary.run(list: ["report", "shop.arch"] + options)
      #expect(run.status == 2)
    }
  }

  @Test func decisionsAreWrittenOnceAndNeverOverAnEdit() throws {
    try with { binary in
      let first = try binary.run("adr", "shop.arch", "-o", "docs/decisions")
      #expect(first.status == 0, "\(first.error)")
      #expect(
        first.output == "docs/decisions/0001-postgresql-or-dynamodb.md\ndocs/decisions/README.md\n")
      let record = try binary.text("docs/decisions/0001-postgresql-or-dynamodb.md")
      #expect(record.contains("- About: [Db](../../shop.arch)"))
      let second = try binary.run("adr", "shop.arch", "-o", "docs/decisions")
      #expect(second.status == 0 && second.output.isEmpty && second.error.isEmpty)
      #expect(try binary.run("adr", "shop.arch", "-o", "docs/decisions", "--check").status == 0)

      try binary.write(Self.shop.replacing("Money.", with: "Gold."), to: "shop.arch")
      #expect(try binary.run("adr", "shop.arch", "-o", "docs/decisions", "--check").status == 1)
      #expect(try binary.text("docs/decisions/0001-postgresql-or-dynamodb.md") == record)
      try binary.write(record.replacing("Money.", with: "Silver."), to: "docs/decisions/0001-postgresql-or-dynamodb.md")
      let kept = try binary.run("adr", "shop.arch", "-o", "docs/decisions")
      #expect(kept.status == 1)
      #expect(kept.error.contains("was edited by hand and is left as it is"))
      let edited = try binary.text("docs/decisions/0001-postgresql-or-dynamodb.md")
      #expect(edited.contains("Silver."))
      let forced = try binary.run("adr", "shop.arch", "-o", "docs/decisions", "--force")
      #expect(forced.status == 0, "\(forced.error)")
      let renewed = try binary.text("docs/decisions/0001-postgresql-or-dynamodb.md")
      #expect(renewed.contains("Gold."))
    }
  }
}
