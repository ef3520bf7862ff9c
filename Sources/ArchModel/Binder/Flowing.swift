import ArchSyntax

/// Binds the steps of flows to relations.
extension Binder {
  mutating func bindFlows() {
    let rerouted = reroutedFlows()
    for index in elements.indices where elements[index].kind == .flow && !elements[index].isRemoved {
      let element = ElementID(index)
      let data = elements[index]
      let node = rerouted[element] ?? data.node
      enter(node.file)
      var flow = Flow(element: element, steps: [], blocks: [], isBroken: data.isBroken)
      if let block = block(of: node.node) { bindSteps(in: block, of: element, into: &flow, block: nil) }
      flows.append(flow)
    }
  }

  /// The `extend`s that say another way for a flow. Its steps are one list, which is replaced as lists are: by the last
  /// layer that has any.
  private mutating func reroutedFlows() -> [ElementID: NodeRef] {
    var result: [ElementID: (node: NodeRef, step: Int, layer: Int)] = [:]
    for item in extensions where elements[Int(item.target.index)].kind == .flow {
      enter(item.node.file)
      guard let block = block(of: item.node.node), let step = firstStep(in: block) else { continue }
      if let earlier = result[item.target] {
        guard earlier.layer <= item.layer else { continue }
        if earlier.layer == item.layer {
          let tree = trees[Int(earlier.node.file.index)]
          report(
            NameMessage.conflictingExtends(
              span(nodes[step].firstToken), word: "steps", target: pathText(item.target),
              first: tree.span(ofToken: tree.nodes[earlier.step].firstToken)))
          continue
        }
      }
      result[item.target] = (item.node, step, item.layer)
    }
    return result.mapValues(\.node)
  }

  /// The first step or block of steps inside a block, or nil.
  private mutating func firstStep(in block: Int) -> Int? {
    var child = block + 1
    while child < nodes[block].next {
      if nodes[child].kind == .relation || nodes[child].kind == .declaration && isFlowBlock(child) { return child }
      child = nodes[child].next
    }
    return nil
  }

  private mutating func bindSteps(in block: Int, of element: ElementID, into flow: inout Flow, block outer: Int?) {
    var child = block + 1
    let end = nodes[block].next
    while child < end {
      switch nodes[child].kind {
      case .relation: bindStep(child, of: element, into: &flow, block: outer)
      case .declaration:
        if isFlowBlock(child) { bindBlock(child, of: element, into: &flow, outer: outer) }
      default: break
      }
      child = nodes[child].next
    }
  }

  private mutating func bindBlock(_ node: Int, of element: ElementID, into flow: inout Flow, outer: Int?) {
    guard let kind = Schema.kind(name(nodes[node].firstToken)) else { return }
    let head = head(node)
    var times = 1.0
    if kind == .loop {
      if let number = head.number, case .success(let quantity) = QuantityParser.parse(text(number)),
        quantity.dimension == .count
      {
        times = quantity.value
      } else if !nodes[node].isBroken {
        report(NameMessage.loopCount(span(head.number ?? nodes[node].firstToken), isMissing: head.number == nil))
      }
    }
    let parent = outer.map { flow.blocks[$0].element } ?? element
    let id = ElementID(elements.count)
    elements.append(
      Element(
        kind: kind, name: .none, parent: parent, node: NodeRef(file, node), madeBy: nil, isBroken: nodes[node].isBroken)
    )
    nextSameName.append(-1)
    flow.blocks.append(FlowBlock(kind: kind, element: id, parent: outer, count: times))
    guard let block = block(of: node) else { return }
    bindSteps(in: block, of: element, into: &flow, block: flow.blocks.count - 1)
  }

  private mutating func bindStep(_ node: Int, of element: ElementID, into flow: inout Flow, block: Int?) {
    let reports = diagnostics.count
    var steps: [FlowStep] = []
    var isBroken = nodes[node].isBroken
    let reference = NodeRef(file, node)
    forEachHop(node, scope: element, silent: isBroken) { binder, hop in
      if let relation = binder.relation(for: hop, flow: element) {
        steps.append(
          FlowStep(
            relation: relation, block: block, node: reference, arrowToken: hop.arrowToken, label: hop.label,
            fan: hop.fan))
      } else {
        isBroken = true
        if binder.isRemoved(hop.source) || binder.isRemoved(hop.target) { flow.isCut = true }
      }
    }
    flow.steps.append(contentsOf: steps)
    if isBroken || diagnostics.count > reports { flow.isBroken = true }
  }

  private func isRemoved(_ element: ElementID) -> Bool { elements[Int(element.index)].isRemoved }

