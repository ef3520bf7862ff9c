/// What elements inherit from, prepared for asking often: the entries of `defaults` that speak of each element.
///
/// `Model.effective` answers the same without it, at the cost of a walk over all `defaults` for each question. Building it
/// takes O(elements × entries of `defaults`).
public struct InheritanceIndex: Sendable {
  /// The entries that speak of an element, in the order in which they count: by tag, technology, kind, of everything.
  private let profiles: [[Int]]
  private let profileOf: [Int32]

  public init(_ model: Model) {
    var profiles: [[Int]] = [[]]
    var profileOf = [Int32](repeating: 0, count: model.elements.count)
    if !model.defaults.isEmpty {
      var places: [[Int]: Int32] = [[]: 0]
      var matcher = DefaultMatcher(model)
      for index in model.elements.indices.dropFirst() where !model.elements[index].isRemoved {
        let entries = matcher.entries(of: ElementID(index))
        if let place = places[entries] {
          profileOf[index] = place
        } else {
          profileOf[index] = Int32(truncatingIfNeeded: profiles.count)
          places[entries] = profileOf[index]
          profiles.append(entries)
        }
      }
    }
    self.profiles = profiles
    self.profileOf = profileOf
  }

  func entries(of element: ElementID) -> [Int] { profiles[Int(profileOf[Int(element.index)])] }
}

/// Finds the entries of `defaults` that speak of an element.
struct DefaultMatcher {
  private let model: Model
  private let asksForTags: Bool
  /// The catalogue is read only where an entry asks for a technology, and once for each text.
  private let asksForTechnology: Bool
  private var technologies: [String: String] = [:]

  init(_ model: Model) {
    self.model = model
    asksForTags = model.defaults.contains { if case .tag = $0.selector { true } else { false } }
    asksForTechnology = model.defaults.contains { if case .technology = $0.selector { true } else { false } }
  }

  /// Their positions in `Model.defaults`, in the order in which they count.
  mutating func entries(of element: ElementID) -> [Int] {
    let kind = model[element].kind
    let tags = asksForTags ? model.tags(element) : []
    let technology = asksForTechnology ? technology(of: element) : nil
    var ranked: [[Int]] = [[], [], [], []]
    for (index, entry) in model.defaults.enumerated() {
      switch entry.selector {
      case .tag(let tag): if tags.contains(tag) { ranked[0].append(index) }
      case .technology(let name): if technology == name { ranked[1].append(index) }
      case .kind(let wanted): if kind == wanted { ranked[2].append(index) }
      case .everything: ranked[3].append(index)
      }
    }
    return ranked.flatMap { $0 }
  }

  /// The name that the catalogue gives the technology, or what is written where it does not know it.
  private mutating func technology(of element: ElementID) -> String? {
    guard let text = model.technologyText(element) else { return nil }
    if let known = technologies[text] { return known }
    let name = TechnologyCatalogue.find(text)?.name ?? text
    technologies[text] = name
    return name
  }
}
