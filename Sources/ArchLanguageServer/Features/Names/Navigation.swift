import ArchModel
import ArchProject
import ArchSyntax

/// Where the thing under the cursor is declared, used and made real.
struct Navigation {
  let snapshot: Snapshot
  let place: RolePlace
  private var table: DeclarationTable { snapshot.index.declarations }

  /// Nil where nothing has a meaning.
  init?(_ snapshot: Snapshot, file: FileID, at offset: Int) {
    guard let place = RolePlace(snapshot, file: file, at: offset) else { return nil }
    self.snapshot = snapshot
    self.place = place
  }

  /// The declaration that is meant, or nil.
  var entry: Int? { place.entry(table) }

  /// The place of the name in its declaration, or nil.
  var declaration: Span? { entry.map { table.nameSpan($0) } }

  /// The place that is pointed at.
  var origin: Span {
    guard place.span.tokens.contains(place.token) else { return place.tree.span(ofTokens: place.span.tokens) }
    if case .importPath = place.span.role { return place.tree.span(ofTokens: place.span.tokens) }
    return place.tree.span(ofToken: place.token)
  }

  /// Where it is declared. Of an import it is the beginning of the file; of a rule of the program its declaration.
  var definitions: [Span] {
    switch place.span.role {
    case .importPath:
      let span = place.tree.span(ofToken: place.token)
      return snapshot.program.imports.filter { $0.place == span }.prefix(1).map { Span($0.used, 0..<0) }
    case .ruleName:
      let word = place.tree.text(ofToken: place.token)
      return snapshot.model.customRules.filter { $0.id == word }.map(\.span)
    case .arrow: return relationDefinitions
    default:
      guard let entry else { return [] }
      return [table.nameSpan(entry)]
    }
  }

  /// The declaration that a name stands in, for an editor that shows it as a whole; the name itself where none does.
  func statement(of name: Span) -> Span {
    guard !name.range.isEmpty, table.trees.indices.contains(Int(name.file.index)) else { return name }
    let tree = table.trees[Int(name.file.index)]
    let token = tree.firstToken(endingAtOrAfter: name.start + 1)
    guard token < tree.tokens.count, tree.tokens[token].range == name.range else { return name }
    let node = tree.node(spanning: token)
    guard tree.nodes[node].kind == .declaration else { return name }
    return tree.span(ofTokens: tree.nodes[node].tokens)
  }

  /// The statement of the relation that a step of a flow takes.
  private var relationDefinitions: [Span] {
    let model = snapshot.model
    let reference = NodeRef(place.tree.source.id, place.node)
    for flow in model.flows {
      for step in flow.steps where step.node == reference && step.arrowToken == place.token {
        return [model.span(step.relation)]
      }
    }
    return []
  }

  /// Every place that names it, by file and place.
  func references(includingDeclaration: Bool) -> [Span] {
    guard let entry else { return [] }
    return snapshot.index.occurrences.of(entry).filter { includingDeclaration || !$0.isDeclaration }.map {
      table.trees[Int($0.file.index)].span(ofToken: $0.token)
    }
  }

  /// The places in one file that name it, and whether each one declares it.
  func highlights(in file: FileID) -> [(span: Span, isDeclaration: Bool)] {
    guard let entry else { return [] }
    return snapshot.index.occurrences.of(entry).filter { $0.file == file }.map {
      (table.trees[Int(file.index)].span(ofToken: $0.token), $0.isDeclaration)
    }
  }

  /// What makes it real: of a pattern its `use`s, of a role what plays it, of anything else what extends it.
  var implementations: [Span] {
    guard let entry else { return [] }
    let occurrences = snapshot.index.occurrences.of(entry)
    var result: [Span] = []
    for occurrence in occurrences where !occurrence.isDeclaration {
      let tree = table.trees[Int(occurrence.file.index)]
      let node = tree.node(spanning: occurrence.token)
      switch tree.nodes[node].kind {
      case .declaration:
        let kind = table.entry(declaredBy: node, in: occurrence.file).flatMap { table[$0].kind }
        guard kind == .use || kind == .extend else { continue }
        let head = tree.head(ofDeclaration: node)
        guard head.path.contains(occurrence.token) else { continue }
        result.append(tree.span(ofToken: kind == .use ? head.second ?? occurrence.token : occurrence.token))
      case .property where tree.nodes[node].firstToken == occurrence.token:
        // `command: Orders`: the component that plays the role.
        let value = occurrence.token + 2..<max(occurrence.token + 2, tree.headEnd(of: node))
        if let path = RelationHead.paths(of: value, tokens: tree.tokens).first,
          let scope = table.entries.indices.contains(table.entry(around: node, in: occurrence.file))
            ? table[table.entry(around: node, in: occurrence.file)].outer : nil,
          let found = table.resolve(path: path, in: tree, from: scope, kinds: KindSet.components)?.last
        {
          result.append(table.nameSpan(found))
        }
      default: continue
      }
    }
    return result
  }
}
