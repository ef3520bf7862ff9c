import Foundation
import Testing

/// What the options of `archc check` do, and how a run ends.
@Suite struct CheckOptionTests {
  /// Finds REL001 (a warning, without the default `flow` objective) twice and MOD003 (an error).
  private let shop = """
    client Web { -> Orders { timeout: 3s } }
    service Orders {
      rate-limit: 20/s
      -> Ledger
      -> Stock
    }
    service Ledger
    service Stock { p50: 20ms, p99: 10ms }
    flow Buy { Web -> Orders -> Stock }
    flow Note { Web -> Orders -> Ledger }

    """

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    try body(binary)
  }

  @Test func rulesAreChosen() throws {
    try with { (binary: Binary) throws in
      func found(_ options: String...) throws -> [String] {
        let outcome = try binary.run(list: ["check", "shop.arch", "--quiet"] + options)
        let heads = outcome.output.split(separator: "\n").filter { $0.contains("]: ") }
        return heads.compactMap { $0.split(separator: "[").last?.split(separator: " ").first.map(String.init) }
      }
      #expect(try found() == ["REL001", "REL001", "MOD003"])
      #expect(try found("--ignore", "REL001") == ["MOD003"])
      #expect(try found("--ignore", "reliability", "--ignore", "impossible-value").isEmpty)
      // What is named alone is run besides the default rules; what is ignored is ignored whatever else says.
      #expect(try found("--select", "coverage").contains("MOD010"))
      #expect(try !found("--select", "REL", "--ignore", "REL").contains("REL001"))
      #expect(try Set(found("--strict")).isSuperset(of: ["MOD010", "REL001", "MOD003"]))
      #expect(try !found("--strict", "--ignore", "MOD").contains("MOD010"))
      let unknown = try binary.run("check", "shop.arch", "--select", "missing-timout")
      #expect(unknown.status == 2)
      #expect(unknown.error.contains("no rule is called `missing-timout`; nearest: missing-timeout"))
    }
  }

  @Test(arguments: [
    ("error", "", Int32(1)), ("warning", "", 1), ("info", "", 1), ("never", "", 0), ("error", "MOD003", 0),
    ("warning", "MOD003", 1), ("warning", "MOD003 REL001", 0), ("info", "MOD003 REL001", 0),
  ])
  func failOnDecidesTheStatus(threshold: String, ignored: String, status: Int32) throws {
    try with { (binary: Binary) throws in
      let ignores = ignored.split(separator: " ").flatMap { ["--ignore", String($0)] }
      for format in ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        let options = ["check", "shop.arch", "--fail-on", threshold, "--format", format]
        #expect(try binary.run(list: options + ignores).status == status, "\(format)")
      }
    }
  }

  /// In text it is the last line of the output; beside a machine's format it goes to the log.
  @Test func aSummaryIsAlwaysThere() throws {
    try with { (binary: Binary) throws in
      let summary = "1 file, 4 components: 1 error, 2 warnings\n"
      for format in ["text", "github", "markdown"] {
        let outcome = try binary.run("check", "shop.arch", "--format", format)
        #expect(outcome.output.hasSuffix(summary), "\(format) \(outcome.output)")
        #expect(outcome.error.isEmpty)
      }
      for format in ["json", "sarif", "gitlab", "junit"] {
        let outcome = try binary.run("check", "shop.arch", "--format", format)
        #expect(outcome.error == summary, "\(format) \(outcome.error)")
        #expect(!outcome.output.contains("4 components:"))
        let quiet = try binary.run("check", "shop.arch", "--format", format, "--quiet")
        #expect(quiet.output == outcome.output && quiet.error.isEmpty)
      }
      let clean = try binary.run("check", "shop.arch", "--ignore", "REL", "--ignore", "MOD")
      #expect(clean.output.hasPrefix("1 file, 4 components: no findings of ") && clean.status == 0)
      let quiet = try binary.run("check", "shop.arch", "--quiet")
      #expect(quiet.output.contains("MOD003") && !quiet.output.contains("components:"))
      let silent = try binary.run("check", "shop.arch", "--quiet", "--ignore", "REL", "--ignore", "MOD")
      #expect(silent.output.isEmpty && silent.error.isEmpty)
    }
  }

  @Test func statisticsCountRules() throws {
    try with { (binary: Binary) throws in
      let lines = try binary.run("check", "shop.arch", "--statistics").output.split(separator: "\n")
      #expect(
        lines.suffix(4).map { $0.split(separator: " ").joined(separator: " ") } == [
          "count rule severity", "2 REL001 missing-timeout warning", "1 MOD003 impossible-value error",
          "1 file, 4 components: 1 error, 2 warnings",
        ])
    }
  }

  @Test func fixesAreShownMadeAndCheckedAgain() throws {
    try with { (binary: Binary) throws in
      try binary.write(
        "service Api { replica: 3 }\nclient Web { -> Api { timeout: 1s } }\nflow F { Web -> Api }\n", to: "a.arch")
      let before = try binary.text("a.arch")
      let shown = try binary.run("check", "a.arch", "--fix", "--diff")
      #expect(shown.status == 1)
      #expect(
        shown.output.contains("-service Api { replica: 3 }") && shown.output.contains("+service Api { replicas: 3 }"))
      #expect(try binary.text("a.arch") == before)
      // The status is that of the mended file.
      let made = try binary.run("check", "a.arch", "--fix", "--ignore", "REL", "--ignore", "SEC")
      #expect(made.status == 0, "\(made.output)")
      #expect(made.error.contains("made 1 fix\n"))
      #expect(try binary.text("a.arch").hasPrefix("service Api { replicas: 3 }"))
      let nothing = try binary.run("check", "a.arch", "--fix", "--diff")
      #expect(nothing.status == 0 && nothing.output.isEmpty)
      #expect(try binary.run("check", "a.arch", "--diff").status == 2)

      // A fix that a person has to look at is made only when asked for.
      let timeouts = try binary.text("shop.arch")
      _ = try binary.run("check", "shop.arch", "--fix")
      #expect(try binary.text("shop.arch") == timeouts)
      let unsafe = try binary.run("check", "shop.arch", "--unsafe-fixes", "--ignore", "MOD003")
      #expect(unsafe.error.contains("made 2 fixes"), "\(unsafe.error)")
      #expect(!unsafe.output.contains("REL001"))
      #expect(try binary.text("shop.arch").components(separatedBy: "timeout: 2s").count == 3)
    }
  }

  /// An `allow` holds to the end of its last day, and then its finding counts again.
  @Test func anExpiredAllowCounts() throws {
    try with { (binary: Binary) throws in
      try binary.write(
        shop.replacingOccurrences(
          of: "p99: 10ms }", with: "p99: 10ms, allow impossible-value \"Measured so\" { until: 2026-11-30 } }"),
        to: "shop.arch")
      let held = try binary.run("check", "shop.arch", "--today", "2026-11-30")
      #expect(held.status == 0, "\(held.output)")
      #expect(held.output.hasSuffix("2 warnings, 1 allowed\n"))
      let ended = try binary.run("check", "shop.arch", "--today", "2026-12-01")
      #expect(ended.status == 1)
      #expect(ended.output.contains("error[MOD003") && ended.output.contains("warning[MOD005 expired-allow]"))
      // A month later the forgotten promise is an error of its own.
      #expect(try binary.run("check", "shop.arch", "--today", "2027-01-15").output.contains("error[MOD005"))
      #expect(try binary.run("check", "shop.arch", "--today", "yesterday").status == 2)
    }
  }

  @Test func rulesAreListed() throws {
    try with { (binary: Binary) throws in
      let all = try binary.run("rules")
      #expect(all.status == 0)
      #expect(all.output.contains("REL001 missing-timeout") && all.output.contains("★"))
      let family = try binary.run("rules", "reliability").output
      #expect(family == (try binary.run("rules", "REL").output))
      #expect(family.contains("REL001") && !family.contains("SEC001"))
      let markdown = try binary.run("rules", "missing-timeout", "--format", "markdown").output
      #expect(markdown.contains("| REL001 `missing-timeout` | yes | warning |"))
      let json = try binary.run("rules", "SEC", "--format", "json").output
      let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      #expect(object?["version"] as? Int == 1)
      #expect((object?["rules"] as? [[String: Any]])?.allSatisfy { $0["principle"] as? String == "security" } == true)
      let unknown = try binary.run("rules", "reliabilty")
      #expect(unknown.status == 2 && unknown.error.contains("nearest: reliability"))
    }
  }

  /// A device or a pipe that is named as the output is written to, and stays what it is.
  @Test func devicesAreNotReplaced() throws {
    try with { (binary: Binary) throws in
      try FileManager.default.createSymbolicLink(
        atPath: binary.folder.appendingPathComponent("b.json").path, withDestinationPath: "/dev/null")
      let outcome = try binary.run("check", "shop.arch", "--baseline", "b.json", "--write-baseline")
      #expect(outcome.status == 0, "\(outcome.error)")
      let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
      #expect(type == .typeCharacterSpecial)
    }
  }
}
