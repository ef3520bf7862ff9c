import Foundation
import TestSupport
import Testing

/// The rules that a program declares, at the command line.
@Suite struct CustomRuleCommandTests {
  private let shop = """
    rule NoClientToData "Clients never reach data" { why: "Rights are checked by services", never { client ->+ database } }
    require: every service has owner { severity: warning }
    client Web { -> Api { timeout: 2s } }
    service Api { rate-limit: 9/s, -> Ledger { timeout: 500ms } }
    database Ledger { backup: every 1h keep 30d }
    flow Read { Web -> Api }

    """

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write("", to: ".archc.yml")
    try binary.write(shop, to: "shop.arch")
    try body(binary)
  }

  private func ids(_ output: String) throws -> [String] {
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    return (object?["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
  }

  @Test func areListedAndExplained() throws {
    try with { (binary: Binary) throws in
      let list = try binary.run("rules", "shop.arch", "custom")
      #expect(list.status == 0)
      #expect(list.output.contains("NoClientToData") && list.output.contains("every-service-has-owner"))
      #expect(!list.output.contains("REL001"))
      #expect(try binary.run("rules", "NoClientToData").status == 2)
      let page = try binary.run("explain", "NoClientToData", "--in", "shop.arch")
      #expect(page.output.hasPrefix("NoClientToData (error): Clients never reach data\n"), "\(page.output)")
      #expect(page.output.contains("Rights are checked by services"))
      #expect(page.output.contains("\n    never { client ->+ database }\n"))
      #expect(page.output.contains("Declared in shop.arch:1"))
      let unknown = try binary.run("explain", "NoClientToDatas", "--in", "shop.arch")
      #expect(unknown.status == 2 && unknown.error.contains("nearest: `NoClientToData`"))
    }
  }

  @Test func areReportedAsOthers() throws {
    try with { (binary: Binary) throws in
      let json = try binary.run("check", "shop.arch", "--format", "json")
      #expect(json.status == 1)
      #expect(try ids(json.output) == ["NoClientToData", "every-service-has-owner"])
      #expect(json.output.contains("\"principle\" : \"custom\""))
      let sarif = try binary.run("check", "shop.arch", "--format", "sarif")
      let log = try #require(try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any])
      let run = try #require((log["runs"] as? [[String: Any]])?.first)
      let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
      let rules = driver?["rules"] as? [[String: Any]] ?? []
      let results = run["results"] as? [[String: Any]] ?? []
      for result in results {
        let index = try #require(result["ruleIndex"] as? Int)
        #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      }
      #expect(rules.contains { $0["id"] as? String == "NoClientToData" })
      let github = try binary.run("check", "shop.arch", "--format", "github")
      #expect(github.output.contains("title=NoClientToData"))
      let export = try binary.run("export", "shop.arch")
      #expect(export.output.contains("never { client ->+ database }"))
    }
  }

  @Test func areSelectedWeighedAndAccepted() throws {
    try with { (binary: Binary) throws in
      func found(ignoring rule: String) throws -> [String] {
        try ids(binary.run("check", "shop.arch", "--format", "json", "--ignore", rule).output)
      }
      #expect(try found(ignoring: "NoClientToData") == ["every-service-has-owner"])
      #expect(try found(ignoring: "custom") == [])
      let slip = try binary.run("check", "shop.arch", "--ignore", "NoClientToDat")
      #expect(slip.status == 2 && slip.error.contains("nearest: NoClientToData"), "\(slip.error)")
      try binary.write("ignore: [NoClientToData]\nseverities: { every-service-has-owner: error }\n", to: ".archc.yml")
      let configured = try binary.run("check", "shop.arch")
      #expect(configured.status == 1)
      #expect(
        configured.output.contains("error[every-service-has-owner]: `Api` has no `owner`"), "\(configured.output)")
      // The settings speak of the whole project, whatever is checked of it.
      try binary.write("service Other { owner: \"x\" }\n", to: "other.arch")
      #expect(try binary.run("check", "other.arch").status == 0)
      try binary.write("ignore: [NoClient]\n", to: ".archc.yml")
      let unknown = try binary.run("check", "other.arch")
      #expect(unknown.status == 2 && unknown.error.contains("no rule is called `NoClient`"), "\(unknown.error)")
      try binary.write("", to: ".archc.yml")
      let accepted = try binary.run("check", "shop.arch", "--baseline", "base.json", "--write-baseline")
      #expect(accepted.status == 0, "\(accepted.error)")
      let after = try binary.run("check", "shop.arch", "--baseline", "base.json")
      #expect(after.status == 0 && after.output.contains("2 in the baseline"), "\(after.output)")
    }
  }
}
