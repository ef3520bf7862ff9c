import Foundation
import TestSupport
import Testing

/// The commands as a user meets them: outputs, exit codes, files.
@Suite struct CommandTests {
  private let good =
    "client Web { -> Api { timeout: 2s } }\nservice Api { rate-limit: 9/s }\nflow Read { Web -> Api }\n"
  private let bad = "service Api { replica: 3 }\n"

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try body(binary)
  }

  @Test func checkExitsWithWhatItFound() throws {
    try with { (binary: Binary) throws in
      try binary.write(good, to: "good.arch")
      try binary.write(bad, to: "bad.arch")
      try binary.write(
        "service Api { p50: 20ms, p99: 10ms }\nclient Web { -> Api { timeout: 2s } }\n", to: "finding.arch")
      let clean = try binary.run("check", "good.arch")
      #expect(clean.status == 0, "\(clean.output)\(clean.error)")
      #expect(clean.output.hasPrefix("1 file, 2 components: no findings of "), "\(clean.output)")
      #expect(try binary.run("check", "finding.arch").status == 1)
      let broken = try binary.run("check", "bad.arch")
      #expect(broken.status == 2)
      #expect(broken.output.contains("error[ARC021]: a service has no property `replica`"))
      #expect(broken.output.contains("--> bad.arch:1:15"))
      #expect(!broken.output.contains("\u{1B}"))
      // A file that cannot be read does not keep the others from being checked.
      let mixed = try binary.run("check", "missing.arch", "finding.arch")
      #expect(mixed.status == 2)
      #expect(mixed.error.contains("`missing.arch` cannot be read: it does not exist"))
      #expect(mixed.output.contains("MOD003"))
    }
  }

  @Test func checkReadsStandardInputAndFolders() throws {
    try with { (binary: Binary) throws in
      let piped = try binary.run("check", "-", input: bad)
      #expect(piped.status == 2)
      #expect(piped.output.contains("--> -:1:15"))
      try binary.write(
        "import \"parts/api.arch\"\nclient Web { -> Api { timeout: 1s } }\nflow F { Web -> Api }\n",
        to: "system/main.arch")
      try binary.write("service Api { rate-limit: 9/s }\n", to: "system/parts/api.arch")
      try binary.write(good, to: "system/other.arch")
      let folder = try binary.run("check", "system")
      #expect(folder.status == 0, "\(folder.output)")
      #expect(folder.output.contains("3 files, 4 components: no findings of "), "\(folder.output)")
      try FileManager.default.createDirectory(
        at: binary.folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
      #expect(try binary.run("check", "empty").status == 2)
    }
  }

  @Test func checkMakesFixes() throws {
    try with { (binary: Binary) throws in
      try binary.write(
        "service Api { replica: 3, p99: 5 ms }\nclient Web { -> Apii { timeout: 1s } }\ncache C { ttl: 5m }\n",
        to: "a.arch")
      let safe = try binary.run("check", "a.arch", "--fix")
      #expect(try binary.text("a.arch").hasPrefix("service Api { replicas: 3, p99: 5ms }\nclient Web { -> Api {"))
      #expect(safe.error.contains("made 3 fixes"), "\(safe.error)")
      #expect(try binary.run("check", "a.arch", "--unsafe-fixes").status == 0)
      #expect(try binary.text("a.arch").contains("ttl: 5min"))
    }
  }

  @Test func checkPrintsJSON() throws {
    try with { (binary: Binary) throws in
      try binary.write(bad, to: "bad.arch")
      let outcome = try binary.run("check", "bad.arch", "--format", "json")
      #expect(outcome.status == 2)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      #expect(object["version"] as? Int == 1)
      let findings = try #require(object["findings"] as? [[String: Any]])
      #expect(findings.map { $0["id"] as? String } == ["ARC021"])
      #expect(findings.first?["file"] as? String == "bad.arch")
    }
  }

  @Test func usageErrorsExitWithTwo() throws {
    try with { (binary: Binary) throws in
      #expect(try binary.run("check").status == 2)
      #expect(try binary.run("nonsense").status == 2)
      #expect(try binary.run("diagram", "x.arch", "--width", "3").status == 2)
      #expect(try binary.run("check", "--select", "nonsense", "x.arch").status == 2)
      #expect(try binary.run("--help").status == 0)
      #expect(try binary.run("--version").output == "0.1.0\n")
      #expect(try binary.run("--generate-completion-script", "bash").output.contains("archc"))
    }
  }

  @Test func flowsAndStatesAreDrawn() throws {
    try with { (binary: Binary) throws in
      try binary.write(
        """
        client Web {}
        service Api {}
        external Bank {}
        Web -> Api
        Api -> Bank "charge" { circuit-breaker: 50% over 10s open 30s half-open 1 }
        flow Pay "Pay a bill" { Web -> Api -> Bank "charge" }
        """, to: "shop.arch")
      let flow = try binary.run("diagram", "shop.arch", "--flow", "Pay", "--charset", "ascii")
      #expect(flow.status == 0, "\(flow.error)")
      #expect(flow.output.contains("+- 2 charge ->|"))
      #expect(
        try binary.run("diagram", "shop.arch", "--flow", "Pay", "--format", "svg").output.contains("data-step=\"2\""))
      let states = try binary.run("diagram", "shop.arch", "--state", "Api -> Bank")
      #expect(states.status == 0, "\(states.error)")
      for text in ["● Closed", "Half-open", "50% failures over 10s", "after 30s", "1 trial call succeeds", "it fails"] {
        #expect(states.output.contains(text), "\(text)")
      }
      for (first, second, help) in [
        ("--flow=Buy", "--detail=name", "`Pay`"), ("--state=Web->Api", "--detail=name", "`Api->Bank`"),
        ("--state=A->B", "--detail=name", "`Api->Bank`"), ("--flow=Pay", "--format=dot", "svg"),
        ("--flow=Pay", "--width=10", "--width"), ("--flow=Pay", "--context", "--flow"),
      ] {
        let failed = try binary.run("diagram", "shop.arch", first, second)
        #expect(failed.status == 2)
        #expect(failed.error.contains(help), "\(failed.error)")
      }
    }
  }

  @Test func buildMakesAllOrNothing() throws {
    try with { (binary: Binary) throws in
      try binary.write(good, to: "shop.arch")
      let built = try binary.run("build", "shop.arch", "-o", "out")
      #expect(built.status == 0, "\(built.error)")
      #expect(
        binary.files == [
          "out", "out/shop.Read.svg", "out/shop.Read.txt", "out/shop.context.svg", "out/shop.context.txt",
          "out/shop.md", "out/shop.svg", "out/shop.txt", "shop.arch",
        ])
      let report = try binary.text("out/shop.md")
      #expect(report.contains("## Backend Architecture"))
      #expect(try binary.text("out/shop.svg").hasPrefix("<"))
      // With an error the old files stay as they are.
      try binary.write(bad, to: "shop.arch")
      let failed = try binary.run("build", "shop.arch", "-o", "out")
      #expect(failed.status == 2)
      #expect(failed.error.contains("ARC021"))
      #expect(try binary.text("out/shop.md") == report)
      #expect(binary.files.count == 9)
      // A folder that cannot be made leaves nothing behind.
      try binary.write(good, to: "shop.arch")
      let blocked = try binary.run("build", "shop.arch", "-o", "shop.arch/out")
      #expect(blocked.status == 2)
      #expect(binary.files.count == 9)
    }
  }

  @Test func diagramTakesItsFormatFromTheName() throws {
    try with { (binary: Binary) throws in
      try binary.write(good, to: "shop.arch")
      #expect(try binary.run("diagram", "shop.arch").output.contains("│ Web │"))
      #expect(try binary.run("diagram", "shop.arch", "--charset", "ascii").output.contains("| Web |"))
      #expect(try binary.run("diagram", "shop.arch", "--format", "dot").output.hasPrefix("digraph"))
      #expect(try binary.run("diagram", "shop.arch", "-o", "a.svg").status == 0)
      #expect(try binary.text("a.svg").contains("<svg"))
      #expect(try binary.run("diagram", "shop.arch", "-o", "a.xyz").status == 2)
      #expect(try binary.run("diagram", "shop.arch", "--view", "Missing").error.contains("it declares none"))
      #expect(try binary.run("diagram", "-", input: good).status == 0)
    }
  }

  @Test func formatRewritesInPlace() throws {
    try with { (binary: Binary) throws in
      let messy = "service   Api{replicas:3}\n"
      let tidy = "service Api { replicas: 3 }\n"
      try binary.write(messy, to: "a.arch")
      let check = try binary.run("fmt", "--check", "a.arch")
      #expect(check.status == 1)
      #expect(check.output == "a.arch\n")
      let diff = try binary.run("fmt", "--diff", "a.arch")
      #expect(diff.status == 1)
      #expect(diff.output.contains("-service   Api{replicas:3}\n+service Api { replicas: 3 }\n"))
      #expect(try binary.text("a.arch") == messy)
      #expect(try binary.run("fmt", "a.arch").status == 0)
      #expect(try binary.text("a.arch") == tidy)
      #expect(try binary.run("fmt", "--check", "a.arch").status == 0)
      #expect(try binary.run("fmt", "-", input: messy).output == tidy)
      // What is broken stays; the rest is formatted; the exit status says so.
      try binary.write("service   Api{}\nWeb ->\n", to: "b.arch")
      let broken = try binary.run("fmt", "b.arch")
      #expect(broken.status == 2)
      #expect(broken.error.contains("ARC012"))
      #expect(try binary.text("b.arch").contains("Web ->"))
    }
  }

  @Test func initWritesAFileThatCompiles() throws {
    try with { (binary: Binary) throws in
      #expect(try binary.run("init", "start.arch").status == 0)
      let checked = try binary.run("check", "start.arch", "--today", "2026-11-23")
      #expect(checked.status == 0, "\(checked.output)")
      #expect(checked.output.contains("no findings of "), "\(checked.output)")
      #expect(try binary.run("fmt", "--check", "start.arch").status == 0)
      #expect(try binary.run("init", "start.arch").status == 2)
      #expect(try binary.run("init", "start.arch", "--force").status == 0)
      #expect(try binary.run("build", "start.arch", "-o", "out").status == 0)
    }
  }

  @Test func explainKnowsEverything() throws {
    try with { (binary: Binary) throws in
      for subject in ["ARC012", "arc012", "MOD003", "impossible-value", "database", "timeout"] {
        let outcome = try binary.run("explain", subject)
        #expect(outcome.status == 0, "\(subject)")
        #expect(outcome.output.count > 60)
      }
      let unknown = try binary.run("explain", "MOD0003")
      #expect(unknown.status == 2)
      #expect(unknown.error.contains("nearest"))
    }
  }

  /// The binary alone, in an empty folder, has all it needs: the catalogue and `std/` are inside.
  @Test func theBinaryStandsAlone() throws {
    try with { (binary: Binary) throws in
      let copy = binary.folder.appendingPathComponent("alone")
      try FileManager.default.copyItem(at: Binary.path, to: copy)
      try binary.write(
        "import \"std/typical\"\nclient Web { -> Api }\nservice Api { tech: Go }\nflow F { Web -> Api }\n", to: "a.arch"
      )
      let outcome = try binary.run("check", "a.arch", binary: copy)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    }
  }

  @Test func sameInputGivesTheSameBytes() throws {
    try with { (binary: Binary) throws in
      let sample = Repository.url("samples/ticketing/ticketing.arch").path
      for name in ["one", "two"] { #expect(try binary.run("build", sample, "-o", name).status == 0) }
      for file in binary.files where file.hasPrefix("one/") {
        #expect(try binary.text(file) == binary.text(file.replacingOccurrences(of: "one/", with: "two/")), "\(file)")
      }
      #expect(try binary.run("export", sample).output == binary.run("export", sample).output)
    }
  }

  @Test func exportLeavesFiguresOutWhereAsked() throws {
    try with { (binary: Binary) throws in
      let sample = Repository.url("samples/ticketing/ticketing.arch").path
      func list(_ name: String, _ arguments: String...) throws -> NSArray {
        let output = try binary.run(list: ["export", sample] + arguments).output
        let document = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        return try #require(document[name] as? [Any]) as NSArray
      }
      #expect(try list("figures").count > 100)
      #expect(try list("figures", "--no-figures").count == 0)
      #expect(try list("verdicts", "--no-figures").count == 0)
      #expect(try list("components", "--no-figures") == list("components"))
    }
  }

  @Test func textFromStrangersReachesNoTerminal() throws {
    try with { (binary: Binary) throws in
      try binary.write("service \u{1B}]0;x\u{7}Api { replica: \"\u{1B}[31m\" }\n", to: "evil.arch")
      let outcome = try binary.run("check", "evil.arch")
      #expect(!outcome.output.contains("\u{1B}"))
      #expect(outcome.status == 2)
    }
  }
}
