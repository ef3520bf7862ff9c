import ArchModel
import ArchPreview

/// The properties of a part that the page lets a reader try with another value: those that are a number or a figure,
/// what the part states first.
enum TriedProperties {
  static func of(_ element: ElementID, in model: Model) -> [PreviewPart.Property] {
    let kind = model[element].kind
    let stated = Dictionary(
      model.properties(of: element).compactMap { property in property.name.map { ($0, model.phrase(property)) } },
      uniquingKeysWith: { first, _ in first })
    let properties = Schema.properties.filter { $0.kinds.contains(kind) && isNumber($0.type) }.map {
      PreviewPart.Property(name: $0.name.rawValue, value: stated[$0.name], example: $0.example)
    }
    return properties.filter { $0.value != nil } + properties.filter { $0.value == nil }
  }

  private static func isNumber(_ type: PhraseType) -> Bool {
    switch type {
    case .quantity, .range, .count: true
    case .figure(let inner), .optional(let inner): isNumber(inner)
    case .sequence(let parts): parts.first.map(isNumber) ?? false
    case .either(let choices): choices.contains(where: isNumber)
    case .flag, .text, .link, .date, .word, .oneOf, .name, .technology, .version, .reference, .dataClass,
      .referenceOrKind, .list, .verification, .words:
      false
    }
  }
}
