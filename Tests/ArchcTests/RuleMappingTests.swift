import ArchRules
import Foundation
import TestSupport
import Testing

/// The pages that map the questions of others to our rules name rules that exist.
@Suite struct RuleMappingTests {
  private func rows(_ path: String) throws -> [[String]] {
    try Repository.text(path).split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test(arguments: [("docs/rules/threagile.md", 42), ("docs/rules/well-architected.md", 13)])
  func rulesExist(path: String, count: Int) throws {
    let rows = try rows(path)
    #expect(rows.count == count)
    #expect(Set(rows.map { $0[0] }).count == count)
    for row in rows {
      #expect(row.count == 3, "\(row)")
      guard row[1] != "none" else { continue }
      for id in row[1].components(separatedBy: ", ") { #expect(RuleSet.all.find(id)?.id == id, "\(id)") }
    }
  }

  @Test func everySecurityRuleAnswersACategory() throws {
    let named = Set(try rows("docs/rules/threagile.md").flatMap { $0[1].components(separatedBy: ", ") })
    let security = RuleSet.all.rules.filter { $0.principle == .security }.map(\.id)
    #expect(security.filter { !named.contains($0) } == [])
  }
}
