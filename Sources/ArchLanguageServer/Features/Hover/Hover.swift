import ArchAnalysis
import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// What is told of the place under the pointer.
struct HoverText: Sendable {
  var markdown: String
  /// What it is about.
  var span: Span
}

/// What is told of a place, the rules behind the findings there included; nil where there is nothing to tell.
func hover(in snapshot: Snapshot, file: FileID, at offset: Int) -> HoverText? {
  let findings = findingPages(in: snapshot, file: file, at: offset)
  let place = RolePlace(snapshot, file: file, at: offset)
  let told = place.flatMap { place in
    PlaceHover(snapshot: snapshot, place: place).text.map {
      HoverText(markdown: $0, span: place.tree.span(ofTokens: place.span.tokens))
    }
  }
  guard !findings.isEmpty else { return told }
  guard let told else {
    return HoverText(markdown: findings.map(\.text).joined(separator: "\n\n---\n\n"), span: findings[0].span)
  }
  return HoverText(
    markdown: ([told.markdown] + findings.map(\.text)).joined(separator: "\n\n---\n\n"), span: told.span)
}

/// The page of each rule or error that something at the place was reported under.
private func findingPages(in snapshot: Snapshot, file: FileID, at offset: Int) -> [(text: String, span: Span)] {
  var seen: Set<String> = []
  var rules: RuleSet?
  return snapshot.diagnostics.compactMap { diagnostic in
    let span = diagnostic.primary.span
    guard span.file == file, span.start <= offset, offset <= span.end, seen.count < 3 else { return nil }
    guard seen.insert(diagnostic.id).inserted else { return nil }
    let known = rules ?? RuleSet.all.including(snapshot.model)
    rules = known
    if let rule = known.find(diagnostic.id) { return (Pages.rule(rule), span) }
    let pages = ErrorPage.syntax + ErrorPage.names + ErrorPage.types
    return pages.first { $0.id == diagnostic.id }.map { (Pages.page($0), span) }
  }
}

/// The token at a place with its role and all that is needed to say what it means.
struct RolePlace {
  let tree: SyntaxTree
  let node: Int
  let token: Int
  let span: RoleSpan
  /// All tokens of the statement.
  let spans: [RoleSpan]
  let context: BlockContext

  init?(_ snapshot: Snapshot, file: FileID, at offset: Int) {
    guard let tree = snapshot.tree(of: file), let token = tree.token(at: offset) else { return nil }
    let table = snapshot.index.declarations
    let around = tree.nodes(around: token)
    guard let node = around.first(where: { tree.nodes[$0].kind != .block && tree.nodes[$0].kind != .file }) else {
      return nil
    }
    // The statement whose block this one stands in.
    let owner = around.drop { $0 != node }.dropFirst().first { tree.nodes[$0].kind != .block } ?? 0
    let context = table.context(ofBlockOf: owner, in: file)
    let spans = RoleReader(table, tree).roles(of: node, context)
    guard let span = spans.first(where: { $0.tokens.contains(token) }) else { return nil }
    self.tree = tree
    self.node = node
    self.token = token
    self.span = span
    self.spans = spans
    self.context = context
  }

  /// What the token means: of a path the declaration that its names up to the token mean.
  func entry(_ table: DeclarationTable) -> Int? {
    let meanings = table.meanings(of: span, in: tree)
    return (meanings.last { $0.token <= token } ?? meanings.first)?.entry
  }

  /// The row of the property that the statement states.
  var row: Int? {
    guard case .key(let row) = spans.first?.role else { return nil }
    return row
  }
}

private struct PlaceHover {
  let snapshot: Snapshot
  let place: RolePlace
  private var table: DeclarationTable { snapshot.index.declarations }
  private var tree: SyntaxTree { place.tree }
  private var word: String { tree.text(ofToken: place.span.tokens.lowerBound) }

