import ArchModel
import ArchRules
import ArchSyntax

/// The pages of `docs/` that are derived from the tables. A test holds them against the files.
public enum DerivedDocuments {
  public static let all: [(path: String, text: @Sendable () -> String)] = {
    var all: [(path: String, text: @Sendable () -> String)] = [
      ("docs/reference.md", { reference }), ("docs/errors.md", { errors }), ("docs/rules.md", { rules }),
      ("docs/styles.md", { styles }),
    ]
    for principle in Principle.allCases where !rules(of: principle).isEmpty {
      all.append(("docs/rules/\(principle.rawValue).md", { page(of: principle) }))
    }
    for path in EditorGrammars.paths { all.append((path, { EditorGrammars.filled(path) })) }
    all.append(("grammar/tree-sitter-arch/test/outlines.txt", { SyntaxOutlines.text }))
    return all
  }()

  private static let notice = "<!-- Derived from the sources; `UPDATE_GOLDEN=1 swift test` rewrites it. -->\n\n"

  /// Kinds by family, then properties with their kinds.
  private static var reference: String {
    var text = notice + "# Kinds and properties\n\n## Kinds\n"
    for family in KindFamily.allCases {
      let specs = Schema.kinds.filter { $0.family == family && !$0.kind.rawValue.isEmpty && $0.kind != .relation }
      guard !specs.isEmpty else { continue }
      text += "\n### \(family.rawValue.prefix(1).uppercased() + family.rawValue.dropFirst())\n\n"
      text += "| kind | what it is | example |\n|---|---|---|\n"
      for spec in specs {
        let example = spec.example.split(separator: "\n").joined(separator: " ")
        text += "| `\(spec.kind.rawValue)` | \(cell(spec.documentation)) | `\(cell(example))` |\n"
      }
    }
    text += "\n## Properties\n\n| property | on | what it means | example |\n|---|---|---|---|\n"
    let rows = Schema.properties.enumerated().sorted {
      ($0.element.name.rawValue, $0.offset) < ($1.element.name.rawValue, $1.offset)
    }
    for (_, property) in rows {
      let example = property.example.isEmpty ? property.name.rawValue : "\(property.name.rawValue): \(property.example)"
      text +=
        "| `\(property.name.rawValue)` | \(owners(property.kinds)) | \(cell(property.documentation)) | `\(cell(example))` |\n"
    }
    return text
  }

  /// The kinds of a set, families where they are whole.
  private static func owners(_ kinds: KindSet) -> String {
    var names: [String] = []
    if KindSet.components.kinds.allSatisfy(kinds.contains) { names.append("components") }
    for family in KindFamily.allCases {
      let members = Schema.kinds.filter { $0.family == family && $0.kind != .relation && $0.kind != .program }.map(
        \.kind)
      let isComponents = members.allSatisfy(KindSet.components.contains)
      let held = members.filter(kinds.contains)
      if held.isEmpty || (isComponents && names.first == "components") { continue }
      if held.count == members.count, members.count > 1, isComponents || family == .boundary {
        names.append(family == .boundary ? "boundaries" : family.rawValue)
      } else {
        names += held.map { "`\($0.rawValue)`" }
      }
    }
    if kinds.contains(.relation) { names.append("relations") }
    if kinds.contains(.program) { names.append("the top level") }
    return names.joined(separator: ", ")
  }

  private static var errors: String {
    var text = notice + "# Compile errors\n\n`archc explain ARC021` prints one of these.\n"
    for page in (ErrorPage.syntax + ErrorPage.names + ErrorPage.types).sorted(by: { $0.id < $1.id }) {
      text += "\n## \(page.id): \(page.title)\n\n\(page.text)\n\n"
      // An example of hundreds of lines shows its first ones.
      text += "Makes it:\n\n\(fence(page.bad))\n\nDoes not:\n\n\(fence(page.good))\n"
    }
    return text
  }

