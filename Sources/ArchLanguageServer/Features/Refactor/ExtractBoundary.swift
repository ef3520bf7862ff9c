import ArchModel
import ArchSyntax

/// Puts the selected components into a boundary of their own. Every name keeps its meaning: paths through the old place
/// lead through the new one, and names that more than one part bears get its name in front.
struct ExtractBoundary {
  private let snapshot: Snapshot
  private let tree: SyntaxTree
  /// The declarations that move, which stand side by side.
  private let nodes: [Int]
  private var table: DeclarationTable { snapshot.index.declarations }
  private var file: FileID { tree.source.id }

  /// Nil where the bytes do not hold whole components.
  init?(snapshot: Snapshot, file: FileID, bytes: Range<Int>) {
    guard !bytes.isEmpty, let tree = snapshot.tree(of: file) else { return nil }
    self.snapshot = snapshot
    self.tree = tree
    // The block whose statements are selected: that around the first selected token.
    let first = tree.firstToken(endingAtOrAfter: bytes.lowerBound + 1)
    guard first < tree.tokens.count else { return nil }
    var owner = 0
    for node in tree.nodes(around: first) where tree.nodes[node].kind == .block {
      if tree.tokens[tree.nodes[node].firstToken].start < bytes.lowerBound {
        owner = node
        break
      }
    }
    let selected = tree.children(of: owner).filter { node in
      let span = tree.span(ofTokens: tree.nodes[node].tokens)
      return span.start < bytes.upperBound && span.end > bytes.lowerBound
    }
    let table = snapshot.index.declarations
    let fits = selected.allSatisfy { node in
      guard let entry = table.entry(declaredBy: node, in: file), let kind = table[entry].kind else { return false }
      return KindSet.parts.contains(kind) && kind != .module && !tree.nodes[node].isBroken
        && tree.span(ofTokens: tree.nodes[node].tokens).end <= bytes.upperBound + 1
    }
    guard let start = selected.first, fits else { return nil }
    // Only where a boundary may stand.
    let around = table[table.entry(declaredBy: start, in: file) ?? 0].outer
    guard let kind = table[around].kind, Schema.spec(of: kind).holds.contains(.group) else { return nil }
    nodes = selected
  }

  var actions: [CodeAction] {
    [Kind.group, .zone].compactMap { kind in
      guard let edits = edits(kind) else { return nil }
      return CodeAction(
        title: "Extract \(nodes.count == 1 ? "component" : "\(nodes.count) components") into a new \(kind.rawValue)",
        kind: .extract, edits: edits, diagnostic: nil)
    }
  }

  private func edits(_ kind: Kind) -> [Edit]? {
    guard let first = nodes.first, let last = nodes.last else { return nil }
    let bytes = tree.source.bytes
    // With the comments directly above the first one.
    var start = tree.tokens[tree.nodes[first].firstToken].start
    for comment in tree.trivia(before: tree.nodes[first].firstToken).comments.reversed()
    where comment.newlinesBefore > 0 || tree.nodes[first].firstToken == 0 {
      start = min(start, comment.range.lowerBound)
    }
    let end = tree.tokens[tree.nodes[last].endToken - 1].end
    let isOwnLine =
      start == 0 || bytes[..<start].last { $0 != 0x20 && $0 != 0x09 }.map { $0 == 0x0A || $0 == 0x0D } ?? true
    guard isOwnLine else { return nil }
    let name = freeName(kind)
    let indentation = BlockInsertion.indentation(of: first, in: tree)
    let step = BlockInsertion.step(below: indentation, in: tree)
    var result = [Edit(Span(file, start..<start), "\(kind.rawValue) \(name) {\n\(indentation)\(step)")]
    // Every further line stands one step further in.
    var offset = start
    while offset < end {
      if bytes[offset] == 0x0A, offset + 1 < end, bytes[offset + 1] != 0x0A, bytes[offset + 1] != 0x0D {
        result.append(Edit(Span(file, offset + 1..<offset + 1), step))
      }
      offset += 1
    }
    result.append(Edit(Span(file, end..<end), "\n\(indentation)}"))
    return result + paths(through: name)
  }

  /// A name that nothing in the program bears.
  private func freeName(_ kind: Kind) -> String {
    let base = "New" + kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
    var name = base
    var number = 2
    while let id = table.interner.find(name), table.bearers(of: id).contains(where: { _ in true }) {
      name = base + "\(number)"
      number += 1
    }
    return name
  }

  /// The paths that have to lead through the new boundary.
  private func paths(through name: String) -> [Edit] {
    var edits: [Edit] = []
    for node in nodes {
      guard let entry = table.entry(declaredBy: node, in: file) else { continue }
      let isUnique = table.bearers(of: table[entry].name).filter { table[$0].capsule == 0 }.count == 1
      for occurrence in snapshot.index.occurrences.of(entry) where !occurrence.isDeclaration {
        let tree = table.trees[Int(occurrence.file.index)]
        let isQualified = occurrence.token > 0 && tree.tokens[occurrence.token - 1].kind == .dot
        let isInside =
          occurrence.file == file && nodes.contains { self.tree.nodes[$0].tokens.contains(occurrence.token) }
        guard isQualified || !isUnique && !isInside else { continue }
        let start = tree.tokens[occurrence.token].start
        edits.append(Edit(Span(occurrence.file, start..<start), name + "."))
      }
    }
    return edits
  }
}
