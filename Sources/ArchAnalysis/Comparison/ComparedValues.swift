import ArchModel

/// Compares what two models state, by what it means.
struct ComparedValues {
  let before: Model
  let after: Model
  let formers: [ElementID?]

  /// So many characters of a value are shown.
  private static let lengthLimit = 80
  /// Values are composed of values, but never deep.
  private static let depthLimit = 8

  func differences(_ former: ElementID, _ element: ElementID) -> [PropertyDifference] {
    var result: [PropertyDifference] = []
    let (old, new) = (before[former].kind, after[element].kind)
    if old != new { result.append(PropertyDifference("kind", before: old.rawValue, after: new.rawValue)) }
    result += difference("title", before.title(former), after.title(element))
    result += differences(before.properties(of: former), after.properties(of: element))
    result += difference("tags", tags(former, in: before), tags(element, in: after))
    if new == .flow {
      result += difference("steps", steps(former, in: before, isNew: false), steps(element, in: after, isNew: true))
    }
    if KindSet.variants.contains(new) {
      let (old, new) = (statements(former, in: before), statements(element, in: after))
      if old?.key != new?.key { result += difference("block", old?.text, new?.text) }
    }
    return result
  }

  func differences(_ former: RelationID, _ relation: RelationID) -> [PropertyDifference] {
    difference("label", before.label(former), after.label(relation))
      + differences(before.properties(of: former), after.properties(of: relation))
  }

  /// The entries of `defaults`, by selector.
  func defaults() -> [PropertyDifference] {
    var old: [String: ArraySlice<StatedProperty>] = [:]
    for entry in before.defaults { old[Self.selector(entry, in: before)] = before.properties[entry.properties] }
    var result: [PropertyDifference] = []
    var seen: Set<String> = []
    for entry in after.defaults {
      let selector = Self.selector(entry, in: after)
      guard seen.insert(selector).inserted else { continue }
      result += differences(old[selector] ?? [], after.properties[entry.properties], prefix: selector + ".")
    }
    for entry in before.defaults {
      let selector = Self.selector(entry, in: before)
      guard seen.insert(selector).inserted else { continue }
      result += differences(before.properties[entry.properties], [], prefix: selector + ".")
    }
    return result
  }

  private func differences(
    _ old: ArraySlice<StatedProperty>, _ new: ArraySlice<StatedProperty>, prefix: String = ""
  ) -> [PropertyDifference] {
    var known: [String: StatedProperty] = [:]
    for property in old { known[before.interner.text(property.key)] = property }
    var result: [PropertyDifference] = []
    var seen: Set<String> = []
    for property in new {
      let name = after.interner.text(property.key)
      seen.insert(name)
      guard name != "was" else { continue }
      if let former = known[name] {
        guard meaning(former.stated, in: before, isNew: false) != meaning(property.stated, in: after, isNew: true)
        else { continue }
        result.append(
          PropertyDifference(
            prefix + name, before: Self.text(before.phrase(former)), after: Self.text(after.phrase(property))))
      } else {
        result.append(PropertyDifference(prefix + name, before: nil, after: Self.text(after.phrase(property))))
      }
    }
    for property in old {
      let name = before.interner.text(property.key)
      guard seen.insert(name).inserted, name != "was" else { continue }
      result.append(PropertyDifference(prefix + name, before: Self.text(before.phrase(property)), after: nil))
    }
    return result
  }

  private func difference(_ name: String, _ old: String?, _ new: String?) -> [PropertyDifference] {
    old == new ? [] : [PropertyDifference(name, before: old.map(Self.text), after: new.map(Self.text))]
  }

  // MARK: Meanings

  private func meaning(_ stated: Stated, in model: Model, isNew: Bool) -> String {
    var text = meaning(stated.value, in: model, isNew: isNew, depth: 0)
    text += "|\(stated.confidence.rawValue)|\(stated.isTotal)|\(stated.isInclusive)|"
    return text + (stated.source.map { model.string($0) } ?? "")
  }

  private func meaning(_ value: Value, in model: Model, isNew: Bool, depth: Int) -> String {
    guard depth < Self.depthLimit else { return "" }
    func list(_ range: PoolRange) -> String {
      range.indices.map { meaning(model.pool[$0].value, in: model, isNew: isNew, depth: depth + 1) }
        .joined(separator: ",")
    }
    switch value {
    case .flag(let flag): return flag ? "true" : "false"
    case .quantity(let quantity):
      return "\(quantity.value) \(quantity.dimension.rawValue) \(quantity.currency.rawValue) \(quantity.period)"
    case .range(let range): return "range(\(list(range)))"
    case .word(let word): return model.interner.text(word)
    case .text(let reference), .phrase(let reference): return Self.collapsed(model.string(reference))
    case .date(let days): return "day \(days)"
    case .element(let element): return "element " + path(element, isNew: isNew)
    case .list(let range): return "list(\(list(range)))"
    case .record(let range): return "record(\(list(range)))"
    case .none: return ""
    }
  }

  /// What an element was called in the older model, where it was in it.
  func path(_ element: ElementID, isNew: Bool) -> String {
    guard isNew else { return before.path(element) }
    return formers[Int(element.index)].map { before.path($0) } ?? "new " + after.path(element)
  }

  /// The tags behind the name; those of `tags:` are a property.
  private func tags(_ element: ElementID, in model: Model) -> String? {
    let tree = model.tree(of: model[element].node)
    let tags = model.head(element).tags.map { String(tree.text(ofToken: $0).dropFirst()) }
    return tags.isEmpty ? nil : tags.sorted().joined(separator: " ")
  }

  /// The steps of a flow, with the names of the older model.
  private func steps(_ element: ElementID, in model: Model, isNew: Bool) -> String? {
    guard let flow = model.flows.first(where: { $0.element == element }) else { return nil }
    func name(_ element: ElementID) -> String {
      isNew
        ? formers[Int(element.index)].map { before.shortName($0) } ?? after.shortName(element)
        : before.shortName(element)
    }
    let names = flow.steps.map { step -> String in
      let relation = model[step.relation]
      return name(relation.source) + " " + relation.arrow.rawValue + " " + name(relation.target)
        + (step.label.map { " \"\(model.string($0))\"" } ?? "")
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  /// What a variant changes in the model: its statements besides properties, and a key that their layout does not touch.
  private func statements(_ element: ElementID, in model: Model) -> (text: String, key: [String])? {
    let reference = model[element].node
    let tree = model.tree(of: reference)
    var texts: [String] = []
    var key: [String] = []
    for statement in tree.statements(of: reference.node) {
      let node = tree.nodes[statement]
      guard node.kind == .declaration || node.kind == .relation else { continue }
      let words = (node.firstToken..<node.endToken).map { tree.text(ofToken: $0) }
      texts.append(tree.source.text(tree.tokens[node.firstToken].start..<tree.tokens[node.endToken - 1].end))
      key += words.filter { $0 != "," && $0 != ";" }
    }
    return texts.isEmpty ? nil : (texts.joined(separator: ", "), key)
  }

  private static func selector(_ entry: DefaultEntry, in model: Model) -> String {
    switch entry.selector {
    case .everything: "*"
    case .kind(let kind): kind.rawValue
    case .tag(let tag): "#" + model.interner.text(tag)
    case .technology(let name): name
    }
  }

  /// A value on one line, cut where it is long.
  private static func text(_ text: String) -> String {
    let line = collapsed(text)
    return line.count > lengthLimit ? String(line.prefix(lengthLimit - 1)) + "…" : line
  }

  private static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
  }
}
