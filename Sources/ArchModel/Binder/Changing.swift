import ArchSyntax

/// What changes the model that is declared: patterns in use, `extend`, `remove` and variants, which are lists of these.
extension Binder {
  /// Applies the variants asked for, then every `use`, `extend` and `remove`.
  mutating func applyChanges(_ selected: [VariantSelection]) {
    let phases = applyVariants(selected)
    // What a variant adds may hold changes of its own; each list is walked once, in order.
    var index = 0
    while index < pendingUses.count {
      expand(pendingUses[index])
      index += 1
    }
    index = 0
    while index < pendingChanges.count {
      applyChange(pendingChanges[index], layer: variantStarts.count { $0 <= index })
      index += 1
    }
    applyPhases(phases)
    markRemovedParts()
  }

  // MARK: Variants

  /// Declares what the selected variants add; a phase brings those it comes after, each once and before itself. Gives the
  /// phases in the order in which they are laid on, or nil where none is asked for.
  private mutating func applyVariants(_ selected: [VariantSelection]) -> [ElementID]? {
    guard !selected.isEmpty else { return nil }
    collectVariantExtends()
    var phases: [ElementID] = []
    var hasPhases = false
    for selection in selected {
      guard let element = variant(selection) else {
        if selection.isBeforeMigration {
          hasPhases = true
        } else {
          missingVariants.append(selection)
        }
        continue
      }
      guard elements[Int(element.index)].kind == .phase else {
        declareContent(of: element)
        continue
      }
      hasPhases = true
      for phase in withEarlierPhases(element) where !phases.contains(phase) {
        phases.append(phase)
        declareContent(of: phase)
      }
    }
    return hasPhases ? phases : nil
  }

  private mutating func declareContent(of variant: ElementID) {
    let data = elements[Int(variant.index)]
    enter(data.node.file)
    guard let block = block(of: data.node.node) else { return }
    variantStarts.append(pendingChanges.count)
    let firstRelation = pendingRelations.count
    countBeforeVariant = elements.count
    declareStatements(of: block, parent: .program, madeBy: nil)
    countBeforeVariant = nil
    for index in firstRelation..<pendingRelations.count { pendingRelations[index].isExtension = true }
  }

  /// A phase behind all those that it comes after, each behind its own.
  mutating func withEarlierPhases(_ phase: ElementID) -> [ElementID] {
    var result: [ElementID] = []
    var isDone: Set<ElementID> = []
    var isOpen: Set<ElementID> = [phase]
    var waiting = [phase]
    while let next = waiting.last {
      // A circle has no order; the one met first comes last.
      let earlier = references(of: next, property: .after).filter {
        elements[Int($0.index)].kind == .phase && !isDone.contains($0) && isOpen.insert($0).inserted
      }
      guard let other = earlier.first else {
        waiting.removeLast()
        if isDone.insert(next).inserted { result.append(next) }
        continue
      }
      for rest in earlier.dropFirst() { isOpen.remove(rest) }
      waiting.append(other)
    }
    return result
  }

  private mutating func variant(_ selection: VariantSelection) -> ElementID? {
    let parts = selection.name.split(separator: ".").map { interner.intern(String($0)) }
    guard let last = parts.last else { return nil }
    return sameNames(last).first { element in
      var current = element
      for part in parts.reversed() {
        guard elements[Int(current.index)].name == part else { return false }
        current = elements[Int(current.index)].parent
      }
      return selection.kinds.contains(elements[Int(element.index)].kind)
    }
  }

  /// With a phase selected the model is the base (everything but what any phase adds) with the selected phases, laid on
  /// one after the other: a later one takes away what an earlier one added, and brings back what it took.
  private mutating func applyPhases(_ phases: [ElementID]?) {
    guard let phases else { return }
    var kept: Set<ElementID> = []
    var lost: [ElementID] = []
    for phase in phases {
      let removed = references(of: phase, property: .removes)
      kept.subtract(removed)
      kept.formUnion(references(of: phase, property: .adds))
      lost.append(contentsOf: removed)
    }
    for index in elements.indices where elements[index].kind == .phase {
      lost.append(contentsOf: references(of: ElementID(index), property: .adds))
    }
    for element in lost where !kept.contains(element) { elements[Int(element.index)].isRemoved = true }
  }

