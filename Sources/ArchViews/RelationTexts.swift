import ArchModel

/// What drawings say of a relation.
extension Model {
  /// Its label, else its protocol, else nothing.
  func edgeLabel(_ relation: RelationID) -> String {
    if let label = label(relation) { return label }
    if let stated = stated(.protocol, of: relation), let text = text(stated.value) { return text }
    return ""
  }

  /// The protocol where the label is something else, else nothing.
  func edgeDetail(_ relation: RelationID) -> String {
    guard let label = label(relation), label.contains(where: { $0 != " " }),
      let stated = stated(.protocol, of: relation), let text = text(stated.value), text != label
    else { return "" }
    return text
  }

  /// Its ends with everything that it states, less the protocol, which stands on the edge.
  func edgeTooltip(_ relation: RelationID) -> String {
    let data = self[relation]
    let properties = properties(of: relation).filter { $0.name != .protocol }.map { property in
      let (key, phrase) = (interner.text(property.key), phrase(property))
      return phrase == "true" ? key : "\(key): \(phrase)"
    }
    let head = "\(shortName(data.source)) \(data.arrow.rawValue) \(shortName(data.target))"
    return properties.isEmpty ? head : head + " (" + properties.joined(separator: ", ") + ")"
  }
}
