import ArchModel
import ArchSyntax

/// What a token, or the tokens of a path, are in their statement.
enum TokenRole: Sendable {
  /// The word of a kind.
  case kind(Kind?)
  /// The name that a declaration gives.
  case declaredName(Int)
  /// The title of a declaration, or the label of a relation.
  case title
  case tag
  case arrow
  /// The name of a property, by its row in the schema; nil for a free one.
  case key(row: Int?)
  /// A path that means a declaration of one of these kinds, from a scope.
  case reference(KindSet, scope: Int)
  /// A path that may as well be the word of a kind.
  case referenceOrKind(KindSet, scope: Int)
  /// A path that may as well be a data class.
  case dataClass(scope: Int)
  /// The part of a pattern that a `use` fills, named by its role.
  case role(use: Int)
  /// A word of an enumeration.
  case word(Enumeration)
  /// A word that only stands between other parts of a phrase.
  case keyword
  case quantity
  case text
  case link
  case technology
  case version
  case date
  /// A name that stands for itself.
  case name
  /// The figure behind the last dot of a path in `verify:`.
  case metric
  case ruleName
  case importPath
  case unknown
}

/// Some tokens with their role.
struct RoleSpan: Sendable {
  let tokens: Range<Int>
  let role: TokenRole
}

/// Whose block a statement stands in, as far as properties are concerned.
struct BlockContext: Sendable {
  /// The kind whose properties fit; nil where it is not known.
  var kind: Kind?
  /// Inside `defaults`, where the properties of relations fit too.
  var isDefaults = false
  /// Inside `never`, `require` or a rule: the ends of relations are selectors.
  var isJudgement = false
  /// The entry that names are looked up from.
  var scope = DeclarationTable.program
  /// The `use` whose roles the properties fill.
  var use: Int?

  static let program = BlockContext(kind: .program)

  /// The row of the schema for a property here.
  func row(_ name: NameID) -> Int? {
    guard let kind else {
      return Schema.kinds(having: name).first.flatMap { Schema.property(name, on: $0) }
    }
    if let row = Schema.property(name, on: kind) { return row }
    guard isDefaults else { return nil }
    if let row = Schema.property(name, on: .relation) { return row }
    guard kind == .defaults || kind == .tech else { return nil }
    return KindSet.components.kinds.lazy.compactMap { Schema.property(name, on: $0) }.first
  }

  /// The rows of all properties that fit here, each name once, in the order of the schema.
  var rows: [Int] {
    guard let kind else { return [] }
    var kinds: [Kind] = [kind]
    if isDefaults {
      kinds.append(.relation)
      if kind == .defaults || kind == .tech { kinds += KindSet.components.kinds }
    }
    var seen: Set<PropertyName> = []
    var rows: [Int] = []
    for kind in kinds {
      for row in Schema.properties.indices where Schema.properties[row].kinds.contains(kind) {
        if seen.insert(Schema.properties[row].name).inserted { rows.append(row) }
      }
    }
    return rows
  }
}

extension DeclarationTable {
  /// The context of the statements in the block of a node; of those at the top level for node 0.
  ///
  /// - Parameter insideDefaults: whether the node stands inside `defaults`; nil to find out.
  func context(ofBlockOf node: Int, in file: FileID, insideDefaults: Bool? = nil) -> BlockContext {
    let tree = trees[Int(file.index)]
    guard node > 0 else { return .program }
    let scope = entry(around: node, in: file)
    var context = BlockContext(kind: nil, scope: scope)
    switch tree.nodes[node].kind {
    case .relation: context.kind = .relation
    case .declaration:
      let head = tree.head(ofDeclaration: node)
      let opensDefaults = tree.token(tree.nodes[node].firstToken, is: "defaults")
      context.isDefaults = opensDefaults || (insideDefaults ?? isInDefaults(node, tree))
      guard let token = head.kind else {
        context.kind = context.isDefaults ? .defaults : nil
        return context
      }
      context.kind = interner.find(tree.text(ofToken: token)).flatMap { Schema.kind($0) }
      guard let entry = entry(declaredBy: node, in: file) else { return context }
      switch entries[entry].kind {
      case .extend:
        context.kind = entries[entry].target > 0 ? entries[Int(entries[entry].target)].kind : nil
      case .use: context.use = entry
      case .never, .require, .rule: context.isJudgement = true
      default: break
      }
    case .property:
      // `require: … { severity: error }`
      context.kind = tree.token(tree.nodes[node].firstToken, is: "require") ? .require : nil
    default: break
    }
    return context
  }

  private func isInDefaults(_ node: Int, _ tree: SyntaxTree) -> Bool {
    var current: Int? = node
    while let at = current, at > 0 {
      if tree.nodes[at].kind == .declaration, tree.token(tree.nodes[at].firstToken, is: "defaults") { return true }
      current = tree.parent(of: at)
    }
    return false
  }
}
