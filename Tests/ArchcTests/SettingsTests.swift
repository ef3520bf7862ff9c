import Foundation
import Testing

/// `.archc.yml` as a team writes it, and as a hostile pull request would.
@Suite struct SettingsTests {
  /// Errors: MOD003 at `Stock`. Warnings: REL001 twice.
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
    try body(binary)
  }

  /// The ids of what a check finds, in order.
  private func ids(_ binary: Binary, _ arguments: String...) throws -> [String] {
    let outcome = try binary.run(list: ["check"] + arguments + ["--format", "json", "--quiet"])
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let findings = try #require(object?["findings"] as? [[String: Any]], "\(outcome.error)")
    return findings.compactMap { $0["id"] as? String }
  }

  @Test func settingsChooseAndWeigh() throws {
    try with { (binary: Binary) throws in
      try binary.write(shop, to: "shop.arch")
      #expect(try ids(binary, "shop.arch") == ["REL001", "REL001", "MOD003"])
      #expect(try binary.run("check", "shop.arch").status == 1)
      for (settings, expected, status) in [
        ("ignore: [MOD003]\n", ["REL001", "REL001"], Int32(0)),
        ("ignore: [model, REL]\n", [], 0),
        ("severities: { missing-timeout: error }\nignore: MOD\n", ["REL001", "REL001"], 1),
        ("severities: { REL: off }\n", ["MOD003"], 1),
        ("ignore: MOD\nfail-on: warning\n", ["REL001", "REL001"], 1),
        ("fail-on: never\n", ["REL001", "REL001", "MOD003"], 0),
        ("options: { PER002: { threshold: 1 } }\nselect: PER002\nignore: [REL, MOD]\n", ["PER002"], 0),
        ("rules: 2026.12\n", ["REL001", "REL001", "MOD003"], 1),
      ] {
        try binary.write(settings, to: ".archc.yml")
        #expect(try ids(binary, "shop.arch") == expected, "\(settings)")
        #expect(try binary.run("check", "shop.arch").status == status, "\(settings)")
      }
      // What the command line says wins.
      try binary.write("ignore: MOD\nfail-on: never\n", to: ".archc.yml")
      #expect(try binary.run("check", "shop.arch", "--fail-on", "warning").status == 1)
      #expect(try ids(binary, "shop.arch", "--ignore", "REL001").isEmpty)
    }
  }

  @Test func settingsHoldForPaths() throws {
    try with { (binary: Binary) throws in
      try binary.write(shop, to: "new/shop.arch")
      try binary.write(shop, to: "legacy/deep/shop.arch")
      try binary.write(
        """
        paths:
          legacy/**: { ignore: [MOD003], severities: { REL001: info } }
          new/*.arch: { severities: { REL001: error } }
          "*.other": { ignore: REL }
        """, to: ".archc.yml")
      #expect(try ids(binary, "new") == ["REL001", "REL001", "MOD003"])
      #expect(try binary.run("check", "new").output.contains("error[REL001 missing-timeout]"))
      #expect(try ids(binary, "legacy") == ["REL001", "REL001"])
      #expect(try binary.run("check", "legacy").output.contains("info[REL001 missing-timeout]"))
      #expect(try binary.run("check", "legacy").status == 0)
      // The same from inside the folder, as a developer works there.
      let inside = try binary.run("check", "shop.arch", in: "legacy/deep")
      #expect(inside.output.contains("info[REL001 missing-timeout]"), "\(inside.error)")
    }
  }

  @Test func settingsExtendEachOther() throws {
    try with { (binary: Binary) throws in
      try binary.write(shop, to: "shop.arch")
      try binary.write("extends: conf/base.yml\nseverities: { REL001: error }\n", to: ".archc.yml")
      try binary.write("extends: [more.yml]\nseverities: { REL001: info }\n", to: "conf/base.yml")
      try binary.write("ignore: [MOD003]\nfail-on: warning\n", to: "conf/more.yml")
      // The file at hand wins over what it extends; what it leaves out comes from there.
      let outcome = try binary.run("check", "shop.arch")
      #expect(outcome.output.contains("error[REL001") && !outcome.output.contains("MOD003"))
      try binary.write("severities: { REL001: info }\nextends: conf/base.yml\n", to: ".archc.yml")
      #expect(try binary.run("check", "shop.arch").status == 0)
    }
  }

  @Test func extendingEndsAtCirclesAndAtTheRoot() throws {
    try with { (binary: Binary) throws in
      try binary.write("secret: key\n", to: "secret.yml")
      try binary.write(shop, to: "project/shop.arch")
      for (settings, message) in [
        ("extends: .archc.yml\n", ".archc.yml:1:10: these settings extend themselves"),
        ("extends: a.yml\n", "b.yml:1:10: these settings extend themselves"),
        ("extends: ../secret.yml\n", ".archc.yml:1:10: `../secret.yml` lies outside the project"),
        ("extends: ../../../../../../../etc/passwd\n", "lies outside the project"),
        ("extends: /etc/passwd\n", ".archc.yml:1:10: `/etc/passwd` lies outside the project"),
        ("extends: /etc/no-such-file\n", "lies outside the project"),
        ("extends: link.yml\n", ".archc.yml:1:10: `link.yml` lies outside the project"),
        ("extends: gone.yml\n", ".archc.yml:1:10: there is no file `gone.yml`"),
        ("extends: .\n", "cannot be read: it is a folder"),
        ("baseline: ../b.json\n", ".archc.yml:1:11: `../b.json` lies outside the project"),
      ] {
        try binary.write(settings, to: "project/.archc.yml")
        try binary.write("extends: [b.yml]\n", to: "project/a.yml")
        try binary.write("extends: a.yml\n", to: "project/b.yml")
        let link = binary.folder.appendingPathComponent("project/link.yml").path
        try? FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../secret.yml")
        let outcome = try binary.run("check", "project/shop.arch")
        #expect(outcome.status == 2, "\(settings)")
        #expect(outcome.error.contains(message), "\(settings)\(outcome.error)")
        #expect(!outcome.error.contains("secret: key") && !outcome.error.contains("root:"))
      }
    }
  }

  @Test func mistakesNameTheNearestWord() throws {
    try with { (binary: Binary) throws in
      try binary.write(shop, to: "shop.arch")
      for (settings, message) in [
        ("select: missing-timout\n", "1:9: no rule is called `missing-timout`\n help: did you mean `missing-timeout`?"),
        ("ignore: [REL, reliabilty]\n", "1:15: no rule is called `reliabilty`\n help: did you mean `reliability`?"),
        ("fail-on: warn\n", "1:10: `warn` is no severity\n help: write error, warning, info, escalation or never"),
        ("severities: { REL001: fatal }\n", "1:23: `fatal` is no severity\n help: write error, warning, info or off"),
        ("options: { PER002: { limit: 3 } }\n", "1:22: PER002 has no option `limit`\n help: it has `threshold`"),
        ("options: { PER002: { threshold: 3s } }\n", "1:33: `3s` does not fit `threshold` of PER002\n help: such as 4"),
        ("options: { MOD003: { threshold: 3 } }\n", "1:22: MOD003 has no option `threshold`\n help: it has none"),
        ("rules: 2026.13\n", "1:8: `2026.13` is no set of rules\n help: write year and month, such as 2026.12"),
        ("paths: { x: { select: NOPE } }\n", "1:23: no rule is called `NOPE`"),
      ] {
        try binary.write(settings, to: ".archc.yml")
        let outcome = try binary.run("check", "shop.arch")
        #expect(outcome.status == 2, "\(settings)")
        #expect(outcome.error.contains("error: .archc.yml:\(message)"), "\(settings)\(outcome.error)")
      }
    }
  }
}
