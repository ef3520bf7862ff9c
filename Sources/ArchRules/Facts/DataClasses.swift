import ArchModel

extension ModelFacts {
  /// Data whose loss or disclosure harms people or the business.
  static let sensitiveClasses: Set<String> = [
    "payments", "pii", "health", "credentials", "secrets", "confidential", "financial", "location", "biometric",
  ]
  /// Data about people.
  static let personalClasses: Set<String> = ["pii", "health", "location", "biometric"]

  /// The classes that a list of classes and assets names, in the order written; of an asset those of its `class`, its
  /// own name where it states none.
  public func classes(_ stated: Stated?) -> [String] {
    guard let stated else { return [] }
    var result: [String] = []
    for item in model.items(stated) {
      switch item.value {
      case .element(let asset):
        let own = model.stated(.class, of: asset).map { model.words($0) } ?? []
        result += own.isEmpty ? [model.name(asset)] : own
      default:
        if let word = model.word(item.value) { result.append(word) }
      }
    }
    var seen: Set<String> = []
    return result.filter { seen.insert($0).inserted }
  }

  /// The classes that an element keeps or handles.
  public func held(by element: ElementID) -> [String] { classes(effective(.holds, of: element)?.property.stated) }

  /// The sensitive classes that an element keeps or handles.
  public func sensitiveData(in element: ElementID) -> [String] {
    held(by: element).filter(Self.sensitiveClasses.contains)
  }

  /// The classes that go with the arrow.
  public func sent(by relation: RelationID) -> [String] { classes(model.stated(.sends, of: relation)) }

  /// The classes that come back.
  public func received(by relation: RelationID) -> [String] { classes(model.stated(.receives, of: relation)) }

  /// The sensitive classes that travel over a relation: what it sends and receives, what the store holds that it
  /// leads to, and of a copy what its source holds.
  public func sensitiveData(on relation: RelationID) -> [String] {
    var result = sent(by: relation) + received(by: relation)
    let target = model[relation].target
    if KindSet.stores.contains(model[target].kind) { result += held(by: target) }
    if model[relation].arrow == .replication { result += held(by: model[relation].source) }
    var seen: Set<String> = []
    return result.filter { Self.sensitiveClasses.contains($0) && seen.insert($0).inserted }
  }
}
