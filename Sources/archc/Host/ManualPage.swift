import ArchModel
import ArchRules
import ArchSyntax

/// What `archc explain` prints. All of it is read from the tables: pages of errors, rules, kinds, properties.
enum ManualPage {
  static var pages: [ErrorPage] { ErrorPage.syntax + ErrorPage.names + ErrorPage.types }

  /// Everything that can be explained.
  static var subjects: [String] {
    pages.map(\.id).sorted() + RuleSet.all.rules.flatMap { [$0.id, $0.name] }
      + Schema.kinds.map(\.kind.rawValue).filter { !$0.isEmpty && $0 != "->" }
      + Set(Schema.properties.map(\.name.rawValue)).sorted()
  }

  static func text(of subject: String) -> String? {
    if let page = pages.first(where: { $0.id == subject.uppercased() }) { return text(page) }
    if let rule = RuleSet.all.find(subject) ?? RuleSet.all.find(subject.uppercased()) { return text(rule) }
    var parts: [String] = []
    if let spec = Schema.kinds.first(where: { $0.kind.rawValue == subject }), !subject.isEmpty {
      parts.append(text(spec))
    }
    let rows = Schema.properties.filter { $0.name.rawValue == subject }
    if !rows.isEmpty { parts.append(rows.map(text).joined(separator: "\n")) }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  private static func text(_ page: ErrorPage) -> String {
    """
    \(page.id) (\(page.severity.rawValue)): \(page.title)

    \(wrapped(page.text))

    This makes it:

    \(indented(page.bad))

    This does not:

    \(indented(page.good))

    """
  }

  static func text(_ rule: Rule) -> String {
    var text = """
      \(Diagnostic.title(rule.id, rule.name)) (\(rule.severity.rawValue)\(rule.isDefault ? "" : ", with --strict or --select")): \(rule.summary)

      \(wrapped(rule.why))

      \(wrapped(rule.fix))

      """
    for option in rule.options {
      let setting = "rule \(rule.id) { \(option.name.rawValue): \(QuantityFormatter.text(option.standard)) }"
      text += "\n\(wrapped("\(option.name.rawValue): \(option.summary) As usual: \(setting)"))\n"
    }
    if let bad = rule.bad.first { text += "\nThis makes it:\n\n\(indented(bad))\n" }
    if let good = rule.good.first { text += "\nThis does not:\n\n\(indented(good))\n" }
    if !rule.demands.isEmpty { text += "\nIt demands:\n\n" + rule.demands.map { "    \($0)\n" }.joined() }
    if rule.principle == .custom { text += "\nDeclared in \(rule.sources.joined())\n" }
    if rule.principle != .custom, !rule.sources.isEmpty {
      text += "\nSources:\n" + rule.sources.map { "  \($0)\n" }.joined()
    }
    return text + "\nTo accept it in one place: allow \(rule.name) \"the reason\" { until: 2027-01-01 }\n"
  }

  private static func text(_ spec: KindSpec) -> String {
    let properties = Schema.properties.filter { $0.kinds.contains(spec.kind) }
      .map { "  \($0.name.rawValue): \($0.documentation)" }
    var text = "\(spec.kind.rawValue) (kind): \(spec.documentation)\n\n\(indented(spec.example))\n"
    let holds = spec.holds.kinds.map(\.rawValue).filter { !$0.isEmpty }
    if !holds.isEmpty { text += "\nIt may hold:\n\(wrapped(holds.joined(separator: ", ")))\n" }
    if !properties.isEmpty { text += "\nIts properties:\n\(properties.joined(separator: "\n"))\n" }
    return text
  }

  private static func text(_ property: PropertySpec) -> String {
    let kinds = property.kinds.kinds.map {
      $0 == .relation ? "relations" : $0 == .program ? "the top level" : $0.rawValue
    }
    let example = property.example.isEmpty ? property.name.rawValue : "\(property.name.rawValue): \(property.example)"
    return """
      \(property.name.rawValue) (property): \(property.documentation)

      \(indented(example))

      On \(wrapped(kinds.joined(separator: ", ")))
      \(words(of: property.type).map { "\n" + wrapped($0) + "\n" }.joined())\(meanings(of: property.name))
      """
  }

  /// What the words mean; of a style, what it changes in `check` as well.
  private static func meanings(of property: PropertyName) -> String {
    if property == .style { return StyleProfile.all.map(text).joined() }
    guard let meanings = WordMeanings.of(property) else { return "" }
    let introduction = meanings.introduction.isEmpty ? "" : "\n" + wrapped(meanings.introduction) + "\n"
    return introduction + "\n" + meanings.words.map { "  \($0.word): \($0.meaning)\n" }.joined()
  }

  private static func text(_ profile: StyleProfile) -> String {
    func rules(_ choices: [StyleProfile.Choice]) -> String {
      choices.map { choice in
        RuleSet.all.find(choice.rule).map { "\($0.id) \($0.name)" } ?? choice.rule
      }.joined(separator: ", ")
    }
    var text = "\n\(profile.style): \(profile.summary)\n"
    text += indented(wrapped("runs by default: \(rules(profile.wanted))")) + "\n"
    if !profile.unwanted.isEmpty { text += indented(wrapped("does not run: \(rules(profile.unwanted))")) + "\n" }
    return text + indented("its conventions: import \"std/\(profile.style)\"") + "\n"
  }

  /// The words that a property takes, a sentence for each set of them.
  private static func words(of type: PhraseType, depth: Int = 0) -> [String] {
    guard depth < 8 else { return [] }
    switch type {
    case .oneOf(let enumeration):
      let rest = enumeration.isOpen ? ", or another word" : ""
      return ["One of: \(enumeration.words.joined(separator: ", "))\(rest)"]
    case .list(let part, _), .optional(let part), .figure(let part): return words(of: part, depth: depth + 1)
    case .sequence(let parts), .either(let parts): return parts.flatMap { words(of: $0, depth: depth + 1) }
    default: return []
    }
  }

  /// The text in lines of at most 80 columns.
  static func wrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
      var lines: [String] = []
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > 80 {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
      }
      lines.append(line)
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: true).map { "    " + $0 }.joined(separator: "\n")
  }
}
