import Foundation
import TestSupport
import Testing

/// Patterns and advice on the command line.
@Suite struct PatternCommandTests {
  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try body(binary)
  }

  @Test func listsAndShows() throws {
    try with { (binary: Binary) throws in
      let list = try binary.run("pattern", "list")
      #expect(list.status == 0)
      #expect(list.output.contains("std/cqrs"))
      #expect(list.output.split(separator: "\n").count > 21)
      let json = try binary.run("pattern", "list", "--format", "json")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect((object["patterns"] as? [[String: Any]])?.count ?? 0 >= 21)
      let page = try binary.run("pattern", "show", "CQRS")
      #expect(page.status == 0)
      for part in ["When to use", "Benefits", "Trade-off", "Structure", "Never", "Drawing", "│ Query handler │"] {
        #expect(page.output.contains(part), "\(part)")
      }
      let typo = try binary.run("pattern", "show", "cqsr")
      #expect(typo.status == 2)
      #expect(typo.error.contains("nearest: `cqrs`"))
    }
  }

  @Test func startsAPatternAndKeepsWhatIsThere() throws {
    try with { (binary: Binary) throws in
      let made = try binary.run("pattern", "new", "Desk")
      #expect(made.status == 0, "\(made.error)")
      try binary.write("import \"Desk.arch\"\nuse Desk Front {}\n", to: "main.arch")
      let clean = try binary.run("check", "main.arch")
      #expect(clean.output.contains("no findings"), "\(clean.output)")
      let again = try binary.run("pattern", "new", "Desk")
      #expect(again.status == 2)
      #expect(again.error.contains("exists"))
      let shown = try binary.run("pattern", "show", "Desk", "--in", "main.arch")
      #expect(shown.output.contains("Requests are taken in"), "\(shown.error)")
      let copied = try binary.run("pattern", "new", "Reading", "--from", "cqrs", "-o", "sub/reading.arch")
      #expect(copied.status == 0)
      #expect(try binary.run("fmt", "--check", "Desk.arch", "sub/reading.arch").status == 0)
      #expect(try binary.text("sub/reading.arch").contains("pattern Reading \""))
      #expect(try binary.run("pattern", "new", "two words").status == 2)
      #expect(try binary.run("pattern", "new", "../up").status == 2)
    }
  }

  @Test func advises() throws {
    try with { (binary: Binary) throws in
      let need = try binary.run("advise", "--need", "high-write-throughput", "--provider", "aws", "--kind", "database")
      #expect(need.status == 0)
      #expect(need.output.contains("Cassandra"))
      #expect(!need.output.contains("Bigtable"))
      let guide = try binary.run("advise", "--topic", "message queues")
      for words in ["General purpose", "RabbitMQ", "AWS native", "SQS", "Simple pub/sub", "Lightweight"] {
        #expect(guide.output.contains(words), "\(words)")
      }
      try binary.write("system S { provider: aws }\ndatabase D { tech: Neo4j, needs: transactions }\n", to: "a.arch")
      let file = try binary.run("advise", "a.arch", "--format", "json")
      #expect(file.output.contains("\"technology\" : \"Neo4j\""), "\(file.output)")
      let typo = try binary.run("advise", "--need", "grpah")
      #expect(typo.status == 2)
      #expect(typo.error.contains("`graph`"))
      #expect(try binary.run("advise", "--need", "graph", "--provider", "moon").status == 2)
      let empty = try binary.run("advise", "--need", "")
      #expect(empty.status == 2 && empty.error.contains("names no need"))
      let kind = try binary.run("advise", "--need", "graph", "--kind", "cache")
      #expect(kind.output.contains("As another part: Neo4j (database)"), "\(kind.output)")
      let azure = try binary.run("advise", "--provider", "azure", "--topic", "databases")
      #expect(azure.output.contains("MongoDB, Cosmos DB") && !azure.output.contains("DynamoDB,"), "\(azure.output)")
      let native = try binary.run("advise", "--need", "AWS native", "--format", "markdown")
      #expect(native.output.contains("Amazon SNS") && !native.output.contains("Amazon RDS"), "\(native.output)")
      #expect(try binary.run("advise", "a.arch", "--need", "graph").status == 2)
    }
  }

  @Test func findsAndStartsProjects() throws {
    try with { (binary: Binary) throws in
      let made = try binary.run(
        "new", "shop", "--style", "event-driven", "--provider", "azure", "--scale", "small", "--pattern",
        "circuit-breaker,cache-aside", "--ci", "gitlab")
      #expect(made.status == 0, "\(made.error)")
      #expect(binary.files.filter { $0.contains(".") } == ["shop/.archc.yml", "shop/.gitlab-ci.yml", "shop/shop.arch"])
      let clean = try binary.run("check", "shop")
      #expect(clean.status == 0 && clean.output.contains("no findings"), "\(clean.output)")
      #expect(try binary.run("fmt", "--check", "shop").status == 0)
      let found = try binary.run("pattern", "find", "shop/shop.arch")
      #expect(found.output.contains("Reads like CQRS."), "\(found.output)")
      #expect(!found.output.contains("cache-aside"))
      // Nothing is replaced unasked, and nothing half made.
      try binary.write("mine\n", to: "shop/.archc.yml")
      let again = try binary.run("new", "shop", "--style", "monolith", "--ci", "github")
      #expect(again.status == 2)
      #expect(again.error.contains("`shop/shop.arch`, `shop/.archc.yml` exist"))
      #expect(try binary.text("shop/.archc.yml") == "mine\n")
      #expect(!binary.exists("shop/.github"))
      let forced = try binary.run("new", "shop", "--style", "monolith", "--ci", "none", "--force")
      #expect(forced.status == 0)
      #expect(forced.error.contains("`shop/.archc.yml` was replaced"))
      // A link is no way out, and a name no path.
      try FileManager.default.createDirectory(
        at: binary.folder.appendingPathComponent("linked"), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: binary.folder.appendingPathComponent("linked/.github").path, withDestinationPath: "/")
      let linked = try binary.run("new", "linked", "--ci", "github")
      #expect(linked.status == 2)
      #expect(linked.error.contains("is a link"))
      let named = try binary.run("new", "deep", "--name", "../../up", "--ci", "none")
      #expect(named.status == 0)
      #expect(binary.exists("deep/up.arch"))
      let near = try binary.run("new", "x", "--style", "microservice")
      #expect(near.error.contains("`microservices`"))
      #expect(try binary.run("new", "x", "--name", "!!").status == 2)
      let contradiction = try binary.run("new", "x", "--style", "monolith", "--pattern", "service-mesh")
      #expect(contradiction.status == 2)
      #expect(contradiction.error.contains("MNT005"))
      #expect(!binary.exists("x"))
    }
  }

  @Test func phasesAreModelsOfTheirOwn() throws {
    try with { (binary: Binary) throws in
      try binary.write(
        """
        client Web { -> Api }
        service Api { rate-limit: 9/s, timeout: 1s, -> Db, p50: 5ms, p99: 40ms }
        database Db { backup: every 1h, p50: 5ms, p99: 40ms }
        flow Buy { Web -> Api -> Db }
        requirement R1 "Quick" { verify: Buy.p99 < 200ms }
        migration { phase P1 "slow" { extend Db { p99: 900ms } }, phase P2 { after: P1, extend Db { p99: 40ms } } }

        """, to: "m.arch")
      let whole = try binary.run("check", "m.arch")
      #expect(whole.status == 1)
      #expect(whole.output.contains("MOD014"), "\(whole.output)")
      let phase = try binary.run("check", "m.arch", "--phase", "P1")
      #expect(phase.output.contains("MOD006") && !phase.output.contains("MOD014"), "\(phase.output)")
      #expect(try binary.run("check", "m.arch", "--phase", "P2").status == 0)
      #expect(try binary.run("check", "m.arch", "--phase", "start").status == 0)
      #expect(try binary.run("check", "m.arch", "--phase", "P9").status == 2)
      for command in ["figures", "diagram", "report"] {
        #expect(try binary.run(command, "m.arch", "--phase", "P1").status == 0)
      }
      #expect(try binary.run("build", "m.arch", "--phase", "P1", "-o", "out").status == 0)
      #expect(binary.exists("out/m.md") && binary.exists("out/m.svg"))
    }
  }

  /// The handbook of patterns is what the binary prints.
  @Test func handbookIsFresh() throws {
    try with { (binary: Binary) throws in
      let page = try binary.run("pattern", "show", "--format", "markdown")
      #expect(page.status == 0)
      try Golden.compare(page.output, with: "docs/patterns.md")
    }
  }
}
