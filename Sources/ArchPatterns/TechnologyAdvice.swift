import ArchModel

/// What the catalogue says of the technology of one store or broker: what it fits, what it does not, and what else would.
public struct TechnologyAdvice: Sendable {
  /// Something that is asked of a part.
  public struct Need: Sendable, Hashable {
    /// A word of `TechnologyCatalogue.needs`.
    public let word: String
    /// What in the model says so: `needs`, or what it is read from.
    public let reason: String
    /// Whether the author asks for it in words.
    public let isStated: Bool
  }

  public let element: ElementID
  public let kind: Kind
  /// `tech:` as written; nil where it is not stated.
  public let technologyText: String?
  /// The row of the catalogue; nil where it has none.
  public let technology: Technology?
  /// The provider that is in effect for the part; nil where none is stated.
  public let provider: String?
  /// The needs that the technology is good at.
  public let fits: [Need]
  /// Those that it is not good at, while others are.
  public let unfit: [Need]
  /// Contradictions between what is stated and what the technology can do, in words.
  public let limits: [String]
  /// What it is good at besides.
  public let alsoGoodAt: [String]
  /// Others for the same needs, the best first.
  public let alternatives: [SelectionGuide.Candidate]

  /// How many alternatives are named.
  public static let alternativeLimit = 3

  /// The advice for every store and broker of a model, in source order.
  public static func all(in model: Model) -> [TechnologyAdvice] {
    let index = InheritanceIndex(model)
    return model.elements(of: KindSet.stores | KindSet.messaging).filter { !model[$0].isBroken }.map {
      TechnologyAdvice($0, in: model, using: index)
    }
  }

  public init(_ element: ElementID, in model: Model, using index: InheritanceIndex? = nil) {
    self.element = element
    kind = model[element].kind
    technologyText = model.technologyText(element)
    let technology = model.technology(element)
    self.technology = technology
    let reader = NeedReader(model: model, index: index)
    let provider = reader.provider(of: element)
    self.provider = provider
    let kindWord = kind.rawValue
    let needs = reader.needs(of: element)
    if let technology {
      fits = needs.filter { technology.goodAt.contains($0.word) }
      unfit = needs.filter { need in
        !technology.goodAt.contains(need.word)
          && !SelectionGuide.technologies(for: need.word, kind: kindWord).isEmpty
      }
      limits = reader.limits(of: technology, element, provider: provider)
      let known = Set(needs.map(\.word))
      alsoGoodAt = technology.goodAt.filter { !known.contains($0) }
    } else {
      fits = []
      unfit = []
      limits = []
      alsoGoodAt = []
    }
    let others = SelectionGuide.candidates(for: needs.map(\.word), kind: kindWord, provider: provider)
    // What meets less than what is there is no alternative.
    let least = technology == nil ? 1 : max(1, fits.count)
    alternatives = Array(
      others.filter { $0.technology.name != technology?.name && $0.meets.count >= least }
        .prefix(Self.alternativeLimit))
  }
}

/// Reads from a model what a store or broker has to be good at.
private struct NeedReader {
  let model: Model
  let index: InheritanceIndex?

  private func stated(_ name: PropertyName, _ element: ElementID) -> StatedProperty? {
    model.effective(name, of: element, using: index)?.property
  }

  func provider(of element: ElementID) -> String? {
    let own = stated(.provider, element)
    let system = model.system.flatMap { model.property(.provider, in: model[$0].properties) }
    guard let word = (own ?? system).flatMap({ model.word($0.stated.value) }) else { return nil }
    return TechnologyCatalogue.providers.contains { $0.word == word } ? word : nil
  }

  func needs(of element: ElementID) -> [TechnologyAdvice.Need] {
    var result: [TechnologyAdvice.Need] = []
    func add(_ word: String, _ reason: String, isStated: Bool = false) {
      guard !result.contains(where: { $0.word == word }) else { return }
      result.append(TechnologyAdvice.Need(word: word, reason: reason, isStated: isStated))
    }
    if let stated = stated(.needs, element) {
      for word in model.words(stated.stated) { add(word, "stated", isStated: true) }
    }
    switch model[element].kind {
    case .database:
      if let type = stated(.type, element).flatMap({ model.word($0.stated.value) }), let need = Self.needOfType[type] {
        add(need, "type: \(type)")
      }
      let held = stated(.holds, element).map { model.texts($0.stated.value) } ?? []
      if let money = held.first(where: Self.transactional.contains), !isDerived(element) {
        add("transactions", "holds \(money)")
      }
      if result.isEmpty { add("general-purpose", "no need is stated") }
    case .cache: add("low-latency-cache", "a cache")
    case .storage: add("large-objects", "a storage")
    case .queue: add("work-queue", "a queue")
    case .stream:
      add("event-log", "a stream")
      add("replay", "a stream")
    case .topic: add("pub-sub", "a topic")
    default: break
    }
    if KindSet.messaging.contains(model[element].kind) {
      if let ordering = stated(.ordering, element), model.word(ordering.stated.value) != "none" {
        add("ordering", "ordering is stated")
      }
      if stated(.delivery, element).flatMap({ model.word($0.stated.value) }) == "exactly-once" {
        add("exactly-once", "delivery: exactly-once")
      }
      if model.incoming(element).contains(where: { model.stated(.ordered, of: $0) != nil })
        || model.outgoing(element).contains(where: { model.stated(.ordered, of: $0) != nil })
      {
        add("ordering", "a relation is ordered")
      }
    }
    return result
  }

  /// What the technology cannot do of what is stated.
  func limits(of technology: Technology, _ element: ElementID, provider: String?) -> [String] {
    var result: [String] = []
    if !technology.fits(kind: model[element].kind.rawValue) {
      result.append("it is a \(technology.kinds.first ?? "part") and is used as a \(model[element].kind.rawValue)")
    }
    if let provider, !technology.runs(on: provider) { result.append("\(provider) does not offer it") }
    if let wanted = stated(.consistency, element).flatMap({ model.word($0.stated.value) }),
      !technology.canGive(consistency: wanted)
    {
      result.append("it gives no \(wanted) consistency")
    }
    if let wanted = stated(.cap, element).flatMap({ model.word($0.stated.value) }), !technology.canTake(cap: wanted) {
      result.append("in a partition it is \(technology.cap ?? "?"), not \(wanted)")
    }
    if let type = stated(.type, element).flatMap({ model.word($0.stated.value) }), !technology.canHold(type: type) {
      result.append("it is no \(type) store")
    }
    return result
  }

  private func isDerived(_ element: ElementID) -> Bool {
    if case .flag(true) = stated(.derived, element)?.stated.value { return true }
    return false
  }

  private static let needOfType: [String: String] = [
    "sql": "relational", "document": "documents", "key-value": "key-value", "wide-column": "wide-column",
    "time-series": "time-series", "graph": "graph", "search": "full-text-search", "vector": "vector-search",
    "warehouse": "analytics", "lake": "data-lake",
  ]

  private static let transactional: Set<String> = ["payments", "orders", "inventory", "financial"]
}
