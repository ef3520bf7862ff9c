import ArchModel
import ArchSyntax

/// Makes the documents of values.
struct ValueReader {
  let model: Model
  let identities: Identities

  /// The documents of some properties by the words that write them.
  func documents(_ properties: some Sequence<StatedProperty>) -> [String: ValueDocument] {
    var result: [String: ValueDocument] = [:]
    for property in properties { result[model.interner.text(property.key)] = document(property) }
    return result
  }

  func document(_ property: StatedProperty) -> ValueDocument {
    let tree = model.tree(of: property.node)
    let node = tree.nodes[property.node.node]
    // Numbers are read from the source in the order in which the value holds them.
    var numbers = NumberTexts(tree: tree, index: node.firstToken + 1, end: tree.headEnd(of: property.node.node))
    let document = document(property.stated, property.name, &numbers)
    if let name = property.name, RecordParts.isFirstPart(property.stated.value, of: name, in: model),
      let first = RecordParts.names(of: name, count: nil)?.first
    {
      return record([first: document], as: document)
    }
    return document
  }

  /// A record of one part, which takes over what is said about the figure.
  private func record(_ parts: [String: ValueDocument], as document: ValueDocument) -> ValueDocument {
    var parts = parts
    var result = ValueDocument(.record)
    result.confidence = document.confidence
    result.source = document.source
    result.total = document.total
    result.inclusive = document.inclusive
    for (name, part) in parts {
      var part = part
      part.confidence = nil
      part.source = nil
      part.total = nil
      part.inclusive = nil
      parts[name] = part
    }
    result.parts = parts
    return result
  }

  private func document(_ stated: Stated, _ property: PropertyName?, _ numbers: inout NumberTexts) -> ValueDocument {
    var document = document(stated.value, property, &numbers)
    if stated.confidence != .stated { document.confidence = stated.confidence.word }
    document.source = stated.source.map { model.string($0) }
    if stated.isTotal { document.total = true }
    if stated.isInclusive { document.inclusive = true }
    return document
  }

  private func document(_ value: Value, _ property: PropertyName?, _ numbers: inout NumberTexts) -> ValueDocument {
    switch value {
    case .flag(let flag): return ValueDocument(.flag, value: .flag(flag))
    case .quantity(let quantity):
      let document = self.quantity(quantity, text: numbers.next())
      var result = ValueDocument(.quantity, value: .number(document.value))
      result.unit = document.unit
      result.text = document.text
      if quantity.period > 0 { result.period = Double(quantity.period) }
      return result
    case .range(let range):
      var result = ValueDocument(.range)
      let text = numbers.next()
      let ends = range.indices.compactMap { index -> Quantity? in
        if case .quantity(let quantity) = model.pool[index].value { quantity } else { nil }
      }
      result.text = text
      if let lower = ends.first { result.lower = quantity(lower, text: nil) }
      if let upper = ends.last { result.upper = quantity(upper, text: nil) }
      return result
    case .word(let word): return ValueDocument(.word, value: .text(model.interner.text(word)))
    case .text(let reference): return ValueDocument(.text, value: .text(model.string(reference)))
    case .phrase(let reference): return ValueDocument(.words, value: .text(model.string(reference)))
    case .date(let days): return ValueDocument(.date, value: .text(CalendarDate.text(days)))
    case .element(let element):
      var result = ValueDocument(.reference)
      result.id = identities[element]
      result.kind = model[element].kind.rawValue
      return result
    case .list(let range):
      var result = ValueDocument(.list)
      result.items = range.indices.map { document(model.pool[$0], nil, &numbers) }
      return result
    case .record(let range):
      let names = property.flatMap { RecordParts.names(of: $0, count: range.indices.count) }
      var parts: [String: ValueDocument] = [:]
      for (position, index) in range.indices.enumerated() where model.pool[index].value != .none {
        let name = names.map { $0[position] } ?? "part\(position + 1)"
        parts[name] = document(model.pool[index], nil, &numbers)
      }
      var result = ValueDocument(.record)
      result.parts = parts
      return result
    case .none: return ValueDocument(.words, value: .text(""))
    }
  }

  private func quantity(_ quantity: Quantity, text: String?) -> QuantityDocument {
    QuantityDocument(
      value: quantity.value.isFinite ? quantity.value : 0, unit: Self.unit(of: quantity),
      text: text ?? QuantityFormatter.text(quantity))
  }

  /// The base unit that the value of a quantity counts in.
  static func unit(of quantity: Quantity) -> String {
    let sign = quantity.currency.sign
    return switch quantity.dimension {
    case .count: "1"
    case .ratio: "ratio"
    case .duration: "s"
    case .size: "B"
    case .rate: "1/s"
    case .throughput: "B/s"
    case .growth: "ratio/period"
    case .money: sign
    case .moneyRate: sign + "/month"
    case .pricePerSize: sign + "/B"
    case .pricePerSizeRate: sign + "/B/month"
    case .pricePerCount: sign + "/1"
    }
  }
}

/// The numbers of a phrase as they are written, one after the other.
private struct NumberTexts {
  let tree: SyntaxTree
  var index: Int
  let end: Int

  mutating func next() -> String? {
    while index < end {
      let token = tree.tokens[index]
      index += 1
      switch token.kind {
      case .number, .quantity, .range: return tree.source.text(token.range)
      default: continue
      }
    }
    return nil
  }
}
