import Foundation
import TestSupport
import Testing

/// The commands that compute, as a user meets them.
@Suite struct FigureCommandTests {
  private let shop = """
    system Shop { owner: "Sales" }
    constraints { growth: 5%/month, budget: $900/month }
    client Web { -> Api { timeout: 2s } }
    gateway Api { replicas: 2, capacity: 500/s, p50: 4ms, p99: 20ms, availability: 99.9%, cost: $80/month, -> Orders { timeout: 1s } }
    service Orders {
      replicas: 3, capacity: 200/s, p50: 15ms, p99: 70ms, availability: 99.5%, common-cause: 10%, cost: $60/month
      -> Db { timeout: 300ms, access: read-write }
      -> Mail { timeout: 1s, optional }
    }
    database Db {
      tech: PostgreSQL 16, replicas: 1, capacity: 2k/s, write-capacity: 800/s, p50: 3ms, p99: 15ms, availability: 99.9%
      cost: $300/month
    }
    external Mail { p50: 100ms, p99: 400ms, availability: 99% }
    flow Buy { rate: 90/s peak 400/s, Web -> Api -> Orders -> Db }
    requirement R1 "Quick" { priority: must, verify: Buy.p99 < 90ms }
    scenario Sale { extend Buy { rate: 300/s peak 900/s } }
    decision D1 "Where orders live" {
      status: accepted
      option Small "One machine" {}
      option Big "Two machines" { extend Db { replicas: 2, failover: automatic 30s, mttr: 20min } }
    }

    """

  private func with(_ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    try body(binary)
  }

  @Test func figuresListWhatIsKnown() throws {
    try with { (binary: Binary) throws in
      let table = try binary.run("figures", "shop.arch")
      #expect(table.status == 0, "\(table.error)")
      #expect(table.output.contains("Buy"))
      #expect(table.output.contains("66.7%"), "\(table.output)")
      let one = try binary.run("figures", "shop.arch", "Orders.utilization")
      #expect(one.output.contains("Orders.utilization"))
      #expect(!one.output.contains("Api"))
      let csv = try binary.run("figures", "shop.arch", "*.rate", "--format", "csv").output
      #expect(csv.hasPrefix("subject,metric,at,variant,value,unit,bound,missing\r\n"))
      #expect(csv.contains("Buy,rate,peak,,400.0,1/s,exact,\r\n"))
      let wrong = try binary.run("figures", "shop.arch", "Bye.p99")
      #expect(wrong.status == 2)
      #expect(wrong.error.contains("Buy"), "\(wrong.error)")
    }
  }

  @Test func whyNamesFormulaAndLines() throws {
    try with { (binary: Binary) throws in
      let why = try binary.run("why", "shop.arch", "Orders.utilization at peak").output
      #expect(why.hasPrefix("Orders.utilization at peak = 66.7%\n"), "\(why)")
      #expect(why.contains("shop.arch:6"))
      let unknown = try binary.run("why", "shop.arch", "Mail.utilization")
      #expect(unknown.status == 2 || unknown.output.contains("unknown"))
      let scenario = try binary.run("why", "shop.arch", "Orders.utilization at peak under Sale").output
      #expect(scenario.hasPrefix("Orders.utilization at peak = 150%"), "\(scenario)")
      let wrong = try binary.run("why", "shop.arch", "Buy.p98")
      #expect(wrong.status == 2)
      #expect(wrong.error.contains("p9"), "\(wrong.error)")
    }
  }

  @Test func whatIfTellsWhatBreaks() throws {
    try with { (binary: Binary) throws in
      let down = try binary.run("whatif", "shop.arch", "--down", "Db").output
      #expect(down.contains("breaks  flow Buy"), "\(down)")
      let optional = try binary.run("whatif", "shop.arch", "--down", "Mail").output
      #expect(optional.contains("survives  flow Buy"), "\(optional)")
      let load = try binary.run("whatif", "shop.arch", "--load", "2x").output
      #expect(load.contains("over capacity  Orders"), "\(load)")
      let more = try binary.run("whatif", "shop.arch", "--load", "2x", "--replicas", "Orders=6").output
      #expect(!more.contains("over capacity  Orders"), "\(more)")
      let json = try binary.run("whatif", "shop.arch", "--down", "Db", "--format", "json").output
      let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let effects = document?["effects"] as? [[String: Any]]
      #expect(effects?.first?["effect"] as? String == "breaks")
      for arguments in [
        ["--down", "Nobody"], ["--set", "Api.p99=fast"], ["--load", "much"], ["--replicas", "Api"], [],
        // A change is one value of one property, and no way to write other statements.
        ["--set", "Api.p99=1ms } service Extra { p99: 1ms"], ["--set", "Api.p99=1ms, p50: 1ms"],
        ["--replicas", "Api=2\nservice Extra"], ["--set", "Api.p99=1ms // fast"],
      ] {
        let wrong = try binary.run(list: ["whatif", "shop.arch"] + arguments)
        #expect(wrong.status == 2, "\(arguments)")
        #expect(wrong.output.isEmpty)
      }
    }
  }

  @Test func variantsStandSideBySide() throws {
    try with { (binary: Binary) throws in
      let options = try binary.run("compare", "shop.arch").output
      #expect(options.contains("D1.Big"), "\(options)")
      #expect(options.contains("$640/month") && options.contains("$940/month"), "\(options)")
      let wrong = try binary.run("compare", "shop.arch", "D1.Huge")
      #expect(wrong.status == 2)
    }
  }

  @Test func failuresNameSinglePoints() throws {
    try with { (binary: Binary) throws in
      let table = try binary.run("failures", "shop.arch").output
      #expect(table.contains("Buy   Api, Orders, Db"), "\(table)")
      #expect(table.contains("1 of Orders"))
      let json = try binary.run("failures", "shop.arch", "--format", "json")
      #expect(json.status == 0)
      #expect(json.output.contains("\"cutSets\""))
    }
  }

  /// The same question gives the same bytes.
  @Test func answersAreTheSameEachTime() throws {
    try with { (binary: Binary) throws in
      for arguments in [["figures", "shop.arch"], ["failures", "shop.arch"], ["export", "shop.arch"]] {
        #expect(try binary.run(list: arguments).output == (try binary.run(list: arguments).output))
      }
    }
  }
}