  /// The relation that a step takes, or nil, reported where no earlier error explains it.
  private mutating func relation(for hop: Hop, flow: ElementID) -> RelationID? {
    let source = elements[Int(hop.source.index)]
    let target = elements[Int(hop.target.index)]
    if source.isBroken || target.isBroken || source.isRemoved || target.isRemoved { return nil }
    let all = Array(pairs.relations(from: hop.source, to: hop.target))
    let fitting = all.filter { relations[Int($0.index)].arrow == hop.arrow }
    if fitting.count == 1 { return fitting.first }
    if fitting.count > 1 {
      let labelled = fitting.filter { sameText(relations[Int($0.index)].label, hop.label) }
      if labelled.count == 1 { return labelled.first }
      if hop.label == nil, let plain = fitting.first(where: { relations[Int($0.index)].label == nil }),
        fitting.count == labelled.count
      {
        return plain
      }
      report(
        NameMessage.ambiguousStep(
          hop.label.map { span($0.tokens) } ?? span(hop.arrowToken), source: shortest(hop.source),
          target: shortest(hop.target),
          labels: fitting.compactMap { relations[Int($0.index)].label.map { string($0) } }))
      return nil
    }
    if let other = all.first {
      report(
        NameMessage.stepArrow(
          span(hop.arrowToken), source: shortest(hop.source), target: shortest(hop.target),
          arrow: relations[Int(other.index)].arrow,
          isTurned: tokens[hop.arrowToken].kind == .arrowCallBack || tokens[hop.arrowToken].kind == .arrowMessageBack,
          place: relationSpan(other)))
      return nil
    }
    reportMissingRelation(hop, flow: flow)
    return nil
  }

  private mutating func reportMissingRelation(_ hop: Hop, flow: ElementID) {
    var reached: [(name: String, line: Int)] = []
    for relation in relations where relation.source == hop.source && !relation.isRemoved {
      let tree = trees[Int(relation.node.file.index)]
      guard reached.count < 3, tree.source.id == file else { continue }
      reached.append((shortest(relation.target), lineNumber(tree.tokens[relation.arrowToken].start, in: tree)))
    }
    let source = elements[Int(hop.source.index)]
    var fix: Fix?
    if source.madeBy == nil {
      fix = Fix(
        "add `\(hop.arrow.rawValue) \(shortest(hop.target))` to `\(shortest(hop.source))`", safety: .needsReview,
        edits: [insertion(of: "\(hop.arrow.rawValue) \(shortest(hop.target))", into: hop.source)])
    }
    report(
      NameMessage.stepWithoutRelation(
        span(hop.arrowToken), flow: shortest(flow), source: shortest(hop.source), target: shortest(hop.target),
        reached: reached,
        fix: fix))
  }

  private func lineNumber(_ offset: Int, in tree: SyntaxTree) -> Int {
    tree.source.bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  }

  func relationSpan(_ relation: RelationID) -> Span {
    let data = relations[Int(relation.index)]
    let tree = trees[Int(data.node.file.index)]
    return tree.span(ofTokens: tree.nodes[data.node.node].firstToken..<tree.headEnd(of: data.node.node))
  }

  /// The edit that puts a statement at the end of a declaration's block, opening one where there is none.
  func insertion(of statement: String, into element: ElementID) -> Edit {
    let reference = elements[Int(element.index)].node
    let tree = trees[Int(reference.file.index)]
    let node = tree.nodes[reference.node]
    guard let block = tree.block(of: reference.node) else {
      let end = tree.tokens[node.endToken - 1].end
      return Edit(Span(reference.file, end..<end), " { \(statement) }")
    }
    let closing = tree.nodes[block].endToken - 1
    let last = tree.tokens[closing - 1]
    let isEmpty = closing - 1 == tree.nodes[block].firstToken
    let isOneLine = !tree.tokens[closing].newlineBefore
    if isOneLine {
      return Edit(Span(reference.file, last.end..<last.end), isEmpty ? " \(statement) " : ", \(statement)")
    }
    // After the last statement's line, comments behind it included; as far in as the block's first statement.
    let bytes = tree.source.bytes
    var end = last.end
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    var start = tree.tokens[node.firstToken].start
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    let indentation = String(decoding: bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    return Edit(Span(reference.file, end..<end), "\n\(indentation)  \(statement)")
  }

  /// The shortest path that is unique in the program: the name, or the full path.
  func shortest(_ element: ElementID) -> String {
    let id = elements[Int(element.index)].name
    var seen = 0
    for _ in sameNames(id) {
      seen += 1
      if seen > 1 { return pathText(element) }
    }
    return interner.text(id)
  }
}
