import ArchExchange
import ArchRules
import ArgumentParser

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules of archc check.",
    discussion: """
      A star marks the rules that run without being asked for. `archc explain REL001` tells all about one.

      Examples:
        archc rules
        archc rules reliability
        archc rules SEC --format json
        archc rules --format markdown
      """)

  @Argument(help: ArgumentHelp("A principle or its letters, an id or a name.", valueName: "filter"))
  var filter: [String] = []

  @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
  var format: RulesFormat = .text

  func validate() throws {
    for word in filter where RuleSet.all.matching(word).isEmpty {
      let near = RuleSet.all.nearest(to: word)
      throw ValidationError(
        "no rule is called `\(word)`" + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"))
    }
  }

  func run() throws {
    let chosen = Set(filter.flatMap { RuleSet.all.matching($0) }.map(\.id))
    let rules = RuleSet.all.rules.filter { filter.isEmpty || chosen.contains($0.id) }
    switch format {
    case .text:
      var table = TextTable(["Rule", "", "severity", "what it finds"])
      for rule in rules {
        table.add(["\(rule.id) \(rule.name)", rule.isDefault ? "★" : "", rule.severity.rawValue, rule.summary])
      }
      try Console.write(table.text)
    case .markdown:
      var text = "| Rule | Default | Severity | What it finds |\n| --- | --- | --- | --- |\n"
      for rule in rules {
        text +=
          "| \(rule.id) `\(rule.name)` | \(rule.isDefault ? "yes" : "–") | \(rule.severity.rawValue) | \(rule.summary) |\n"
      }
      try Console.write(text)
    case .json: try Console.write(try JSONDocument.bytes(of: RulesDocument(rules)))
    }
  }
}

enum RulesFormat: String, WordChoice {
  case text, json, markdown
}