  /// The declarations that a property of a phase names, in its block or in the last `extend` that states it.
  private mutating func references(of element: ElementID, property: PropertyName) -> [ElementID] {
    var result: [ElementID] = []
    for reference in [elements[Int(element.index)].node] + variantExtends[element, default: []] {
      enter(reference.file)
      guard let block = block(of: reference.node) else { continue }
      var child = block + 1
      while child < nodes[block].next {
        if nodes[child].kind == .property, text(nodes[child].firstToken) == property.rawValue {
          result = named(by: child, scope: element).map(\.element)
        }
        child = nodes[child].next
      }
    }
    return result
  }

  /// Everything inside a removed part is removed with it.
  private mutating func markRemovedParts() {
    for index in elements.indices.dropFirst() where elements[Int(elements[index].parent.index)].isRemoved {
      elements[index].isRemoved = true
    }
  }

  // MARK: extend and remove

  private mutating func applyChange(_ change: PendingChange, layer: Int) {
    enter(change.node.file)
    let node = change.node.node
    let head = head(node)
    guard let target = resolve(path: head.path, scope: change.scope, allowing: KindSet.described) else { return }
    if change.kind == .remove {
      elements[Int(target.index)].isRemoved = true
      return
    }
    extensions.append(Extension(target: target, node: change.node, layer: layer))
    guard let block = block(of: node) else { return }
    guard !KindSet.variants.contains(elements[Int(target.index)].kind) else {
      reportContent(of: block, extending: target)
      return
    }
    // The relations of a flow are its steps, which `bindFlows` reads.
    guard elements[Int(target.index)].kind != .flow else {
      declareFlowContent(of: block, flow: target, madeBy: nil)
      return
    }
    let firstRelation = pendingRelations.count
    declareStatements(of: block, parent: target, madeBy: nil)
    for index in firstRelation..<pendingRelations.count { pendingRelations[index].isExtension = true }
  }

  /// Lays the properties of `extend`s over those of their targets. Lists are replaced, as scalars are.
  mutating func applyExtensions() {
    guard !extensions.isEmpty else { return }
    var merged: [ElementID: [StatedProperty]] = [:]
    var order: [ElementID] = []
    var setBy: [ElementID: [NameID: (node: NodeRef, layer: Int)]] = [:]
    for item in extensions {
      enter(item.node.file)
      guard let block = block(of: item.node.node) else { continue }
      let range = readBlock(
        block, kind: elements[Int(item.target.index)].kind, scope: item.target, place: nil)
      guard !range.isEmpty else { continue }
      if merged[item.target] == nil {
        merged[item.target] = Array(properties[elements[Int(item.target.index)].properties])
        order.append(item.target)
      }
      for property in properties[range] {
        if let earlier = setBy[item.target]?[property.key], earlier.layer == item.layer,
          valueText(property.node) != valueText(earlier.node)
        {
          report(
            NameMessage.conflictingExtends(
              keySpan(property.node), word: interner.text(property.key), target: pathText(item.target),
              first: keySpan(earlier.node)))
        }
        setBy[item.target, default: [:]][property.key] = (property.node, item.layer)
        merged[item.target]?.removeAll { $0.key == property.key }
        merged[item.target]?.append(property)
      }
    }
    for target in order {
      guard let list = merged[target] else { continue }
      let start = properties.count
      properties.append(contentsOf: list)
      elements[Int(target.index)].properties = start..<properties.count
    }
  }

  /// Lays the properties of amended relations over those they have.
  mutating func applyAmendments() {
    for amendment in amendments {
      enter(amendment.node.file)
      guard let block = block(of: amendment.node.node) else { continue }
      let owner = amendment.relations.first.map { relations[Int($0.index)].source } ?? .program
      let range = readBlock(block, kind: .relation, scope: owner, place: nil)
      let added = Array(properties[range])
      for relation in amendment.relations {
        var list = Array(properties[relations[Int(relation.index)].properties])
        list.removeAll { old in added.contains { $0.key == old.key } }
        let start = properties.count
        properties.append(contentsOf: list + added)
        relations[Int(relation.index)].properties = start..<properties.count
      }
    }
  }

