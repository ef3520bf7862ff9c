import ArchModel
import ArchRules
import ArchSyntax

/// Markdown about what the language itself knows: kinds, properties, rules, technologies. All of it is read from the
/// tables.
enum Pages {
  /// The word `import`.
  static let importing =
    "**import**: Reads another file, by its path from this one, or a module of the library.\n\n"
    + code("import \"payments.arch\"\nimport \"std/typical\"")

  static func kind(_ kind: Kind) -> String {
    let spec = Schema.spec(of: kind)
    var text = "**\(kind.rawValue)** (kind): \(spec.documentation)\n\n\(code(spec.example))"
    let holds = spec.holds.kinds.map(\.rawValue).filter { !$0.isEmpty }
    if !holds.isEmpty { text += "\n\nIt may hold: " + holds.joined(separator: ", ") }
    return text
  }

  static func property(_ row: Int) -> String {
    guard Schema.properties.indices.contains(row) else { return "" }
    let spec = Schema.properties[row]
    let word = spec.name.rawValue
    let example = spec.example.isEmpty || spec.example == "true" ? word : "\(word): \(spec.example)"
    var text = "**\(word)** (property): \(spec.documentation)\n\n\(code(example))"
    let signatures = PhraseSignature.all(of: spec).signatures.map { "`\($0.label)`" }
    text += "\n\nIt takes " + signatures.joined(separator: " or ")
    let units = Self.units(of: spec.type)
    if !units.isEmpty { text += "  \nUnits: \(units)" }
    switch spec.inheritance {
    case .none: break
    case .`self`: text += "\n\nWhat does not state it takes it from the boundaries around it, then from `defaults`."
    case .outgoing: text += "\n\nA relation that does not state it takes it from the component it leaves."
    case .incoming: text += "\n\nA relation that does not state it takes it from the component it reaches."
    }
    return text
  }

  private static func units(of type: PhraseType) -> String {
    switch type {
    case .quantity(let dimensions), .range(let dimensions):
      return dimensions.count > 5 ? "" : dimensions.map(\.units).joined(separator: ", ")
    case .figure(let inner), .optional(let inner), .list(let inner, _): return units(of: inner)
    case .sequence(let parts): return parts.lazy.map { units(of: $0) }.first { !$0.isEmpty } ?? ""
    case .either(let parts): return parts.lazy.map { units(of: $0) }.first { !$0.isEmpty } ?? ""
    default: return ""
    }
  }

  static func rule(_ rule: Rule) -> String {
    var text = "**\(Diagnostic.title(rule.id, rule.name))** (\(rule.severity.rawValue)): \(rule.summary)\n\n\(rule.why)"
    text += "\n\n\(rule.fix)"
    if !rule.demands.isEmpty { text += "\n\nIt demands:\n\n" + rule.demands.map { code($0) }.joined(separator: "\n") }
    if !rule.sources.isEmpty, rule.principle != .custom {
      text += "\n\nSources: " + rule.sources.joined(separator: "; ")
    }
    return text
  }

  static func technology(_ technology: Technology) -> String {
    var facts: [String] = ["for " + technology.kinds.joined(separator: ", ")]
    if let type = technology.storeType { facts.append("type \(type)") }
    if let consistency = technology.consistency {
      let strongest = technology.strongestConsistency ?? consistency
      facts.append("consistency \(consistency == strongest ? consistency : "\(consistency) to \(strongest)")")
    }
    if let cap = technology.cap { facts.append("CAP \(cap)") }
    switch technology.managed {
    case .yes: facts.append("only as a service")
    case .no: facts.append("run by its user")
    case .both: facts.append("run by its user or as a service")
    }
    facts.append("runs on " + technology.providers.map { $0 == "any" ? "anything" : $0 }.joined(separator: ", "))
    var text = "**\(technology.name)** (technology): " + facts.joined(separator: "; ")
    let needs = technology.goodAt.map { need in
      TechnologyCatalogue.meaning(of: need).map { "\(need) (\($0.prefix(1).lowercased() + $0.dropFirst()))" } ?? need
    }
    if !needs.isEmpty { text += "\n\nGood at: " + needs.joined(separator: "; ") }
    if technology.source.hasPrefix("http") { text += "\n\n<\(technology.source)>" }
    return text
  }

  static func page(_ page: ErrorPage) -> String { "**\(page.id)**: \(page.title)\n\n\(page.text)" }

  /// Text as a block of the language; a fence longer than any in it keeps it one.
  static func code(_ text: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)arch\n\(text)\n\(fence)"
  }

  /// A text in which nothing is taken for Markdown.
  static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_{}[]<>()#+-!|~".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}

/// The documentation of a completion item, made when the item is looked at.
func documentation(of topic: CompletionTopic, in snapshot: Snapshot) -> String {
  switch topic {
  case .kind(let word): return Schema.kind(Schema.word(word)).map { Pages.kind($0) } ?? ""
  case .property(let row): return Pages.property(row)
  case .technology(let name): return TechnologyCatalogue.find(name).map { Pages.technology($0) } ?? ""
  case .rule(let id): return RuleSet.all.including(snapshot.model).find(id).map { Pages.rule($0) } ?? ""
  case .module(let name):
    guard let text = StandardLibrary.text(of: name) else { return "" }
    let lines = text.split(separator: "\n").prefix { $0.hasPrefix("//") }
    return lines.map { $0.drop { $0 == "/" || $0 == " " } }.joined(separator: " ")
  case .word(let word): return TechnologyCatalogue.meaning(of: word) ?? ""
  case .declaration(let file, let node):
    let table = snapshot.index.declarations
    guard table.trees.indices.contains(file), table.trees[file].nodes.indices.contains(node),
      let entry = table.entry(declaredBy: node, in: FileID(file))
    else { return "" }
    return DeclarationPage(snapshot).text(entry)
  }
}
