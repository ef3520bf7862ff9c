import ArchModel
import ArchSyntax

/// The parts of a program by their last name.
struct PartNames {
  private var elements: [NameID: [ElementID]] = [:]

  init(_ model: Model) {
    for element in model.elements(of: KindSet.parts) { elements[model[element].name, default: []].append(element) }
  }

  subscript(_ name: NameID) -> [ElementID] { elements[name] ?? [] }
}

/// Which component plays each part of a pattern in one `use`.
struct PatternParts {
  private let use: ElementID
  private let names: PartNames
  private let model: Model

  init(of use: ElementID, names: PartNames, in model: Model) {
    self.use = use
    self.names = names
    self.model = model
  }

  /// The component that a path inside the pattern means.
  func component(_ tree: SyntaxTree, _ path: Range<Int>) -> ElementID? {
    path.count == 1 ? component(tree.text(ofToken: path.lowerBound)) : nil
  }

  /// The component that plays a part.
  func component(_ part: String) -> ElementID? {
    // What the pattern made stands inside the `use`; the others are bound in its block.
    if let made = model.children(use).first(where: { model.name($0) == part }) { return made }
    let reference = model[use].node
    let block = model.tree(of: reference)
    for statement in block.statements(of: reference.node) where block.nodes[statement].kind == .property {
      let key = block.nodes[statement].firstToken
      guard block.text(ofToken: key) == part else { continue }
      let value = key + 2..<block.nodes[statement].endToken
      guard let bound = RelationHead.paths(of: value, tokens: block.tokens).first else { return nil }
      return resolve(stride(from: bound.lowerBound, to: bound.upperBound, by: 2).map { block.text(ofToken: $0) })
    }
    return nil
  }

  /// Finds a path as the binder does: from the scope of the `use` outward, then what is unique in the program.
  private func resolve(_ path: [String]) -> ElementID? {
    var scope = model[use].parent
    while true {
      if let found = descend(path, from: scope) { return found }
      if scope == .program { break }
      scope = model[scope].parent
    }
    guard let first = path.first.flatMap({ model.interner.find($0) }) else { return nil }
    let found = names[first].compactMap { descend(Array(path.dropFirst()), from: $0) }
    return found.count == 1 ? found.first : nil
  }

  private func descend(_ path: [String], from start: ElementID) -> ElementID? {
    var current = start
    for name in path {
      let next = model.children(current).first { KindSet.parts.contains(model[$0].kind) && model.name($0) == name }
      guard let next else { return nil }
      current = next
    }
    return KindSet.components.contains(model[current].kind) ? current : nil
  }
}
