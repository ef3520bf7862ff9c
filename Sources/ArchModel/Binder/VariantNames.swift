import ArchSyntax

/// A name that only the block of a variant declares, so that it is there with this variant alone.
struct VariantName {
  let variant: ElementID
  let kind: Kind
  let name: String
  let place: Span
}

/// Names that are looked for where the variant that declares them is not laid on.
extension Binder {
  /// Reports a name that nothing bears but a variant's block declares.
  ///
  /// - Returns: whether there is nothing more to say of it.
  mutating func reportVariantName(_ path: Range<Int>, kinds: KindSet) -> Bool {
    guard !isTracingPhases, let last = path.last else { return false }
    let found = namesOfVariants(name(last)).filter { kinds.contains($0.kind) }
    guard let first = found.first else { return false }
    let word = text(path)
    let adders = found.map(\.variant).filter { elements[Int($0.index)].kind == .phase }
    if let phase = phase(around: path.lowerBound), !adders.isEmpty {
      let current = file
      isTracingPhases = true
      let earlier = withEarlierPhases(phase)
      isTracingPhases = false
      enter(current)
      if adders.contains(where: earlier.contains) {
        // It is there when the phase is laid on, and only then is it bound.
        laterNames += 1
        return true
      }
      if let verb = verb(of: path.lowerBound, in: phase) {
        report(
          NameMessage.absentInPhase(
            span(path), phase: pathText(phase), part: word, verb: verb, adders: adders.map { pathText($0) }))
        return true
      }
    }
    report(
      NameMessage.declaredInVariant(
        span(path), word: word, kinds: kinds, variant: pathText(first.variant),
        kind: elements[Int(first.variant.index)].kind, place: first.place))
    return true
  }

  /// What phases declare that a name in the block of a phase may mean, for suggestions.
  mutating func namesAround(_ path: Range<Int>, kinds: KindSet) -> [VariantName] {
    guard phase(around: path.lowerBound) != nil else { return [] }
    collectNamesOfVariants()
    return (variantNames ?? []).filter {
      kinds.contains($0.kind) && elements[Int($0.variant.index)].kind == .phase
    }
  }

  private mutating func namesOfVariants(_ id: NameID) -> [VariantName] {
    collectNamesOfVariants()
    let all = variantNames ?? []
    return (variantNamePlaces[id] ?? []).map { all[$0] }
  }

  /// Reads the blocks of variants once, when the first name is missed.
  private mutating func collectNamesOfVariants() {
    guard variantNames == nil else { return }
    let current = file
    var result: [VariantName] = []
    for index in elements.indices where KindSet.variants.contains(elements[index].kind) {
      let reference = elements[index].node
      enter(reference.file)
      guard let block = block(of: reference.node) else { continue }
      for node in block + 1..<max(block + 1, nodes[block].next) where nodes[node].kind == .declaration {
        let head = head(node)
        guard let kindToken = head.kind, let kind = Schema.kind(name(kindToken)), let token = head.name,
          kind != .extend, kind != .remove
        else { continue }
        variantNamePlaces[name(token), default: []].append(result.count)
        result.append(
          VariantName(variant: ElementID(index), kind: kind, name: interner.text(name(token)), place: span(token)))
      }
    }
    variantNames = result
    enter(current)
  }

  /// The phase in whose block a token of the file at hand stands.
  private func phase(around token: Int) -> ElementID? {
    elements.indices.first { index in
      elements[index].kind == .phase && elements[index].node.file == file
        && nodes[elements[index].node.node].tokens.contains(token)
    }.map { ElementID($0) }
  }

  /// What the statement of a phase in which a token stands does to the part that it names; nil where it only uses it.
  private mutating func verb(of token: Int, in phase: ElementID) -> String? {
    guard let block = block(of: elements[Int(phase.index)].node.node) else { return nil }
    var child = block + 1
    while child < nodes[block].next {
      defer { child = nodes[child].next }
      guard nodes[child].tokens.contains(token) else { continue }
      let first = nodes[child].firstToken
      if nodes[child].kind == .property {
        return [PropertyName.removes, .changes].first { $0.rawValue == text(first) }?.rawValue
      }
      guard nodes[child].kind == .declaration, head(child).path.contains(token) else { return nil }
      switch Schema.kind(name(first)) {
      case .extend: return "extends"
      case .remove: return "removes"
      default: return nil
      }
    }
    return nil
  }
}
