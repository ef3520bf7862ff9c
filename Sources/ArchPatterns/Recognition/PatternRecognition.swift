import ArchModel
import ArchSyntax

/// Finds the patterns that a model follows without naming them, from its structure and what it states; names of parts
/// never count.
public enum PatternRecognition {
  /// The patterns in the order of the library; several of one in source order. What a `use` names is left out.
  ///
  /// The work grows with the parts and relations of the model; of parts with very many neighbours only the first are
  /// looked at.
  ///
  /// - Parameter includesUsed: whether what a `use` names is found, too.
  public static func recognised(in model: Model, includesUsed: Bool = false) -> [RecognisedPattern] {
    let evidence = PatternEvidence(model)
    var found: [RecognisedPattern] = []
    found += evidence.gateways()
    found += evidence.backendsForFrontends()
    found += evidence.stranglers()
    found += evidence.discoveries()
    found += evidence.meshes()
    let separated = evidence.separatedReads()
    found += separated
    found += evidence.eventStores()
    let cached = evidence.cachesAside()
    found += evidence.views(besides: Set((separated + cached).flatMap(\.elements)))
    found += cached
    found += evidence.readCopies()
    found += evidence.shardedStores()
    found += evidence.sagas()
    found += evidence.outboxes()
    found += evidence.levelledLoads()
    found += evidence.competingConsumers()
    found += evidence.breakers()
    found += evidence.bulkheads()
    found += evidence.retries()
    found += evidence.elections()
    found += evidence.scaledOut()
    found += evidence.scaledUp()
    if includesUsed { return found }
    let used = PatternUses(model)
    return found.filter { !used.names($0) }
  }
}

/// What the `use`s of a program name already.
private struct PatternUses {
  /// For each pattern the components that are bound to its parts or made for them.
  private var parts: [String: Set<ElementID>] = [:]

  init(_ model: Model) {
    let uses = model.elements(of: .use)
    guard !uses.isEmpty else { return }
    var components: [String: [ElementID]] = [:]
    for component in model.components { components[model.name(component), default: []].append(component) }
    for use in uses {
      let reference = model[use].node
      let tree = model.tree(of: reference)
      let head = tree.head(ofDeclaration: reference.node)
      guard let last = head.path.last else { continue }
      let pattern = tree.text(ofToken: last)
      parts[pattern, default: []].formUnion(model.children(use))
      for statement in tree.statements(of: reference.node) where tree.nodes[statement].kind == .property {
        let value = tree.nodes[statement].firstToken + 2..<tree.nodes[statement].endToken
        guard let path = RelationHead.paths(of: value, tokens: tree.tokens).first, let end = path.last else { continue }
        parts[pattern, default: []].formUnion(components[tree.text(ofToken: end)] ?? [])
      }
    }
  }

  /// Whether a `use` names the pattern for most of the parts in question.
  func names(_ pattern: RecognisedPattern) -> Bool {
    guard let known = parts[pattern.entry.name] else { return false }
    let elements = pattern.elements
    return elements.count(where: known.contains) * 2 >= elements.count
  }
}
