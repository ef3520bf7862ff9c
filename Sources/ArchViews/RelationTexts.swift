import ArchModel

/// What drawings say of a relation.
extension Model {
  /// Its label, else its protocol, else nothing.
  func edgeLabel(_ relation: RelationID) -> String {
    if let label = label(relation) { return label }
    if let stated = stated(.protocol, of: relation), let text = text(stated.value) { return text }
    return ""
  }

  /// Its ends with everything that it states.
  func edgeTooltip(_ relation: RelationID) -> String {
    let data = self[relation]
    let properties = properties(of: relation).map { property in
      "\(interner.text(property.key)): \(phrase(property))"
    }
    let head = "\(shortName(data.source)) \(data.arrow.rawValue) \(shortName(data.target))"
    return properties.isEmpty ? head : head + " (" + properties.joined(separator: ", ") + ")"
  }
}