  var text: String? {
    switch place.span.role {
    case .kind(let kind): return kind.map { Pages.kind($0) }
    case .key(let row): return row.map { Pages.property($0) }
    case .declaredName(let entry): return DeclarationPage(snapshot).text(entry)
    case .reference, .role: return declaration
    case .referenceOrKind, .dataClass:
      if let declaration { return declaration }
      if let kind = Schema.kind(Schema.word(word)) { return Pages.kind(kind) }
      return place.row.map { Pages.property($0) }
    case .word(let enumeration):
      let meaning = TechnologyCatalogue.meaning(of: word).map { ": \($0)" } ?? ""
      let words = enumeration.words.prefix(40).map { $0 == word ? "**\($0)**" : $0 }.joined(separator: ", ")
      return "`\(word)` is \(enumeration.noun)\(meaning)\n\n\(words)" + (property.map { "\n\n" + $0 } ?? "")
    case .keyword:
      if tree.nodes[place.node].kind == .importStatement { return Pages.importing }
      let condition = VerificationWords.conditions.first { $0.word == word }?.meaning
      let isVerification = place.row.map { Schema.properties[$0].type == .verification } ?? false
      let meaning = isVerification ? condition ?? "" : PhraseSignature.meaning(ofWord: word)
      let head = meaning.isEmpty ? "" : "`\(word)`: \(meaning)\n\n"
      return property.map { head + $0 } ?? (head.isEmpty ? nil : head)
    case .quantity: return quantity
    case .technology: return technology
    case .ruleName: return RuleSet.all.including(snapshot.model).find(word).map { Pages.rule($0) }
    case .importPath: return importPath
    case .arrow: return relation
    case .metric: return figure
    case .text, .link, .version, .date, .name: return property
    case .title: return declared
    case .tag: return tag
    case .unknown: return property
    }
  }

  /// The declaration whose title is pointed at; of a relation nothing, as its arrow tells.
  private var declared: String? {
    table.entry(declaredBy: place.node, in: tree.source.id).map { DeclarationPage(snapshot).text($0) }
  }

  /// What bears a tag.
  private var tag: String? {
    let name = word.drop { $0 == "#" }
    var names: [String] = []
    var count = 0
    for entry in table.entries.indices.dropFirst() {
      let tree = table.tree(of: entry)
      guard table.head(entry).tags.contains(where: { tree.text(ofToken: $0).drop { $0 == "#" } == name }) else {
        continue
      }
      count += 1
      if names.count < 20 { names.append("`\(table.path(entry))`") }
    }
    guard count > 0 else { return "`#\(name)` (tag)" }
    let more = count > names.count ? " and \(count - names.count) more" : ""
    return "`#\(name)` (tag) marks " + names.joined(separator: ", ") + more
  }

  private var declaration: String? { place.entry(table).map { DeclarationPage(snapshot).text($0) } }

  private var property: String? { place.row.map { Pages.property($0) } }

  /// `900/s` in words, with the range of a range.
  private var quantity: String? {
    let parts = word.split(separator: ".", omittingEmptySubsequences: true)
    var words: String?
    if case .success(let quantity) = QuantityParser.parse(word) {
      // A bare number says itself what it is.
      if quantity.dimension != .count { words = QuantityFormatter.words(quantity) }
    } else if parts.count == 2, !parts.contains(where: \.isEmpty) {
      words = "from \(parts[0]) to \(parts[1])"
    }
    let head = words.map { "`\(word)`: \($0)" }
    guard let property else { return head }
    return head.map { $0 + "\n\n" + property } ?? property
  }

  private var technology: String? {
    let tokens = place.spans.filter { if case .technology = $0.role { return true } else { return false } }
    guard let first = tokens.first, let last = tokens.last else { return property }
    let text = tree.source.text(
      tree.span(ofTokens: first.tokens.lowerBound..<last.tokens.upperBound).range)
    return TechnologyCatalogue.find(text).map { Pages.technology($0) } ?? property
  }

