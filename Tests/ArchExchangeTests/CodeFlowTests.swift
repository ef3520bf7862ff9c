import ArchExchange
import ArchRules
import Foundation
import Testing

/// SARIF shows a path or a cycle as a code flow, in the order in which it is passed.
@Suite struct CodeFlowTests {
  private func results(_ text: String) throws -> [[String: Any]] {
    let document = SARIFDocument(
      Sample(text).findings(), rules: RuleSet.all.rules.map { RuleDescription($0) }, version: "1", isComplete: true)
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(document)) as? [String: Any]
    let runs = object?["runs"] as? [[String: Any]]
    return runs?.first?["results"] as? [[String: Any]] ?? []
  }

  @Test func callsThatMultiplyAreAPath() throws {
    let results = try results(
      """
      service A { -> B { timeout: 9s, retry: 3 exponential 1ms jitter } }
      service B { -> C { timeout: 1s, retry: 3 exponential 1ms jitter } }
      service C {}
      """)
    let result = try #require(results.first { $0["ruleId"] as? String == "REL005" })
    let flows = try #require(result["codeFlows"] as? [[String: Any]])
    let threads = try #require(flows.first?["threadFlows"] as? [[String: Any]])
    let locations = try #require(threads.first?["locations"] as? [[String: Any]])
    let lines = locations.compactMap { location -> Int? in
      let place = (location["location"] as? [String: Any])?["physicalLocation"] as? [String: Any]
      return (place?["region"] as? [String: Any])?["startLine"] as? Int
    }
    #expect(lines == [1, 1, 2])
  }

  @Test func otherPlacesAreNoPath() throws {
    let results = try results(
      "service A { -> Db { pool: 80, timeout: 1s }, replicas: 9 }\ndatabase Db { max-connections: 9 }")
    let result = try #require(results.first { $0["ruleId"] as? String == "SCA004" })
    #expect(result["codeFlows"] == nil)
    #expect(result["relatedLocations"] != nil)
  }
}
