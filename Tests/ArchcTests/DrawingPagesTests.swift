import Testing

/// What `build` writes without being asked, and what `diagram` draws of a part.
struct DrawingPagesTests {
  /// The names of what `build` writes, by ending.
  private func pages(of text: String, ending: String, name: String = "shop") throws -> [String] {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(text, to: name + ".arch")
    let built = try binary.run("build", name + ".arch", "-o", "out")
    #expect(built.status == 0, "\(built.error)")
    return built.output.split(separator: "\n").map { String($0.dropFirst(4)) }
      .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
  }

  private func run(_ text: String, _ arguments: String...) throws -> Binary.Outcome {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(text, to: "a.arch")
    switch arguments.count {
    case 0: return try binary.run("diagram", "a.arch")
    case 1: return try binary.run("diagram", "a.arch", arguments[0])
    case 2: return try binary.run("diagram", "a.arch", arguments[0], arguments[1])
    case 4: return try binary.run("diagram", "a.arch", arguments[0], arguments[1], arguments[2], arguments[3])
    default:
      return try binary.run(
        "diagram", "a.arch", arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5])
    }
  }

  private let shop = """
    client Web {}
    zone Edge { gateway Api { -> Inner.Orders } }
    zone Inner { service Orders { -> Deep.Db }
      zone Deep { database Db {} }
      zone deep { cache Hot {} } }
    zone context {}
    Web -> Edge.Api
    view Deep { focus: Orders }
    view Nothing { include: [Web], exclude: [Web] }

    """

  @Test func everyPartHasAPageOfItsOwn() throws {
    let names = try pages(of: shop, ending: ".svg")
    #expect(
      names == [
        "shop", "shop.context", "shop.Edge", "shop.Inner", "shop.Inner-Deep", "shop.Inner-deep-2", "shop.context-2",
        "shop.Deep",
      ])
    #expect(try pages(of: shop, ending: ".txt") == names)
  }

  @Test func aLargeSystemHasAnOverviewAndEverything() throws {
    let text = (0..<30).map { "zone Z\($0 % 3)\($0) { service S\($0) {} }\n" }.joined()
    let names = try pages(of: text, ending: ".txt", name: "big")
    #expect(names.prefix(3) == ["big", "big.all", "big.context"])
    #expect(names.count == 33)
  }

  @Test func pagesLeadToEachOther() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let services = (0..<14).map { "service A\($0) {}\n" }.joined()
    let others = (0..<14).map { "service B\($0) {}\n" }.joined()
    try binary.write(
      "zone Left { \(services) zone Deep { service D {} } }\nzone Right { \(others) }\n"
        + "migration { phase P1 { adds: A0 } }\n", to: "a shop.arch")
    #expect(try binary.run("build", "a shop.arch", "-o", "out").status == 0)
    let context = try binary.text("out/a shop.context.svg")
    #expect(context.contains("<a href=\"a%20shop.Left.svg\">") && context.contains("<a href=\"a%20shop.Right.svg\">"))
    #expect(try binary.text("out/a shop.Left.svg").contains("<a href=\"a%20shop.svg\">"))
    #expect(try binary.text("out/a shop.Left-Deep.svg").contains("<a href=\"a%20shop.Left.svg\">"))
    #expect(try binary.text("out/a shop.P1.svg").contains("+ added"))
  }

  @Test func namesOfAnyScriptAreFileNames() throws {
    let text = "zone 支付 { service A {} }\nzone \(String(repeating: "long", count: 90)) { service B {} }\n"
    let names = try pages(of: text, ending: ".svg")
    #expect(names.contains("shop.支付"))
    #expect(names.allSatisfy { $0.utf8.count < 200 && !$0.contains("/") })
  }

  @Test func partsAreChosenByOptions() throws {
    let near = try run(shop, "--focus", "Orders", "--exclude", "Db,Deep")
    #expect(near.status == 0)
    #expect(near.output.contains("Api") && near.output.contains("Orders"))
    #expect(!near.output.contains("Db") && !near.output.contains("Web"))
    let far = try run(shop, "--focus", "Orders", "--depth", "2", "--collapse", "Edge")
    #expect(far.output.contains("Web") && far.output.contains("│ Edge │") && !far.output.contains("Api"))
  }

  @Test func optionsThatDoNotGoTogetherSaySo() throws {
    #expect(try run(shop, "--depth", "2").status == 2)
    #expect(try run(shop, "--focus", "Web", "--boundary", "Edge").status == 2)
    #expect(try run(shop, "--depth", "900", "--focus", "Web").status == 2)
    let unknown = try run(shop, "--focus", "Nobody")
    #expect(unknown.status == 2)
    #expect(unknown.error.contains("no component or boundary `Nobody`"))
    let ambiguous = try run("zone A { service X {} }\nzone B { service X {} }\n", "--focus", "X")
    #expect(ambiguous.status == 2)
    #expect(ambiguous.error.contains("`A.X`, `B.X`"))
  }

  @Test func findingsAreMarkedWhenAsked() throws {
    let text = """
      client Web {}
      service A {}
      service B {}
      queue Alone {}
      rule isolated-component { severity: warning }
      Web -> A
      A -> B

      """
    let plain = try run(text)
    #expect(!plain.output.contains("MOD001"))
    let annotated = try run(text, "--annotate")
    #expect(annotated.output.contains("MOD001"))
    #expect(annotated.output.split(separator: "\n").contains { $0.hasPrefix("! MOD001 ") || $0.hasPrefix("i MOD001 ") })
  }

  @Test func coloursChangeNoText() throws {
    let plain = try run(shop)
    #expect(!plain.output.contains("\u{1B}"))
    let coloured = try run(shop, "--color", "always")
    #expect(coloured.output.contains("\u{1B}[32m"))
    #expect(coloured.output.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.output)
    #expect(try run(shop, "--color", "never").output == plain.output)
  }

  @Test func whatShowsNothingSaysSo() throws {
    let view = try run(shop, "--view", "Nothing")
    #expect(view.status == 0)
    #expect(view.error.contains("nothing to draw"))
    let empty = try run("")
    #expect(empty.status == 0)
    #expect(empty.error.contains("declares no component"))
  }

  @Test func theOverviewOfALargeSystemSaysThatItIsOne() throws {
    let text = (0..<28).map { "zone Z\($0 % 4)x { service S\($0) {} }\n" }.enumerated()
      .map { index, line in index < 4 ? line : "service T\(index) {}\n" }.joined()
    let overview = try run("zone Inside {\n" + text + "}\n", "--width", "300")
    #expect(overview.error.contains("29") || overview.error.contains("28"))
    #expect(overview.error.contains("--all"))
    #expect(!overview.output.contains("S3"))
    let all = try run("zone Inside {\n" + text + "}\n", "--all")
    #expect(all.output.contains("S3"))
    #expect(all.error.isEmpty)
  }
}
