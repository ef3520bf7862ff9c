import ArchSyntax

/// Checks that need all properties to be read.
extension Binder {
  /// `chosen:` names an option of its decision.
  mutating func checkDecisions() {
    for index in elements.indices where elements[index].kind == .decision && !elements[index].isBroken {
      let decision = ElementID(index)
      for property in properties[elements[index].properties] where property.name == .chosen {
        guard case .element(let option) = property.stated.value, elements[Int(option.index)].parent != decision else {
          continue
        }
        let options = elements.indices.filter { elements[$0].kind == .option && elements[$0].parent == decision }
          .map { interner.text(elements[$0].name) }
        let tree = trees[Int(property.node.file.index)]
        let node = tree.nodes[property.node.node]
        report(
          NameMessage.chosenOption(
            tree.span(ofTokens: node.firstToken + 2..<node.endToken), word: shortest(option), options: options,
            nearest: Spelling.nearest(to: shortest(option), among: options)))
      }
    }
  }

  /// `on-miss:` stands on the call that the misses make and names the cache, not the other way round.
  mutating func checkMisses() {
    for relation in relations where !relation.isBroken {
      for property in properties[relation.properties] where property.name == .onMiss {
        guard case .element(let cache) = property.stated.value else { continue }
        let isItself = cache == relation.target
        guard isItself || (isCache(relation.target) && !isCache(cache)) else { continue }
        report(
          NameMessage.missOfCache(
            valueSpan(property), asked: shortest(relation.target), store: isItself ? nil : shortest(cache)))
      }
    }
  }

  private func isCache(_ element: ElementID) -> Bool {
    let kind = elements[Int(element.index)].kind
    return kind == .cache || kind == .cdn
  }

  /// A program counts in one currency.
  mutating func checkCurrencies() {
    guard holdsSeveralCurrencies else { return }
    var first: (currency: Currency, property: StatedProperty)?
    for property in properties {
      guard let currency = currency(of: property.stated.value, depth: 0), currency != .none else { continue }
      guard let known = first else {
        first = (currency, property)
        continue
      }
      guard known.currency != currency else { continue }
      report(
        TypeMessage.mixedCurrencies(
          valueSpan(property), currency: currency, first: valueSpan(known.property), firstCurrency: known.currency))
      return
    }
  }

  /// A walk over the flat arrays, which is all that most programs need.
  private var holdsSeveralCurrencies: Bool {
    var first = Currency.none
    func differs(_ value: Value) -> Bool {
      guard case .quantity(let quantity) = value, quantity.currency != .none else { return false }
      if first == .none { first = quantity.currency }
      return quantity.currency != first
    }
    for property in properties where differs(property.stated.value) { return true }
    for stated in pool where differs(stated.value) { return true }
    return false
  }

  private func currency(of value: Value, depth: Int) -> Currency? {
    switch value {
    case .quantity(let quantity): quantity.currency
    case .list(let range), .record(let range), .range(let range):
      depth > 4
        ? nil
        : range.indices.lazy.compactMap { self.currency(of: self.pool[$0].value, depth: depth + 1) }.first {
          $0 != .none
        }
    default: nil
    }
  }

  private func valueSpan(_ property: StatedProperty) -> Span {
    let tree = trees[Int(property.node.file.index)]
    let node = tree.nodes[property.node.node]
    let end = tree.headEnd(of: property.node.node)
    return tree.span(ofTokens: min(node.firstToken + 2, end - 1)..<end)
  }
}
