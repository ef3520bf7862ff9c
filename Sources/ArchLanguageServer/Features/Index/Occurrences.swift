import ArchModel
import ArchSyntax

/// Where each declaration is named: in its own statement and by every path that means it.
struct Occurrences: Sendable {
  struct Occurrence: Sendable {
    let file: FileID
    let token: Int
    let isDeclaration: Bool
  }

  private let start: [Int32]
  private let list: [Occurrence]

  /// Walks all statements once.
  init(_ table: DeclarationTable) {
    var found: [(entry: Int, occurrence: Occurrence)] = []
    for tree in table.trees {
      let reader = RoleReader(table, tree)
      StatementWalk.run(table, tree) { node, context in
        for span in reader.roles(of: node, context) {
          for (entry, token) in table.meanings(of: span, in: tree) {
            let isDeclaration: Bool
            if case .declaredName = span.role { isDeclaration = true } else { isDeclaration = false }
            found.append(
              (entry, Occurrence(file: tree.source.id, token: token, isDeclaration: isDeclaration)))
          }
        }
      }
    }
    var start = [Int32](repeating: 0, count: table.entries.count + 1)
    for (entry, _) in found { start[entry + 1] += 1 }
    for index in table.entries.indices { start[index + 1] += start[index] }
    var place = start
    var list = [Occurrence](
      repeating: Occurrence(file: FileID(0), token: 0, isDeclaration: false), count: found.count)
    for (entry, occurrence) in found {
      list[Int(place[entry])] = occurrence
      place[entry] += 1
    }
    self.start = start
    self.list = list
  }

  /// Where an entry is named, by file and place.
  func of(_ entry: Int) -> ArraySlice<Occurrence> { list[Int(start[entry])..<Int(start[entry + 1])] }
}

extension DeclarationTable {
  /// The entries that the tokens of a role mean, each with the token that names it.
  func meanings(of span: RoleSpan, in tree: SyntaxTree) -> [(entry: Int, token: Int)] {
    let kinds: KindSet
    let from: Int
    switch span.role {
    case .declaredName(let entry): return [(entry, span.tokens.upperBound - 1)]
    case .role(let use):
      let pattern = Int(entries[use].target)
      guard pattern > 0, let name = nameID(span.tokens.lowerBound, in: tree), let part = part(name, of: pattern) else {
        return []
      }
      return [(part, span.tokens.lowerBound)]
    case .reference(let set, let scope), .referenceOrKind(let set, let scope): (kinds, from) = (set, scope)
    case .dataClass(let scope): (kinds, from) = ([.asset], scope)
    default: return []
    }
    guard let path = resolve(path: span.tokens, in: tree, from: from, kinds: kinds) else { return [] }
    return path.enumerated().map { ($0.element, span.tokens.lowerBound + 2 * $0.offset) }
  }
}

/// Visits the statements of a tree with the context of each.
enum StatementWalk {
  static func run(_ table: DeclarationTable, _ tree: SyntaxTree, _ visit: (Int, BlockContext) -> Void) {
    run(table, tree, from: 0, context: .program, visit)
  }

  private static func run(
    _ table: DeclarationTable, _ tree: SyntaxTree, from first: Int, context: BlockContext,
    _ visit: (Int, BlockContext) -> Void
  ) {
    // The blocks that are open; depth is bounded by the parser.
    var open: [(end: Int, context: BlockContext)] = [(tree.nodes.count, context)]
    var node = first + 1
    while node < tree.nodes.count {
      while open.count > 1, node >= open[open.count - 1].end { open.removeLast() }
      let around = open[open.count - 1].context
      switch tree.nodes[node].kind {
      case .block: break
      case .error, .file: break
      default:
        visit(node, around)
        if tree.block(of: node) != nil {
          open.append((tree.nodes[node].next, inner(table, tree, node, around)))
        }
      }
      node += 1
    }
  }

  /// The context inside a statement's block.
  private static func inner(
    _ table: DeclarationTable, _ tree: SyntaxTree, _ node: Int, _ around: BlockContext
  ) -> BlockContext {
    guard around.isDefaults else { return table.context(ofBlockOf: node, in: tree.source.id, insideDefaults: false) }
    return table.context(ofBlockOf: node, in: tree.source.id, insideDefaults: true)
  }
}
