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
      #expect(try binary.run("advise", "a.arch", "--need", "graph").status == 2)
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
