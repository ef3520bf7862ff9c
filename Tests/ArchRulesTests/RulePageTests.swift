import ArchModel
import ArchRules
import ArchSyntax
import Testing

/// What holds for every rule: its page is complete and its examples do what they say.
@Suite struct RulePageTests {
  @Test(arguments: RuleSet.all.rules.map(\.id)) func pageIsComplete(id: String) throws {
    let rule = try #require(RuleSet.all.find(id))
    #expect(RuleSet.all.find(rule.name)?.id == id)
    #expect(id.hasPrefix(rule.principle.prefix))
    #expect(id.utf8.count == 6)
    #expect(rule.name.allSatisfy { $0.isLowercase || $0 == "-" })
    for text in [rule.summary, rule.why, rule.fix, rule.remedy] { #expect(!text.isEmpty) }
    for text in [rule.summary, rule.why, rule.fix] { #expect(text.last == ".") }
    #expect(rule.remedy.last != ".")
    #expect(rule.bad.count >= 2)
    #expect(rule.good.count >= 2)
    if rule.severity == .error { #expect(rule.isDefault) }
  }

  @Test func idsAndNamesAreUnique() {
    let rules = RuleSet.all.rules
    #expect(Set(rules.map(\.id)).count == rules.count)
    #expect(Set(rules.map(\.name)).count == rules.count)
    #expect(rules.map(\.id) == rules.map(\.id).sorted())
  }

  @Test(arguments: RuleSet.all.rules.flatMap { rule in rule.bad.indices.map { (rule.id, $0) } })
  func badExampleYieldsExactlyThisFinding(id: String, index: Int) throws {
    let rule = try #require(RuleSet.all.find(id))
    let program = Program(rule.bad[index])
    #expect(program.compiled.filter { $0.severity == .error } == [])
    let found = program.run(RuleSelection(select: [id])).diagnostics
    let own = found.filter { $0.id == id }
    #expect(own.count == 1, "\(found.map(program.rendered))")
    #expect(found.filter { $0.severity == .error && $0.id != id } == [])
    #expect(own.first?.name == rule.name)
    #expect(own.first.map { !program.text($0.primary.span).isEmpty } ?? false)
    #expect(own.first.map { !$0.message.hasSuffix(".") } ?? false)
  }

  @Test(arguments: RuleSet.all.rules.flatMap { rule in rule.good.indices.map { (rule.id, $0) } })
  func goodExampleYieldsNoErrorAndNothingOfTheRule(id: String, index: Int) throws {
    let rule = try #require(RuleSet.all.find(id))
    let program = Program(rule.good[index])
    #expect(program.compiled.filter { $0.severity == .error } == [])
    let found = program.run(RuleSelection(select: [id])).diagnostics
    #expect(found.filter { $0.severity == .error || $0.id == id } == [], "\(found.map(program.rendered))")
  }

  /// Rules look at structure, never at what things are called.
  @Test(arguments: RuleSet.all.rules.flatMap { rule in rule.bad.indices.map { (rule.id, $0) } })
  func renamingChangesNoFinding(id: String, index: Int) throws {
    let rule = try #require(RuleSet.all.find(id))
    let program = Program(rule.bad[index])
    var names: Set<String> = []
    for element in program.model.elements.indices.dropFirst() {
      // `rule` and `allow` bear the names of rules.
      guard ![.rule, .allow].contains(program.model.elements[element].kind) else { continue }
      let name = program.model.name(ElementID(element))
      if name.first?.isUppercase == true { names.insert(name) }
    }
    var text = rule.bad[index]
    for (position, name) in names.sorted(by: { $0.count > $1.count }).enumerated() {
      text.replace(try Regex("\\b\(name)\\b").wordBoundaryKind(.simple), with: "Zz\(position)q")
    }
    let before = program.run(RuleSelection(select: [id])).diagnostics
    let after = Program(text).run(RuleSelection(select: [id])).diagnostics
    #expect(before.map(\.id) == after.map(\.id))
    #expect(before.map(\.severity) == after.map(\.severity))
  }

  @Test func matchesWordsOfSelections() {
    #expect(RuleSet.all.matching("MOD003").map(\.name) == ["impossible-value"])
    #expect(RuleSet.all.matching("impossible-value").map(\.id) == ["MOD003"])
    #expect(RuleSet.all.matching("patterns").map(\.id).contains("PAT006"))
    #expect(RuleSet.all.matching("PAT").allSatisfy { $0.principle == .patterns })
    #expect(RuleSet.all.matching("model").count > 5)
    #expect(RuleSet.all.matching("nonsense").isEmpty)
  }
}
