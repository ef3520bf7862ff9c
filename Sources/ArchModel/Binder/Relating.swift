import ArchSyntax

/// Turns relation statements into relations: one for each pair of a chain or a list.
extension Binder {
  mutating func bindRelations() {
    for pending in pendingRelations {
      enter(pending.node.file)
      bindRelation(pending)
    }
  }

  func relationHead(_ node: Int) -> RelationHead {
    RelationHead(
      tokens: tokens, first: nodes[node].firstToken,
      end: block(of: node).map { nodes[$0].firstToken } ?? nodes[node].endToken)
  }

  private mutating func bindRelation(_ pending: PendingRelation) {
    let node = pending.node.node
    let owner = pending.owner
    let ownerKind = elements[Int(owner.index)].kind
    if !Schema.spec(of: ownerKind).holdsRelations {
      if !nodes[node].isBroken, !elements[Int(owner.index)].isBroken {
        report(
          NameMessage.relationMisplaced(span(nodes[node].firstToken), parent: ownerKind, place: nameSpan(of: owner)))
      }
      return
    }
    let first = relations.count
    let isBroken = nodes[node].isBroken
    forEachHop(node, scope: owner, silent: isBroken) { binder, hop in
      binder.addRelation(hop, pending: pending, isBroken: isBroken)
    }
    statements.append(
      RelationStatement(
        node: pending.node, relations: first..<relations.count, owner: owner, isExtension: pending.isExtension))
  }

  /// One pair of a relation or of a flow's chain.
  struct Hop {
    var source: ElementID
    var target: ElementID
    var arrow: Arrow
    var arrowToken: Int
    var label: TokenRef?
    /// Hops of one list share a number above zero.
    var fan: Int
  }

  /// Walks the pairs of a relation statement in the file at hand; ends that cannot be resolved are reported and left out.
  mutating func forEachHop(
    _ node: Int, scope: ElementID, silent: Bool, _ body: (inout Binder, Hop) -> Void
  ) {
    let head = relationHead(node)
    guard head.ends.count > 1 else { return }
    var left = resolveEnd(head.ends[0], arrow: head.arrows.first, scope: scope, silent: silent)
    for (index, arrowToken) in head.arrows.enumerated() {
      let isLast = index == head.arrows.count - 1
      let right = resolveEnd(head.ends[index + 1], arrow: nil, scope: scope, silent: silent)
      var arrow = Arrow.call
      var isTurned = false
      switch tokens[arrowToken].kind {
      case .arrowTwoWay: arrow = .twoWay
      case .arrowMessage: arrow = .message
      case .arrowReplication: arrow = .replication
      case .arrowCallBack: isTurned = true
      case .arrowMessageBack:
        arrow = .message
        isTurned = true
      case .arrowPath:
        if !silent { report(NameMessage.pathArrow(span(arrowToken))) }
        return
      default: break
      }
      let label = isLast ? head.label.map { TokenRef(file, $0..<$0 + 1) } : nil
      let isFan = left.count * right.count > 1
      if isFan { fans += 1 }
      for source in left {
        for target in right {
          body(
            &self,
            Hop(
              source: isTurned ? target : source, target: isTurned ? source : target, arrow: arrow,
              arrowToken: arrowToken, label: label, fan: isFan ? fans : 0))
        }
      }
      left = right
    }
  }

  private mutating func resolveEnd(_ end: Range<Int>, arrow: Int?, scope: ElementID, silent: Bool) -> [ElementID] {
    if end.isEmpty {
      if let component = enclosingComponent(of: scope) { return [component] }
      if !silent, let arrow { report(NameMessage.noLeftEnd(span(arrow))) }
      return []
    }
    if end.count == 1
      || (tokens[end.lowerBound].kind == .name && end.count % 2 == 1 && tokens[end.lowerBound + 1].kind == .dot)
    {
      return resolve(path: end, scope: scope, allowing: componentKinds).map { [$0] } ?? []
    }
    return RelationHead.paths(of: end, tokens: tokens).compactMap {
      resolve(path: $0, scope: scope, allowing: componentKinds)
    }
  }

