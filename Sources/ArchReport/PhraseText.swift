import ArchModel
import ArchSyntax

/// Stated values as their authors spelled them.
extension Model {
  /// The value of a property as it is written, on one line, without the words that say how sure it is; `yes` and `no`
  /// for flags.
  func spelled(_ property: StatedProperty) -> String {
    if case .flag(let isTrue) = property.stated.value { return isTrue ? "yes" : "no" }
    if let text = text(property.stated.value) { return text }
    let tree = tree(of: property.node)
    let node = property.node.node
    guard tree.nodes[node].kind == .property else { return "" }
    let figures = isFigure(property)
    var text = ""
    /// Whether the token before was a number, behind which the words about a figure stand.
    var isBehindFigure = false
    for index in (tree.nodes[node].firstToken + 2)..<max(tree.nodes[node].firstToken + 2, tree.headEnd(of: node)) {
      let token = tree.tokens[index]
      if figures, isBehindFigure {
        if token.kind == .name, Self.qualifiers.contains(tree.text(ofToken: index)) { continue }
        if token.kind.isString, property.name != .team { continue }
      }
      isBehindFigure = token.kind.isNumeric
      if token.kind.isString {
        text += text.isEmpty ? "" : ", "
        text += StringValue.of(token, in: tree.source)
        continue
      }
      let isClose = token.kind == .comma || token.kind == .rightBracket || token.kind == .rightParenthesis
      if !text.isEmpty, !isClose, token.flags.contains(.spaceBefore) || token.newlineBefore { text += " " }
      text += tree.text(ofToken: index)
    }
    return text
  }

  private static let qualifiers: Set<String> = ["total", "inclusive", "assumed", "measured", "target", "sla"]

  /// Whether a property is a figure, of which its author can say how sure it is.
  func isFigure(_ property: StatedProperty) -> Bool {
    guard let row = property.row else { return false }
    switch Schema.properties[row].type {
    case .figure: return true
    case .list(.figure, _): return true
    case .either(let types):
      return types.contains { if case .figure = $0 { true } else { false } }
    default: return false
    }
  }

  /// How sure the parts of a figure are; one entry for a figure that is no list.
  func confidences(_ stated: Stated) -> [(confidence: Confidence, source: TokenRef?)] {
    guard case .list(let range) = stated.value else { return [(stated.confidence, stated.source)] }
    return range.indices.map { (pool[$0].confidence, pool[$0].source) }
  }

  /// Whether a figure, or a part of it, is assumed.
  func isAssumed(_ stated: Stated) -> Bool {
    confidences(stated).contains { $0.confidence == .assumed }
  }

  /// The quantities of a value, in the order of its phrase: of a load the mean and the peak, of a range its ends.
  func quantities(_ value: Value, depth: Int = 0) -> [Quantity] {
    guard depth < 8 else { return [] }
    switch value {
    case .quantity(let quantity): return [quantity]
    case .range(let range), .record(let range), .list(let range):
      return range.indices.flatMap { quantities(pool[$0].value, depth: depth + 1) }
    default: return []
    }
  }

  /// The words of a value, in the order of its phrase.
  func words(_ value: Value, depth: Int = 0) -> [String] {
    guard depth < 8 else { return [] }
    switch value {
    case .word(let word): return [interner.text(word)]
    case .range(let range), .record(let range), .list(let range):
      return range.indices.flatMap { words(pool[$0].value, depth: depth + 1) }
    default: return []
    }
  }

  /// Whether a value says that there is none, or no.
  func isNone(_ value: Value) -> Bool {
    switch value {
    case .flag(let isTrue): !isTrue
    case .none: true
    default: words(value).first == "none"
    }
  }

  /// The text of a property in effect, or nil where it is not stated.
  func text(_ name: PropertyName, of element: ElementID) -> String? {
    effective(name, of: element).map { spelled($0.property) }
  }

  /// The texts of a list that an element states; empty where it states none.
  func texts(_ name: PropertyName, of element: ElementID) -> [String] {
    stated(name, of: element).map { texts($0.value) } ?? []
  }

  /// The elements that a property of an element names.
  func references(_ name: PropertyName, of element: ElementID) -> [ElementID] {
    stated(name, of: element).map { references($0.value) }?.filter { !self[$0].isRemoved } ?? []
  }

  /// Whether an element states a flag, be it as a text.
  func isStated(_ name: PropertyName, of element: ElementID) -> Bool {
    effective(name, of: element).map { !isNone($0.property.stated.value) } ?? false
  }
}

extension String {
  /// The text with a capital letter in front.
  var capitalizedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}
