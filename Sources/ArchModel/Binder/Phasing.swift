import ArchSyntax

/// What phases and other variants say of each other.
extension Binder {
  /// The declarations that the value of a property names, and where; read without reports, which the property pass makes.
  mutating func named(by property: Int, scope: ElementID) -> [(element: ElementID, path: Range<Int>)] {
    let value = nodes[property].firstToken + 2..<max(nodes[property].firstToken + 2, nodes[property].endToken)
    return RelationHead.paths(of: value, tokens: tokens).compactMap { path in
      resolveQuietly(path: path, scope: scope, allowing: KindSet(Kind.allCases)).map { ($0, path) }
    }
  }

  private mutating func resolveQuietly(path: Range<Int>, scope: ElementID, allowing kinds: KindSet) -> ElementID? {
    let reports = diagnostics.count
    let known = unknownNames
    let found = resolve(path: path, scope: scope, allowing: kinds)
    diagnostics.removeSubrange(reports...)
    unknownNames = known
    return found
  }

  /// Finds the `extend`s of the program that speak of variants, before any of these is laid on.
  mutating func collectVariantExtends() {
    for change in pendingChanges where change.kind == .extend {
      enter(change.node.file)
      let path = head(change.node.node).path
      guard let last = path.last else { continue }
      let id = name(last)
      guard sameNames(id).contains(where: { KindSet.variants.contains(elements[Int($0.index)].kind) }),
        let target = resolveQuietly(path: path, scope: change.scope, allowing: KindSet.described),
        KindSet.variants.contains(elements[Int(target.index)].kind)
      else { continue }
      variantExtends[target, default: []].append(change.node)
    }
  }

  /// An `extend` of a variant states properties of it. What it would declare or change would be laid over the program
  /// itself, whether the variant is asked for or not.
  mutating func reportContent(of block: Int, extending variant: ElementID) {
    var child = block + 1
    while child < nodes[block].next {
      defer { child = nodes[child].next }
      let token = nodes[child].firstToken
      let isContent =
        nodes[child].kind == .relation || nodes[child].kind == .declaration && Schema.kind(name(token)) != .metadata
      guard isContent, !nodes[child].isBroken else { continue }
      report(
        NameMessage.variantContentOutside(
          span(token), variant: pathText(variant), kind: elements[Int(variant.index)].kind, place: nameSpan(of: variant)
        ))
      return
    }
  }

  // MARK: Phases

  /// So many phases are looked at.
  private static let phaseLimit = 256

  /// Reports what a phase removes or changes although only phases that it does not come after add it.
  mutating func checkPhases() {
    var phases: [ElementID] = []
    for index in elements.indices where elements[index].kind == .phase && phases.count < Self.phaseLimit {
      phases.append(ElementID(index))
    }
    guard phases.count > 1 else { return }
    var adders: [ElementID: [ElementID]] = [:]
    for phase in phases {
      for element in stated(.adds, of: phase) { adders[element, default: []].append(phase) }
    }
    guard !adders.isEmpty else { return }
    for phase in phases where !elements[Int(phase.index)].isBroken { checkPhase(phase, adders: adders) }
  }

  private mutating func checkPhase(_ phase: ElementID, adders: [ElementID: [ElementID]]) {
    let data = elements[Int(phase.index)]
    enter(data.node.file)
    guard let block = block(of: data.node.node) else { return }
    var done: Set<ElementID>?
    var child = block + 1
    while child < nodes[block].next {
      defer { child = nodes[child].next }
      guard !nodes[child].isBroken else { continue }
      for (element, path, verb) in changed(by: child, scope: phase) {
        guard let (part, by) = added(element, adders) else { continue }
        let earlier = done ?? phasesDone(with: phase)
        done = earlier
        guard !by.contains(where: earlier.contains) else { continue }
        report(
          NameMessage.absentInPhase(
            span(path), phase: pathText(phase), part: pathText(part), verb: verb, adders: by.map { pathText($0) }))
      }
    }
  }

  /// What a statement of a phase takes away or changes.
  private mutating func changed(
    by statement: Int, scope: ElementID
  ) -> [(element: ElementID, path: Range<Int>, verb: String)] {
    let token = nodes[statement].firstToken
    switch nodes[statement].kind {
    case .property:
      switch PropertyName(rawValue: text(token)) {
      case .removes: return named(by: statement, scope: scope).map { ($0.element, $0.path, "removes") }
      case .changes: return named(by: statement, scope: scope).map { ($0.element, $0.path, "changes") }
      default: return []
      }
    case .declaration:
      guard let kind = Schema.kind(name(token)), kind == .extend || kind == .remove else { return [] }
      let path = head(statement).path
      guard !path.isEmpty, let found = resolveQuietly(path: path, scope: .program, allowing: KindSet.described) else {
        return []
      }
      return [(found, path, kind == .extend ? "extends" : "removes")]
    default: return []
    }
  }

  /// The part or what holds it that phases add, and these phases.
  private func added(
    _ element: ElementID, _ adders: [ElementID: [ElementID]]
  ) -> (part: ElementID, phases: [ElementID])? {
    var current = element
    while current != .program {
      if let phases = adders[current] { return (current, phases) }
      current = elements[Int(current.index)].parent
    }
    return nil
  }

  /// A phase and all those that it comes after.
  private func phasesDone(with phase: ElementID) -> Set<ElementID> {
    var result: Set<ElementID> = [phase]
    var open = [phase]
    while let next = open.popLast() {
      for earlier in stated(.after, of: next) where result.insert(earlier).inserted { open.append(earlier) }
    }
    return result
  }

  /// The declarations that a property names, once the properties are read.
  private func stated(_ property: PropertyName, of element: ElementID) -> [ElementID] {
    var result: [ElementID] = []
    for item in properties[elements[Int(element.index)].properties] where item.name == property {
      switch item.stated.value {
      case .element(let named): result.append(named)
      case .list(let range):
        for index in range.indices {
          if case .element(let named) = pool[index].value { result.append(named) }
        }
      default: break
      }
    }
    return result
  }
}