  /// What each style changes: rules and conventions.
  private static var styles: String {
    var text =
      notice + """
        # Styles

        `system { style: serverless }` says how a system is built, and `archc check` then runs what practitioners of the style
        want without being asked, and leaves out what does not speak to it. What the command line, `.archc.yml` or a `rule`
        of the program say about a rule wins. `import "std/serverless"` brings the conventions of the style as `defaults`
        that the program may overrule; nothing is assumed without it. `archc new --style serverless` starts a project.

        """
    let samples = [
      "microservices": "ticketing", "monolith": "mastodon", "modular-monolith": "monolith", "serverless": "images",
      "event-driven": "parcels",
    ]
    for profile in StyleProfile.all {
      text += "\n## \(profile.style)\n\n\(profile.summary)\n"
      if let sample = samples[profile.style] {
        text += "A sample: [\(sample).arch](../samples/\(sample)/\(sample).arch).\n"
      }
      for (heading, choices) in [("Runs by default", profile.wanted), ("Does not run", profile.unwanted)]
      where !choices.isEmpty {
        text += "\n| \(heading) | why |\n|---|---|\n"
        for choice in choices {
          let name = RuleSet.all.find(choice.rule).map { "\(choice.rule) \($0.name)" } ?? choice.rule
          text += "| \(name) | \(cell(choice.why)) |\n"
        }
      }
      if let module = StandardLibrary.text(of: "std/" + profile.style) {
        text += "\n`import \"std/\(profile.style)\"`:\n\n```arch\n\(module)\n```\n"
      }
    }
    return text
  }

  private static func rules(of principle: Principle) -> [Rule] {
    RuleSet.all.rules.filter { $0.principle == principle }
  }

  /// The list of all rules, each with a link to its page.
  private static var rules: String {
    var text = notice + "# Rules\n\n"
    text +=
      "`archc explain MOD003` prints one of these. A default run takes those marked ★ and every error; `--strict` "
    text += "runs all of them.\n"
    for principle in Principle.allCases {
      let rules = rules(of: principle)
      guard !rules.isEmpty else { continue }
      text += "\n## \(principle.rawValue.prefix(1).uppercased() + principle.rawValue.dropFirst())\n\n"
      text += "| rule | severity | what it finds |\n|---|---|---|\n"
      for rule in rules {
        let anchor = "\(rule.id.lowercased())-\(rule.name)"
        text += "| [\(rule.id)](rules/\(principle.rawValue).md#\(anchor)) \(rule.name)\(rule.isDefault ? " ★" : "") "
        text += "| \(rule.severity.rawValue) | \(cell(rule.summary)) |\n"
      }
    }
    return text
  }

  /// The rules of one principle in full.
  private static func page(of principle: Principle) -> String {
    var text = notice + "# Rules: \(principle.rawValue)\n"
    for rule in rules(of: principle) {
      let when = rule.isDefault ? "runs by default" : "runs with `--strict` or `--select \(rule.id)`"
      text += "\n## \(rule.id) \(rule.name)\n\n\(rule.summary) *\(rule.severity.rawValue), \(when)*\n\n"
      text += "\(rule.why)\n\n\(rule.fix)\n"
      for option in rule.options {
        let value = QuantityFormatter.text(option.standard)
        text += "\n`\(option.name.rawValue)`: \(option.summary) Usually \(value); "
        text += "`rule \(rule.id) { \(option.name.rawValue): \(value) }` sets it.\n"
      }
      for bad in rule.bad { text += "\nMakes it:\n\n\(fence(bad))\n" }
      for good in rule.good { text += "\nDoes not:\n\n\(fence(good))\n" }
      if !rule.sources.isEmpty { text += "\nSources: \(rule.sources.joined(separator: "; "))\n" }
    }
    return text
  }

  private static func fence(_ program: String) -> String {
    var lines = program.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    if lines.count > 20 { lines = Array(lines.prefix(6)) + ["…"] }
    return "```arch\n\(lines.joined(separator: "\n"))\n```"
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