  /// The component in whose block a scope lies: itself, or nothing for boundaries and the program.
  private func enclosingComponent(of scope: ElementID) -> ElementID? {
    componentKinds.contains(elements[Int(scope.index)].kind) ? scope : nil
  }

  private mutating func addRelation(_ hop: Hop, pending: PendingRelation, isBroken: Bool) {
    guard !isBrokenEnd(hop.source), !isBrokenEnd(hop.target) else { return }
    if let maker = pending.madeBy {
      // A pattern gives its relations no names: whichever joins the pair already is the one that it means.
      let isThere = pairs.relations(from: hop.source, to: hop.target).contains {
        let other = relations[Int($0.index)]
        guard other.arrow == hop.arrow else { return false }
        return hop.label == nil && other.madeBy != maker || sameText(other.label, hop.label)
      }
      if isThere { return }
    }
    if pending.isExtension {
      // Amends every relation of the pair and arrow; a label picks one.
      let amended = pairs.relations(from: hop.source, to: hop.target).filter {
        let other = relations[Int($0.index)]
        return other.arrow == hop.arrow && (hop.label == nil || sameText(other.label, hop.label))
      }
      if !amended.isEmpty {
        amendments.append(Amendment(relations: Array(amended), node: pending.node))
        return
      }
    }
    let id = RelationID(relations.count)
    var relation = Relation(
      source: hop.source, target: hop.target, arrow: hop.arrow, label: hop.label, node: pending.node,
      arrowToken: hop.arrowToken, madeBy: pending.madeBy)
    relation.isBroken = isBroken
    relations.append(relation)
    pairs.insert(id, from: hop.source, to: hop.target)
  }

  /// Whether an end is a name that an error hides; its relations are left out without a word.
  private func isBrokenEnd(_ element: ElementID) -> Bool {
    let data = elements[Int(element.index)]
    return data.isBroken && !componentKinds.contains(data.kind)
  }

  func sameText(_ a: TokenRef?, _ b: TokenRef?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return string(a) == string(b)
  }

  /// The value of a string token, or the text of the tokens.
  func string(_ reference: TokenRef) -> String {
    let tree = trees[Int(reference.file.index)]
    guard let first = reference.tokens.first, let last = reference.tokens.last else { return "" }
    if reference.tokens.count == 1 { return StringValue.of(tree.tokens[first], in: tree.source) }
    return tree.source.text(tree.tokens[first].start..<tree.tokens[last].end)
  }

  /// Reports relations that differ in neither arrow, label nor protocol. Runs once their properties are read.
  mutating func checkDuplicateRelations() {
    for index in relations.indices where !relations[index].isRemoved {
      let relation = relations[index]
      var earlier: RelationID?
      for other in pairs.relations(from: relation.source, to: relation.target) {
        guard Int(other.index) < index else { break }
        let data = relations[Int(other.index)]
        if data.arrow == relation.arrow, !data.isRemoved, sameText(data.label, relation.label),
          protocolText(data) == protocolText(relation)
        {
          earlier = other
          break
        }
      }
      guard let earlier, !relation.isBroken else { continue }
      relations[index].isBroken = true
      relations[index].isRemoved = true
      let first = relations[Int(earlier.index)]
      let tree = trees[Int(relation.node.file.index)]
      let firstTree = trees[Int(first.node.file.index)]
      report(
        NameMessage.duplicateRelation(
          tree.span(ofTokens: tree.nodes[relation.node.node].firstToken..<tree.headEnd(of: relation.node.node)),
          source: shortest(relation.source), target: shortest(relation.target), arrow: relation.arrow,
          first: firstTree.span(
            ofTokens: firstTree.nodes[first.node.node].firstToken..<firstTree.headEnd(of: first.node.node))))
    }
  }

  private func protocolText(_ relation: Relation) -> NameID? {
    for index in relation.properties where properties[index].name == .protocol {
      if case .word(let word) = properties[index].stated.value { return word }
    }
    return nil
  }
}
