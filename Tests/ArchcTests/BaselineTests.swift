import Foundation
import Testing

/// Baselines: what a team accepts for now stays accepted while the file changes around it.
@Suite struct BaselineTests {
  private let shop = """
    client Web { -> Sales { timeout: 3s } }
    zone Inner {
      service Sales {
        rate-limit: 20/s
        -> Ledger { protocol: sql }
        -> Ledger { protocol: tcp }
      }
      service Ledger
      service Stock { p50: 20ms, p99: 10ms }
      Sales -> Stock { timeout: 1s }
    }
    flow Buy { Web -> Sales -> Stock }

    """

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    try body(binary)
  }

  private func edit(_ binary: Binary, _ old: String, _ new: String) throws {
    let text = try binary.text("shop.arch")
    #expect(text.contains(old))
    try binary.write(text.replacingOccurrences(of: old, with: new), to: "shop.arch")
  }

  @Test func acceptedFindingsStayAccepted() throws {
    try with { (binary: Binary) throws in
      #expect(try binary.run("check", "shop.arch").status == 1)
      let written = try binary.run("check", "shop.arch", "--baseline", "b.json", "--write-baseline")
      #expect(written.status == 0)
      #expect(written.error.contains("wrote 3 findings to b.json"), "\(written.error)")
      let document = try binary.text("b.json")
      #expect(document.contains("\"REL001|Inner.Sales->Inner.Ledger[sql]\""))
      #expect(!document.contains("\"line\"") && !document.contains("\"offset\""))
      let clean = try binary.run("check", "shop.arch", "--baseline", "b.json", "--fail-on", "info")
      #expect(clean.status == 0, "\(clean.output)")
      #expect(clean.output.contains("no findings of ") && clean.output.hasSuffix("; 3 in the baseline b.json\n"))

      // Lines move, parts come in another order.
      try edit(
        binary, "zone Inner {",
        "// moved\n\n\nservice First { rate-limit: 2/s }\nWeb -> First { timeout: 1s }\nzone Inner {")
      try edit(binary, "flow Buy {", "flow One { Web -> First }\nflow Buy {")
      #expect(try binary.run("check", "shop.arch", "--baseline", "b.json", "--fail-on", "info").status == 0)

      // Both what is found at and what holds it get new names.
      try edit(binary, "service Sales {", "service Orders { was: Sales")
      try edit(binary, "zone Inner {", "zone Private { was: Inner")
      try edit(binary, "Sales ->", "Orders ->")
      try edit(binary, "-> Sales", "-> Orders")
      let renamed = try binary.run("check", "shop.arch", "--baseline", "b.json", "--fail-on", "info")
      #expect(renamed.status == 0, "\(renamed.output)")
      #expect(renamed.output.hasSuffix("; 3 in the baseline b.json\n"), "\(renamed.output)")

      // What is new counts, what is mended is said, and pruned.
      try edit(binary, "protocol: tcp", "protocol: tcp, timeout: 1s")
      try edit(binary, "p50: 20ms, p99: 10ms", "p50: 2ms, p99: 10ms")
      try edit(binary, "service Ledger", "service Ledger { p50: 9ms, p99: 3ms }")
      let later = try binary.run("check", "shop.arch", "--baseline", "b.json")
      #expect(later.status == 1)
      #expect(later.output.contains("`Ledger` has a `p50` of 9ms above its `p99` of 3ms"))
      #expect(!later.output.contains("REL001"))
      #expect(later.output.contains("1 error; 1 in the baseline b.json, 2 of it mended (--write-baseline prunes)"))
      #expect(try binary.run("check", "shop.arch", "--baseline", "b.json", "--write-baseline").status == 0)
      let pruned = try binary.text("b.json")
      #expect(pruned.components(separatedBy: "\"key\"").count - 1 == 2, "\(pruned)")
    }
  }

  /// Without `was:` a new name is a new part.
  @Test func renamedWithoutAWordIsNew() throws {
    try with { (binary: Binary) throws in
      _ = try binary.run("check", "shop.arch", "--baseline", "b.json", "--write-baseline")
      try edit(binary, "Stock", "Warehouse")
      let outcome = try binary.run("check", "shop.arch", "--baseline", "b.json")
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("1 error; 2 in the baseline b.json, 1 of it mended"))
    }
  }

  @Test func compileErrorsAreNeverAccepted() throws {
    try with { (binary: Binary) throws in
      try edit(binary, "rate-limit", "rate-limitt")
      _ = try binary.run("check", "shop.arch", "--baseline", "b.json", "--write-baseline")
      #expect(!(try binary.text("b.json")).contains("ARC"))
      let outcome = try binary.run("check", "shop.arch", "--baseline", "b.json")
      #expect(outcome.status == 2)
      #expect(outcome.output.contains("error[ARC021]"))
      // What hides behind an error is not called mended.
      #expect(!outcome.output.contains("mended"))
    }
  }

  @Test func theSettingsNameTheBaseline() throws {
    try with { (binary: Binary) throws in
      try binary.write("baseline: ci/accepted.json\n", to: ".archc.yml")
      let missing = try binary.run("check", "shop.arch")
      #expect(missing.status == 2)
      #expect(missing.error.contains("there is no baseline `ci/accepted.json`"), "\(missing.error)")
      #expect(try binary.run("check", "shop.arch", "--write-baseline").status == 0)
      #expect(binary.exists("ci/accepted.json"))
      #expect(try binary.run("check", "shop.arch").status == 0)
    }
  }

  @Test(arguments: ["", "{", "[]", "{\"version\": 2, \"findings\": []}", "{\"version\": 1}", "null", "\u{0}"])
  func whatIsNoBaselineIsSaid(text: String) throws {
    try with { (binary: Binary) throws in
      try binary.write(text, to: "b.json")
      let outcome = try binary.run("check", "shop.arch", "--baseline", "b.json")
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("`b.json` is no baseline of this version"), "\(outcome.error)")
    }
  }

  @Test func writingNeedsAFileAndAPlace() throws {
    try with { (binary: Binary) throws in
      #expect(try binary.run("check", "shop.arch", "--write-baseline").error.contains("--write-baseline needs a file"))
      try binary.write("x", to: "file")
      #expect(try binary.run("check", "shop.arch", "--write-baseline", "--baseline", "file/b.json").status == 2)
      #expect(try binary.run("check", "shop.arch", "--write-baseline", "--baseline", ".").status == 2)
      #expect(try binary.run("check", "shop.arch", "--since", "main", "--baseline", "b.json").status == 2)
    }
  }
}
