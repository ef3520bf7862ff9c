import ArchModel
import ArchSyntax

/// Finds the declaration or relation that a place of the source belongs to.
///
/// Built in one walk over all nodes; a look-up is a binary search and a walk outward.
public struct SubjectIndex: Sendable {
  private struct File: Sendable {
    /// The node around each node; -1 for the file itself.
    var parents: [Int32]
    /// The subject that each node declares: 0 for none, else an element's position above zero or a relation's below.
    var subjects: [Int32]
  }

  private let model: Model
  private let files: [File]

  public init(_ model: Model) {
    self.model = model
    var files = model.trees.map { tree in
      File(parents: Self.parents(tree), subjects: [Int32](repeating: 0, count: tree.nodes.count))
    }
    for index in model.elements.indices.dropFirst() {
      let element = model.elements[index]
      Self.note(Int32(truncatingIfNeeded: index), at: element.node, madeBy: element.madeBy, in: &files)
    }
    for (index, relation) in model.relations.enumerated() {
      Self.note(-Int32(truncatingIfNeeded: index) - 1, at: relation.node, madeBy: relation.madeBy, in: &files)
    }
    self.files = files
  }

  /// The first subject of a node stays: a statement with a list makes several relations.
  private static func note(_ subject: Int32, at node: NodeRef, madeBy: ElementID?, in files: inout [File]) {
    let file = Int(node.file.index)
    guard madeBy == nil, files.indices.contains(file), files[file].subjects.indices.contains(node.node),
      files[file].subjects[node.node] == 0
    else { return }
    files[file].subjects[node.node] = subject
  }

  private static func parents(_ tree: SyntaxTree) -> [Int32] {
    var parents = [Int32](repeating: -1, count: tree.nodes.count)
    var open: [Int] = []
    for node in tree.nodes.indices {
      while let last = open.last, tree.nodes[last].next <= node { open.removeLast() }
      if let last = open.last { parents[node] = Int32(truncatingIfNeeded: last) }
      if tree.nodes[node].next > node + 1 { open.append(node) }
    }
    return parents
  }

  /// The innermost declaration or relation that holds the beginning of a span; the file where none does.
  public func subject(at span: Span) -> Subject {
    let file = Int(span.file.index)
    guard files.indices.contains(file) else { return .program }
    let tree = model.trees[file]
    var low = 0
    var high = tree.nodes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if tree.tokens[tree.nodes[middle].firstToken].start <= span.start { low = middle } else { high = middle }
    }
    var node = low
    while node > 0 {
      let end = tree.tokens[max(tree.nodes[node].endToken - 1, tree.nodes[node].firstToken)].end
      if span.start < end, let subject = subject(of: files[file].subjects[node]) { return subject }
      node = Int(files[file].parents[node])
    }
    return .file(span.file)
  }

  /// The element, or the first relation, that a statement declares.
  public func subject(declaredBy node: NodeRef) -> Subject? {
    let file = Int(node.file.index)
    guard files.indices.contains(file), files[file].subjects.indices.contains(node.node) else { return nil }
    return subject(of: files[file].subjects[node.node])
  }

  /// The declarations whose blocks hold a node, from the inside out. The node itself is not among them.
  public func holders(of node: NodeRef) -> [ElementID] {
    let file = Int(node.file.index)
    guard files.indices.contains(file), files[file].parents.indices.contains(node.node) else { return [] }
    var result: [ElementID] = []
    var current = Int(files[file].parents[node.node])
    while current > 0 {
      if case .element(let element) = subject(of: files[file].subjects[current]) { result.append(element) }
      current = Int(files[file].parents[current])
    }
    return result
  }

  private func subject(of code: Int32) -> Subject? {
    if code == 0 { return nil }
    return code > 0 ? .element(ElementID(Int(code))) : .relation(RelationID(Int(-(code + 1))))
  }
}
