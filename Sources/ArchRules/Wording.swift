import ArchModel

/// The small words of messages.
enum Wording {
  /// "1 day", "12 days".
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// "a", "a and b", "a, b and c".
  static func list(_ words: [String], joined conjunction: String = "and") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// A name in back-ticks, the title where there is no name, else the kind.
  static func name(_ element: ElementID, in model: Model) -> String {
    let name = model.shortName(element)
    if !name.isEmpty { return "`\(name)`" }
    if let title = model.title(element), !title.isEmpty { return "\"\(title)\"" }
    return Schema.article(model[element].kind)
  }

  /// A relation as people see it, in back-ticks.
  static func name(_ relation: RelationID, in model: Model) -> String {
    "`\(model.identity(relation) { model.shortName($0) })`"
  }

  /// The two ends of a relation with its arrow, in back-ticks. Unlike `name(_:in:)` it costs the same at any hub.
  static func ends(_ relation: RelationID, in model: Model) -> String {
    let data = model[relation]
    return "`\(model.shortName(data.source)) \(data.arrow.rawValue) \(model.shortName(data.target))`"
  }

  /// The names of some elements: the first three, then how many more.
  static func names(_ elements: [ElementID], in model: Model) -> String {
    let shown = elements.prefix(3).map { name($0, in: model) }
    return elements.count > 3 ? shown.joined(separator: ", ") + " and \(elements.count - 3) more" : list(shown)
  }
}
