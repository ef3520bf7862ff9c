import ArchAnalysis
import ArchModel
import ArchSyntax

/// What is told of a declaration: what it is, what it states, and what is computed of it, each figure with what it rests
/// on.
struct DeclarationPage {
  let snapshot: Snapshot
  private var model: Model { snapshot.model }
  private var table: DeclarationTable { snapshot.index.declarations }

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
  }

  func text(_ entry: Int) -> String {
    var parts = [Pages.code(headLine(entry))]
    let tree = table.tree(of: entry)
    let documentation = tree.documentation(ofNode: table[entry].node)
    if !documentation.isEmpty { parts.append(Self.clipped(documentation, to: Self.pageLimit)) }
    if let element = snapshot.index.element(declaredBy: table[entry].node, in: table[entry].file) {
      if let stated = model.stated(.description, of: element), let text = model.text(stated.value) {
        parts.append(Pages.plain(Self.clipped(text, to: Self.pageLimit)))
      }
      if let technology = model.technology(element) { parts.append(Pages.technology(technology)) }
      if let inherited = inherited(element) { parts.append(inherited) }
      let figures = figures(of: element)
      if !figures.isEmpty { parts.append(figures) }
    }
    return parts.joined(separator: "\n\n")
  }

  /// `service Orders "Takes orders" { tech: Swift, replicas: 4..20 }`, as far as it states properties.
  private func headLine(_ entry: Int) -> String {
    let tree = table.tree(of: entry)
    let node = table[entry].node
    if let kind = table[entry].kind, kind == .pattern || KindSet.variants.contains(kind) { return body(node, tree) }
    let head = tree.nodes[node].firstToken..<tree.headEnd(of: node)
    var text = Self.clipped(tree.source.text(tree.span(ofTokens: head).range), to: Self.widthLimit)
    let stated = tree.statements(of: node).filter { tree.nodes[$0].kind == .property || tree.nodes[$0].kind == .flag }
    guard !stated.isEmpty else { return text }
    text += " {\n"
    for property in stated.prefix(Self.propertyLimit) {
      let tokens = tree.nodes[property].firstToken..<tree.headEnd(of: property)
      text += "  " + Self.clipped(tree.source.text(tree.span(ofTokens: tokens).range), to: Self.widthLimit) + "\n"
    }
    if stated.count > Self.propertyLimit { text += "  // and \(stated.count - Self.propertyLimit) more\n" }
    return text + "}"
  }

  private static let propertyLimit = 16
  /// So many bytes of one value, and of a description, are shown: a hover is no place to read more.
  private static let widthLimit = 400
  private static let pageLimit = 4_000

  /// The beginning of a long text, with a sign that it goes on.
  private static func clipped(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    // A character that the cut goes through is left out.
    let end = text.unicodeScalars.index(after: text.utf8.index(text.startIndex, offsetBy: limit - 4))
    return String(text[..<end]) + "…"
  }

  /// A pattern or a variant as it is written: what it declares says what it is.
  private func body(_ node: Int, _ tree: SyntaxTree) -> String {
    let margin = BlockInsertion.indentation(of: node, in: tree)
    let lines = tree.source.text(tree.span(ofTokens: tree.nodes[node].tokens).range)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var text = lines.prefix(Self.lineLimit).map { line in
      Self.clipped(String(line.hasPrefix(margin) ? line.dropFirst(margin.count) : line), to: Self.widthLimit)
    }.joined(separator: "\n")
    if lines.count > Self.lineLimit { text += "\n// and \(lines.count - Self.lineLimit) lines more" }
    return text
  }

  private static let lineLimit = 24

  /// What is in effect without being stated: from boundaries, the system, `defaults`.
  private func inherited(_ element: ElementID) -> String? {
    guard KindSet.components.contains(model[element].kind) else { return nil }
    var lines: [String] = []
    for name in inheritable(element) where lines.count < Self.propertyLimit {
      guard Schema.row(name, on: model[element].kind) != nil, let effective = model.effective(name, of: element),
        effective.origin != .own
      else { continue }
      let text = "\(name.rawValue): \(model.phrase(effective.property))"
      lines.append("`\(text.replacing("`", with: "'"))` from \(origin(effective.origin))")
    }
    return lines.isEmpty ? nil : "In effect: " + lines.joined(separator: "; ")
  }

  /// The properties that something around an element or in `defaults` states, in the order of the language. Only these
  /// are looked for, as each look-up may walk over all `defaults`.
  private func inheritable(_ element: ElementID) -> [PropertyName] {
    var names: Set<PropertyName> = []
    for boundary in model.boundaries(around: element) {
      for property in model.properties(of: boundary) { if let name = property.name { names.insert(name) } }
    }
    for entry in model.defaults {
      for property in model.properties[entry.properties] { if let name = property.name { names.insert(name) } }
    }
    if let system = model.system, model.stated(.owner, of: system) != nil { names.insert(.owner) }
    return names.sorted { $0.index < $1.index }
  }

  func origin(_ origin: PropertyOrigin) -> String {
    switch origin {
    case .own: "itself"
    case .boundary(let element), .mesh(let element), .gateway(let element), .end(let element):
      "`\(model.shortName(element))`"
    case .system: "the system"
    case .defaults(let index):
      "`defaults` in \(Pages.plain(model.tree(of: model.defaults[index].node).source.path.split(separator: "/").last.map(String.init) ?? ""))"
    }
  }

  // MARK: Figures

  private func figures(of element: ElementID) -> String {
    let kind = model[element].kind
    let names: [FigureName]
    if kind == .flow {
      names = FigureLine.ofFlows
    } else if KindSet.components.contains(kind) {
      names = FigureLine.names + (KindSet.stores.contains(kind) ? [.rpo, .rto] : [])
    } else if KindSet.boundaries.contains(kind) {
      names = [.availability, .cost]
    } else {
      return ""
    }
    guard let figures = snapshot.figuresAtHand else { return "Figures are being computed." }
    let known = Set(figures.names(of: .element(element)))
    var rows: [String] = []
    var missing: [String] = []
    for name in names where known.contains(name) {
      let conditions = FigureLine.conditions(of: name)
      guard let explanation = figures.explanation(.element(element), name, conditions) else { continue }
      switch explanation.figure.value {
      case .known:
        let moment = conditions == .peak ? " at peak" : ""
        rows.append(
          "| \(name.rawValue)\(moment) | \(FigureText.text(explanation.figure)) | \(provenance(explanation)) |")
      case .unknown(let lack):
        missing.append("\(name.rawValue) (\(texts.missing(lack)))")
      }
    }
    var text = rows.isEmpty ? "" : "| figure | value | rests on |\n|---|---|---|\n" + rows.joined(separator: "\n")
    if !missing.isEmpty { text += (text.isEmpty ? "" : "\n\n") + "Unknown: " + missing.joined(separator: "; ") }
    return text
  }

  private var texts: MissingText { MissingText(model: model) }

  /// `2 measured, 1 assumed`; what counts is how sure the inputs are.
  private func provenance(_ explanation: Explanation) -> String {
    var counts: [Confidence: Int] = [:]
    for term in explanation.allTerms { counts[term.input.confidence, default: 0] += 1 }
    let parts = Confidence.allCases.compactMap { confidence -> String? in
      guard let count = counts[confidence] else { return nil }
      return "\(count) \(confidence.word.isEmpty ? "stated" : confidence.word)"
    }
    return parts.isEmpty ? "the model's structure" : parts.joined(separator: ", ")
  }
}

/// What has to be stated before a figure is known.
struct MissingText {
  let model: Model

  func missing(_ missing: Missing) -> String {
    if missing.inputs.isEmpty { return missing.reason.isEmpty ? "it has no value" : missing.reason }
    return "state " + missing.inputs.prefix(3).map(text).joined(separator: ", ")
      + (missing.inputs.count > 3 || missing.isCut ? " and more" : "")
  }

  private func text(_ input: MissingInput) -> String {
    let property = "`\(input.property.rawValue)`"
    switch input.subject {
    case .system: return property + " in `constraints`"
    case .element(let element): return property + " of `\(model.shortName(element))`"
    case .relation(let relation): return property + " of `\(model.identity(relation) { model.shortName($0) })`"
    }
  }
}
