import Foundation
import Testing

/// `archc diff` as a user meets it.
@Suite struct DiffCommandTests {
  private let old = """
    client Web { -> Api { timeout: 3s } }
    zone Inner {
      gateway Api { rate-limit: 20/s, auth: jwt, replicas: 2, availability: 99.99%, cost: $100/month
        endpoint Place "POST /v1/orders" { to: Orders }
        -> Orders { timeout: 2s }
      }
      service Orders { availability: 99.95%, replicas: 1, p50: 20ms, p99: 80ms, cost: $200/month }
    }
    flow Checkout { Web -> Api -> Orders }

    """

  private var new: String {
    old.replacingOccurrences(of: "zone Inner {", with: "zone Private { was: Inner")
      .replacingOccurrences(of: "/v1/", with: "/v2/")
      .replacingOccurrences(
        of: "cost: $200/month }",
        with:
          "cost: $200/month, -> Redis { timeout: 0.1s } }\n  cache Redis { availability: 99.77%, replicas: 1, cost: $340/month }"
      ).replacingOccurrences(of: "p50: 20ms, p99: 80ms", with: "p50: 80ms, p99: 20ms")
      .replacingOccurrences(of: "-> Orders }", with: "-> Orders -> Redis }")
  }

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(old, to: "old.arch")
    try binary.write(new, to: "new.arch")
    try body(binary)
  }

  @Test func textTellsWhatDiffersAndWhatFollows() throws {
    try with { (binary: Binary) throws in
      let outcome = try binary.run("diff", "old.arch", "new.arch")
      #expect(outcome.status == 0, "\(outcome.error)")
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "old.arch → new.arch")
      #expect(lines[1].hasPrefix("Checkout availability 99.95% → 99.72%; "), "\(lines[1])")
      #expect(lines[1].hasSuffix("new single point of failure: Redis; cost + $340/month"), "\(lines[1])")
      for line in [
        "  + cache Redis", "  ~ zone Private (was Inner)", "  + Orders->Redis", "  ~ endpoint Place",
        "      title: POST /v1/orders → POST /v2/orders",
        "  public: `Place` answers `POST /v2/orders` instead of `POST /v1/orders`",
      ] { #expect(lines.contains(line), "\(line)\n\(outcome.output)") }
      #expect(lines.contains { $0.hasPrefix("  + error MOD003: `Orders` has a `p50` of 80ms") })
      #expect(!outcome.output.contains("was Inner.Api"))
      let back = try binary.run("diff", "new.arch", "old.arch").output
      #expect(back.contains("  - MOD003: `Orders` has a `p50` of 80ms") && back.contains("cost - $340/month"))
    }
  }

  @Test func theStatusIsAskedFor() throws {
    try with { (binary: Binary) throws in
      #expect(try binary.run("diff", "old.arch", "new.arch", "--exit-code").status == 1)
      let same = try binary.run("diff", "old.arch", "old.arch", "--exit-code")
      #expect(same.status == 0 && same.output.contains("nothing differs"))
      try binary.write(old.replacingOccurrences(of: "2s", with: "2000ms") + "// more\n", to: "laid-out.arch")
      #expect(try binary.run("diff", "old.arch", "laid-out.arch", "--exit-code").status == 0)
      try binary.write("service A { replica: 3 }\n", to: "bad.arch")
      let bad = try binary.run("diff", "old.arch", "bad.arch")
      #expect(bad.status == 2 && bad.error.contains("`bad.arch` has 1 error, so nothing was compared"))
      #expect(try binary.run("diff", "old.arch").status == 2)
      #expect(try binary.run("diff", "old.arch", "gone.arch").status == 2)
      #expect(
        try binary.run("diff", "--since", "main", "old.arch", environment: ["GIT_CEILING_DIRECTORIES": "/"]).status == 2
      )
      try binary.write("", to: "empty.arch")
      #expect(try binary.run("diff", "empty.arch", "empty.arch").output.contains("nothing differs"))
      #expect(try binary.run("diff", "empty.arch", "old.arch", "--exit-code").output.contains("  + client Web"))
    }
  }

  @Test func markdownIsSafeAndHasTheDrawing() throws {
    try with { (binary: Binary) throws in
      let hostile = new.replacingOccurrences(
        of: "service Orders {", with: "service Orders \"<img src=x> @all | [a](b) \\u{202E}\" {")
      try binary.write(hostile, to: "new.arch")
      let text = try binary.run("diff", "old.arch", "new.arch", "--format", "markdown").output
      #expect(
        text.hasPrefix("<!-- archc diff -->\n### Architecture: `new.arch` against `old.arch`\n\n**Checkout avail"))
      #expect(text.contains("| added | `cache Redis` |"))
      #expect(text.contains("- **public** `Place` answers `POST /v2/orders` instead of `POST /v1/orders`"))
      #expect(text.contains("<details><summary>Drawing</summary>\n\n~~~~text\n") && text.contains("+ Redis"))
      // Outside of the fence of the drawing nothing of the model is markup.
      let outside =
        (text.components(separatedBy: "<details>").first ?? "")
        + (text.components(separatedBy: "</details>").last ?? "")
      #expect(outside.contains("&#60;img src=x&#62; &#64;all"), "\(outside)")
      #expect(!outside.contains("<img") && !outside.contains("](b)"))
    }
  }

  @Test func jsonFitsItsSchema() throws {
    try with { (binary: Binary) throws in
      let text = try binary.run("diff", "old.arch", "new.arch", "--format", "json").output
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect(object?["version"] as? Int == 1)
      let program = try #require((object?["programs"] as? [[String: Any]])?.first)
      let components = try #require(program["components"] as? [[String: Any]])
      #expect(components.map { $0["id"] as? String } == ["Private.Orders", "Private.Redis"])
      #expect(components.map { $0["change"] as? String } == ["changed", "added"])
      #expect((program["breaks"] as? [[String: Any]])?.first?["public"] as? Bool == true)
      #expect((program["newSinglePoints"] as? [[String: Any]])?.first?["part"] as? String == "Private.Redis")
      let figures = try #require(program["figures"] as? [[String: Any]])
      let cost = try #require(figures.first { $0["figure"] as? String == "cost" })
      #expect((cost["after"] as? Double ?? 0) - (cost["before"] as? Double ?? 0) == 340)
      #expect((program["newFindings"] as? [[String: Any]])?.contains { $0["id"] as? String == "MOD003" } == true)
    }
  }

  @Test func theDrawingMarksWhatChanged() throws {
    try with { (binary: Binary) throws in
      let text = try binary.run("diff", "old.arch", "new.arch", "--format", "ascii").output
      #expect(text.contains("+ Redis") && text.contains("~ Orders"))
      // A rename of what is around is no change of what is inside, and nothing is drawn twice.
      #expect(!text.contains("~ Api") && text.components(separatedBy: "Api").count == 2, "\(text)")
      let gone = try binary.run("diff", "new.arch", "old.arch", "--format", "ascii").output
      #expect(gone.contains("- Redis"))
      #expect(try binary.run("diff", "old.arch", "new.arch", "-o", "changes.svg").status == 0)
      let svg = try binary.text("changes.svg")
      #expect(svg.contains("data-name=\"Private.Redis\"") && svg.contains("added"))
      #expect(try binary.run("diff", "old.arch", "new.arch", "-o", "changes.xyz").status == 2)
    }
  }

  @Test func revisionsAreComparedWithTheWorkTree() throws {
    try with { (binary: Binary) throws in
      func git(_ arguments: String...) throws {
        let outcome = try binary.run(
          list: ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
            + arguments,
          binary: URL(fileURLWithPath: "/usr/bin/env"))
        try #require(outcome.status == 0, "\(outcome.error)")
      }
      try FileManager.default.removeItem(at: binary.folder.appendingPathComponent("new.arch"))
      try binary.write("service Old\n", to: "gone.arch")
      try git("init", "-q", "-b", "main", ".")
      try git("add", "-A")
      try git("commit", "-q", "-m", "one")
      try binary.write(new, to: "old.arch")
      let since = try binary.run("diff", "--since", "HEAD", "old.arch")
      #expect(since.output.hasPrefix("HEAD → old.arch\n"), "\(since.error)")
      #expect(since.output.contains("new single point of failure: Redis"))
      // Of a folder all programs, those that came and went among them.
      try git("rm", "-q", "gone.arch")
      try binary.write("service New\n", to: "fresh.arch")
      let all = try binary.run("diff", "--since", "HEAD").output
      #expect(all.contains("nothing at HEAD → fresh.arch") && all.contains("  + service New"), "\(all)")
      #expect(all.contains("HEAD → gone.arch is gone") && all.contains("  - service Old"))
      #expect(try binary.run("diff", "--since=--output=x", "old.arch").status == 2)

      // What somebody else has to decide.
      let check = try binary.run(
        "check", "old.arch", "--since", "HEAD", "--fail-on", "escalation", "--ignore", "MOD003", "--quiet")
      #expect(check.status == 1)
      for rule in ["ESC005 breaking-public-api"] { #expect(check.output.contains(rule), "\(check.output)") }
      #expect(!check.output.contains("ESC003"), "\(check.output)")
      let usual = try binary.run("check", "old.arch", "--since", "HEAD", "--ignore", "MOD003", "--ignore", "REL")
      #expect(usual.status == 0 && !usual.output.contains("ESC"), "\(usual.output)")
      #expect(
        try binary.run("check", "old.arch", "--fail-on", "escalation", "--ignore", "MOD003", "--ignore", "REL").status
          == 0)
    }
  }
}