  private var importPath: String? {
    let path = StringValue.of(tree.tokens[place.token], in: tree.source)
    guard let found = snapshot.program.imports.first(where: { $0.place == tree.span(ofToken: place.token) }) else {
      return StandardLibrary.text(of: path).map { _ in documentation(of: .module(path), in: snapshot) }
    }
    let source = snapshot.program.files[Int(found.used.index)].tree.source
    if StandardLibrary.modules.contains(path) {
      return "`\(path)`\n\n" + documentation(of: .module(path), in: snapshot)
    }
    return Pages.plain(source.path)
  }

  // MARK: Relations

  /// What a relation is, what is in effect for it, and how often it is used.
  private var relation: String? {
    let model = snapshot.model
    guard
      let relation = model.liveRelations.first(where: {
        model[$0].arrowToken == place.span.tokens.lowerBound && model[$0].node == NodeRef(tree.source.id, place.node)
      })
    else {
      if let step { return text(of: step) }
      return Arrow(rawValue: word).map { "`\(word)`: \(Completion.meaning(of: $0))" }
    }
    return text(of: relation)
  }

  /// The relation that a step of a flow takes.
  private var step: RelationID? {
    let reference = NodeRef(tree.source.id, place.node)
    for flow in snapshot.model.flows {
      for step in flow.steps where step.node == reference && step.arrowToken == place.span.tokens.lowerBound {
        return step.relation
      }
    }
    return nil
  }

  private func text(of relation: RelationID) -> String {
    let model = snapshot.model
    let data = model[relation]
    var text =
      "`\(model.shortName(data.source)) \(data.arrow.rawValue) \(model.shortName(data.target))`: "
      + Completion.meaning(of: data.arrow)
    var lines: [String] = []
    for row in Schema.properties.indices where Schema.properties[row].kinds.contains(.relation) {
      guard let effective = model.effective(Schema.properties[row].name, of: relation) else { continue }
      let from = effective.origin == .own ? "" : " from \(DeclarationPage(snapshot).origin(effective.origin))"
      lines.append("`\(Schema.properties[row].name.rawValue): \(model.phrase(effective.property))`\(from)")
      if lines.count >= 20 { break }
    }
    if !lines.isEmpty { text += "\n\nIn effect: " + lines.joined(separator: "; ") }
    if let figures = snapshot.figuresAtHand {
      let known = figures.names(of: .relation(relation)).compactMap { name -> String? in
        guard let figure = figures.figure(.relation(relation), name, .peak), figure.quantity != nil else { return nil }
        return "\(name.rawValue) at peak \(FigureText.text(figure))"
      }
      if !known.isEmpty { text += "\n\n" + known.joined(separator: ", ") }
    }
    return text
  }

  // MARK: Figures

  /// A figure of `verify:`, as it is today.
  private var figure: String? {
    guard let name = FigureName(rawValue: word) else { return nil }
    let owner = place.spans.last { $0.tokens.upperBound <= place.span.tokens.lowerBound }
    var subject = FigureSubject.system
    var called = word
    if let owner, owner.tokens.upperBound + 1 == place.span.tokens.lowerBound,
      let entry = table.meanings(of: owner, in: tree).last?.entry
    {
      guard let element = snapshot.index.element(declaredBy: table[entry].node, in: table[entry].file) else {
        return nil
      }
      called = table.name(entry) + "." + word
      if table[entry].kind != .system { subject = .element(element) }
    }
    guard let figures = snapshot.figuresAtHand else { return "Figures are being computed." }
    var lines: [String] = []
    for (moment, conditions) in [("now", Conditions.now), ("at peak", Conditions.peak)] {
      guard let explanation = figures.explanation(subject, name, conditions) else { continue }
      switch explanation.figure.value {
      case .known:
        lines.append("\(moment): **\(FigureText.text(explanation.figure))**")
        if let formula = explanation.formula {
          lines.append("`\(FormulaText(snapshot.model, currency: explanation.figure.currency).text(formula, .names))`")
        }
      case .unknown(let missing):
        lines.append("\(moment): unknown, \(MissingText(model: snapshot.model).missing(missing))")
      }
    }
    return "`\(called)`\n\n" + lines.joined(separator: "  \n")
  }
}
