import ArchModel

extension FlowLatency {
  /// The numbers that the flow's expression is made of, in the order of its visits, each once: percentiles, timeouts,
  /// calls, shares and hit rates.
  func terms(untilCompletion: Bool) -> [Term] {
    let isOnPath = isOnPath
    var seen: Set<Int32> = []
    var result: [Term] = []
    func add(_ input: Input?, _ subject: FigureSubject, _ property: PropertyName) {
      guard let input, input.property < 0 || seen.insert(input.property).inserted else { return }
      result.append(Term(subject, property, input.quantity, input))
    }
    for (index, node) in tree.nodes.enumerated() where weights[index] > 0 && (untilCompletion || isOnPath[index]) {
      if node.kind == .alternative { add(inputs[node.element, .share], .element(node.element), .share) }
      guard node.kind == .visit else { continue }
      let used = Set(PartLatency(node.element, in: inputs).used.map(\.share))
      for (name, share) in PartLatency.names where used.contains(share) {
        add(inputs[node.element, name], .element(node.element), name.property)
      }
      if forwardsMisses(index) || !node.misses.isEmpty {
        add(inputs[node.element, .hitRate], .element(node.element), .hitRate)
      }
      if let cache = node.missOf { add(inputs[cache, .hitRate], .element(cache), .hitRate) }
      guard let relation = node.relation else { continue }
      add(inputs[relation, .timeout], .relation(relation), .timeout)
      add(inputs[relation, .calls], .relation(relation), .calls)
      add(inputs[relation, .share], .relation(relation), .share)
    }
    return result
  }
}
