import ArchExchange
import ArchRules
import ArchSyntax
import ArgumentParser

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules of archc check.",
    discussion: """
      A star marks the rules that run without being asked for. `archc explain REL001` tells all about one. With a file
      the rules that its program declares are listed, too.

      Examples:
        archc rules
        archc rules reliability
        archc rules SEC --format json
        archc rules --format markdown
        archc rules shop.arch
      """)

  @Argument(
    help: ArgumentHelp("A principle or its letters, an id or a name; or an .arch file or folder.", valueName: "filter"))
  var filter: [String] = []

  @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
  var format: RulesFormat = .text

  /// The arguments that are files: those that end in `.arch` or hold a slash, and `.`.
  private var files: [String] { filter.filter { $0.hasSuffix(".arch") || $0.contains("/") || $0 == "." || $0 == "-" } }

  func run() throws {
    let files = self.files
    let words = filter.filter { !files.contains($0) }
    let declared = try DeclaredRules.of(files)
    let all = RuleSet(RuleSet.all.rules + declared)
    for word in words where all.matching(word).isEmpty {
      let near = all.nearest(to: word)
      throw CommandFailure(
        "no rule is called `\(word)`" + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"),
        help: near.isEmpty ? "`archc rules` lists all, `archc rules FILE` also those of a program" : nil)
    }
    let chosen = Set(words.flatMap { all.matching($0) }.map(\.id))
    let rules = all.rules.filter { words.isEmpty || chosen.contains($0.id) }
    switch format {
    case .text:
      var table = TextTable(["Rule", "", "severity", "what it finds"])
      for rule in rules {
        table.add([
          Diagnostic.title(rule.id, rule.name), rule.isDefault ? "★" : "", rule.severity.rawValue, rule.summary,
        ])
      }
      try Console.write(table.text)
    case .markdown:
      var text = "| Rule | Default | Severity | What it finds |\n| --- | --- | --- | --- |\n"
      for rule in rules {
        text +=
          "| \(rule.id)\(rule.id == rule.name ? "" : " `\(rule.name)`") | \(rule.isDefault ? "yes" : "–") | \(rule.severity.rawValue) | \(rule.summary) |\n"
      }
      try Console.write(text)
    case .json: try Console.write(try JSONDocument.bytes(of: RulesDocument(rules)))
    }
  }
}

enum RulesFormat: String, WordChoice {
  case text, json, markdown
}