  private func keySpan(_ reference: NodeRef) -> Span {
    let tree = trees[Int(reference.file.index)]
    return tree.span(ofToken: tree.nodes[reference.node].firstToken)
  }

  private func valueText(_ reference: NodeRef) -> String {
    let tree = trees[Int(reference.file.index)]
    let node = tree.nodes[reference.node]
    return tree.source.text(tree.tokens[node.firstToken].start..<tree.tokens[node.endToken - 1].end)
  }

  // MARK: use

  /// Binds the parts of a pattern to components that exist and makes the rest.
  private mutating func expand(_ pending: PendingUse) {
    enter(pending.node.file)
    let node = pending.node.node
    let head = head(node)
    guard !head.path.isEmpty else {
      if !nodes[node].isBroken { report(NameMessage.missingName(span(nodes[node].firstToken), kind: .use)) }
      return
    }
    guard let pattern = resolve(path: head.path, scope: pending.scope, allowing: [.pattern]),
      elements[Int(pattern.index)].kind == .pattern
    else { return }
    let use = add(
      kind: .use, head: head, node: node, parent: pending.scope, madeBy: nil, isBroken: nodes[node].isBroken)
    let definition = elements[Int(pattern.index)].node
    let parts = patternParts(definition)
    bindParts(of: use, node: node, parts: parts, pattern: pattern)
    enter(definition.file)
    for part in parts where scopes[use, part.name] == nil {
      let head = self.head(part.node)
      let element = add(kind: part.kind, head: head, node: part.node, parent: use, madeBy: use, isBroken: false)
      if let block = block(of: part.node) { declareStatements(of: block, parent: element, madeBy: use) }
    }
    guard let block = block(of: definition.node) else { return }
    var child = block + 1
    while child < nodes[block].next {
      if nodes[child].kind == .relation {
        pendingRelations.append(PendingRelation(node: NodeRef(file, child), owner: use, madeBy: use))
      } else if nodes[child].kind == .declaration, Schema.kind(name(nodes[child].firstToken)) == .never {
        nevers.append(PatternNever(use: use, node: NodeRef(file, child)))
      }
      child = nodes[child].next
    }
  }

  private struct PatternPart {
    let name: NameID
    let kind: Kind
    let node: Int
  }

  private mutating func patternParts(_ definition: NodeRef) -> [PatternPart] {
    enter(definition.file)
    guard let block = block(of: definition.node) else { return [] }
    var parts: [PatternPart] = []
    var child = block + 1
    while child < nodes[block].next {
      if nodes[child].kind == .declaration, let kind = Schema.kind(name(nodes[child].firstToken)),
        componentKinds.contains(kind), let token = head(child).name
      {
        parts.append(PatternPart(name: name(token), kind: kind, node: child))
      }
      child = nodes[child].next
    }
    return parts
  }

  private mutating func bindParts(of use: ElementID, node: Int, parts: [PatternPart], pattern: ElementID) {
    enter(elements[Int(use.index)].node.file)
    guard let block = block(of: node) else { return }
    var child = block + 1
    while child < nodes[block].next {
      defer { child = nodes[child].next }
      guard nodes[child].kind == .property, !nodes[child].isBroken else { continue }
      let key = nodes[child].firstToken
      let id = name(key)
      guard let part = parts.first(where: { $0.name == id }) else {
        if Schema.property(id, on: .use) != nil { continue }
        report(
          NameMessage.unknownPart(
            span(key), word: text(key), pattern: pathText(pattern),
            nearest: Spelling.nearest(to: text(key), among: parts.map { interner.text($0.name) }),
            parts: parts.map { interner.text($0.name) }))
        continue
      }
      let value = key + 2..<nodes[child].endToken
      let family = KindSet(Kind.allCases.filter { Schema.spec(of: $0).family == Schema.spec(of: part.kind).family })
      guard let path = RelationHead.paths(of: value, tokens: tokens).first, path == value else {
        report(
          NameMessage.partNeedsComponent(span(value), word: text(key), kind: part.kind))
        scopes[use, id] = use
        continue
      }
      if let bound = resolve(path: path, scope: elements[Int(use.index)].parent, allowing: family) {
        scopes[use, id] = bound
      } else {
        elements[Int(use.index)].isBroken = true
      }
    }
  }
}
