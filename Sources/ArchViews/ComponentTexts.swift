import ArchModel

/// What drawings say of a component on a hover.
extension Model {
  /// Its description, then the figures that it states for itself.
  func nodeTooltip(_ component: ElementID) -> String {
    let names: [PropertyName] = [.p50, .p99, .availability, .cost, .size, .rpo, .rto]
    let figures = names.compactMap { name -> String? in
      guard let property = property(name, in: self[component].properties) else { return nil }
      return "\(interner.text(property.key)): \(phrase(property))"
    }
    let texts = [documentation(component), figures.joined(separator: ", ")].filter { !$0.isEmpty }
    return texts.joined(separator: " · ")
  }
}
