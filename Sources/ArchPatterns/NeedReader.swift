import ArchAnalysis
import ArchModel

/// Reads from a model what a store or broker has to be good at.
struct NeedReader {
  let model: Model
  let index: InheritanceIndex?
  /// At peak; nil where the load does not count.
  let loads: Loads?

  func stated(_ name: PropertyName, _ element: ElementID) -> StatedProperty? {
    model.effective(name, of: element, using: index)?.property
  }

  func provider(of element: ElementID) -> String? {
    let own = stated(.provider, element)
    let system = model.system.flatMap { model.property(.provider, in: model[$0].properties) }
    guard let word = (own ?? system).flatMap({ model.word($0.stated.value) }) else { return nil }
    return TechnologyCatalogue.providers.contains { $0.word == word } ? word : nil
  }

  /// Whether a provider spreads the data whatever there is of it, as those of warehouses and lakes do: nobody adds nodes.
  private func isSpreadByProvider(_ element: ElementID) -> Bool {
    guard let technology = model.technology(element), technology.managed == .yes else { return false }
    return technology.goodAt.contains("analytics") || technology.goodAt.contains("data-lake")
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
      if let writes = writesOfShard(element), writes >= Self.manyWrites {
        add("high-write-throughput", "\(Self.text(writes, .rate)) writes at peak")
      }
      if let size = sizeOfShard(element), size >= Self.muchData, !isSpreadByProvider(element) {
        add("horizontal-scaling", "size: \(Self.text(size, .size))")
      }
      if result.isEmpty {
        // What is unstated is unknown: a special store is taken to be there for what it is made for.
        let purpose = purpose(of: element)
        add(purpose ?? "general-purpose", purpose == nil ? "no need is stated" : "its purpose, as no need is stated")
      }
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
      if let rate = rate(of: element), rate >= Self.manyMessages {
        add("high-throughput", "\(Self.text(rate, .rate)) at peak")
      }
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

  /// What the technology of a database is made for, where that is not general use; nil where it is, or is not known.
  func purpose(of element: ElementID) -> String? {
    guard let technology = model.technology(element), !technology.goodAt.contains("general-purpose") else { return nil }
    // Of what is a cache before all else the database is the part that is addressed by key.
    if technology.kinds.first == "cache", technology.goodAt.contains("key-value") { return "key-value" }
    return technology.goodAt.first
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
    return result + useLimits(of: technology, element)
  }

  func isDerived(_ element: ElementID) -> Bool {
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
