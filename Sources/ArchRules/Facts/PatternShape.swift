import ArchModel
import ArchSyntax

/// What a pattern declares: its parts and the relations between them, as written.
struct PatternShape {
  struct Part {
    let name: String
    let kind: Kind
  }

  struct Bond {
    let source: String
    let target: String
    let arrow: TokenKind
    /// `read`, `write` or `read-write`; nil where it is not said.
    let access: String?

    var writes: Bool { access == "write" || access == "read-write" }
  }

  private(set) var parts: [Part] = []
  private(set) var bonds: [Bond] = []
  /// What a `never` of the pattern forbids.
  private(set) var forbidden: [Bond] = []

  /// The pattern that a `use` names; nil where it is not found.
  init?(of use: ElementID, patterns: [String: ElementID], in model: Model) {
    let reference = model[use].node
    let tree = model.tree(of: reference)
    let head = tree.head(ofDeclaration: reference.node)
    guard let last = head.path.last, let pattern = patterns[tree.text(ofToken: last)] else { return nil }
    let definition = model[pattern].node
    read(model.tree(of: definition), definition.node)
  }

  private mutating func read(_ tree: SyntaxTree, _ definition: Int) {
    for statement in tree.statements(of: definition) {
      if tree.nodes[statement].kind == .relation { bonds += Self.bonds(tree, statement, inside: nil) }
      guard tree.nodes[statement].kind == .declaration,
        let kind = Kind(rawValue: tree.text(ofToken: tree.nodes[statement].firstToken))
      else { continue }
      if kind == .never {
        for inner in tree.statements(of: statement) where tree.nodes[inner].kind == .relation {
          forbidden += Self.bonds(tree, inner, inside: nil)
        }
      } else if KindSet.components.contains(kind), let token = tree.head(ofDeclaration: statement).name {
        let name = tree.text(ofToken: token)
        parts.append(Part(name: name, kind: kind))
        for inner in tree.statements(of: statement) where tree.nodes[inner].kind == .relation {
          bonds += Self.bonds(tree, inner, inside: name)
        }
      }
    }
  }

  private static func bonds(_ tree: SyntaxTree, _ statement: Int, inside holder: String?) -> [Bond] {
    let head = tree.head(ofRelation: statement)
    var access: String?
    for property in tree.statements(of: statement) where tree.nodes[property].kind == .property {
      let key = tree.nodes[property].firstToken
      if tree.text(ofToken: key) == "access", key + 2 < tree.nodes[property].endToken {
        access = tree.text(ofToken: key + 2)
      }
    }
    func names(_ end: Range<Int>) -> [String] {
      let paths = RelationHead.paths(of: end, tokens: tree.tokens)
      if paths.isEmpty { return holder.map { [$0] } ?? [] }
      return paths.filter { $0.count == 1 }.map { tree.text(ofToken: $0.lowerBound) }
    }
    var result: [Bond] = []
    for (index, token) in head.arrows.enumerated() where head.ends.indices.contains(index + 1) {
      let arrow = tree.tokens[token].kind
      let isTurned = arrow == .arrowCallBack || arrow == .arrowMessageBack
      for left in names(head.ends[index]) {
        for right in names(head.ends[index + 1]) {
          result.append(
            Bond(source: isTurned ? right : left, target: isTurned ? left : right, arrow: arrow, access: access))
        }
      }
    }
    return result
  }
}

/// The sides of a pattern that parts commands from queries, found by its structure, whatever its parts are called.
struct CommandQueryShape {
  let command: String
  let query: String
  let writeStore: String
  /// The store that queries read; nil where the pattern names none apart from the write store.
  let readStore: String?

  /// Nil where a pattern does not part them: a program writes a database, and another one reads another database, or is
  /// forbidden to touch the first.
  init?(_ shape: PatternShape) {
    let programs = Set(shape.parts.filter { KindSet.compute.contains($0.kind) }.map(\.name))
    let stores = Set(shape.parts.filter { $0.kind == .database }.map(\.name))
    let fed = Set(
      shape.bonds.filter { [.arrowMessage, .arrowMessageBack].contains($0.arrow) && programs.contains($0.target) }
        .map(\.target))
    let writes = shape.bonds.filter { $0.writes && programs.contains($0.source) && stores.contains($0.target) }
    for write in writes where !fed.contains(write.source) {
      let reads = shape.bonds.filter {
        $0.access == "read" && programs.contains($0.source) && stores.contains($0.target)
          && $0.target != write.target && $0.source != write.source
      }
      let reader = reads.first { read in !writes.contains { $0.source == read.source } }
      let barred = shape.forbidden.first {
        $0.target == write.target && programs.contains($0.source) && $0.source != write.source
      }
      guard let query = reader?.source ?? barred?.source else { continue }
      command = write.source
      self.query = query
      writeStore = write.target
      readStore = reader?.target
      return
    }
    return nil
  }
}
