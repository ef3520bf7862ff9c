import ArchModel
import Synchronization

/// What each source brings to each element and relation under one load, for explanations of rates: a table of all of them
/// is made once, as looking at every source for every figure would take their product.
final class SourceShares: Sendable {
  /// What one source brings to one place.
  struct Share {
    let source: ElementID
    /// Calls for each request of the source.
    let calls: Double
    /// What multiplies on the way: `calls`, `share` and hit rates of the relations that the source takes.
    let factors: [Term]
  }

  /// How many shares are kept, of elements and of relations: some fifty megabytes each. What further sources bring stands
  /// in explanations as one number.
  static let limit = 4_000_000
  /// How many factors of a source are kept.
  static let factorLimit = 40

  private let sources: [ElementID]
  private let factors: [[Term]]
  private let isSource: Set<ElementID>
  private let elements: SharesByPlace
  private let relations: SharesByPlace

  init(_ load: LoadAnalysis, _ state: LoadState) {
    let all = load.sources
    isSource = Set(all)
    var sources: [ElementID] = []
    var factors: [[Term]] = []
    var elements: [SharesByPlace.Entry] = []
    var relations: [SharesByPlace.Entry] = []
    for source in all {
      let unit = load.unit(of: source, state, isMean: false)
      guard elements.count + unit.elements.count <= Self.limit,
        relations.count + unit.relations.count <= Self.limit
      else { break }
      let number = Int32(truncatingIfNeeded: sources.count)
      sources.append(source)
      for (element, calls) in unit.elements {
        if case .known(let value) = calls, value != 0 { elements.append((element.index, number, value)) }
      }
      for (relation, calls) in unit.relations {
        if case .known(let value) = calls, value != 0 { relations.append((relation.index, number, value)) }
      }
      factors.append(load.factors(of: unit))
    }
    self.sources = sources
    self.factors = factors
    self.elements = SharesByPlace(elements, count: load.graph.model.elements.count)
    self.relations = SharesByPlace(relations, count: load.graph.model.relations.count)
  }

  /// What comes to an element or over a relation, in the order of the sources.
  func shares(of subject: FigureSubject) -> some Sequence<Share> {
    let entries: ArraySlice<(source: Int32, calls: Double)> =
      switch subject {
      case .system: []
      case .element(let element): elements[Int(element.index)]
      case .relation(let relation): relations[Int(relation.index)]
      }
    return entries.lazy.map { [sources, factors] entry in
      Share(source: sources[Int(entry.source)], calls: entry.calls, factors: factors[Int(entry.source)])
    }
  }

  /// Whether load comes from there.
  func isSource(_ element: ElementID) -> Bool { isSource.contains(element) }
}

/// Shares, grouped by the place that they come to.
private struct SharesByPlace: Sendable {
  typealias Entry = (place: Int32, source: Int32, calls: Double)

  private let starts: [Int]
  private let entries: [(source: Int32, calls: Double)]

  init(_ list: [Entry], count: Int) {
    var starts = [Int](repeating: 0, count: count + 1)
    for entry in list { starts[Int(entry.place) + 1] += 1 }
    for place in 0..<count { starts[place + 1] += starts[place] }
    var next = starts
    var entries = [(source: Int32, calls: Double)](repeating: (0, 0), count: list.count)
    for entry in list {
      entries[next[Int(entry.place)]] = (entry.source, entry.calls)
      next[Int(entry.place)] += 1
    }
    self.starts = starts
    self.entries = entries
  }

  subscript(place: Int) -> ArraySlice<(source: Int32, calls: Double)> { entries[starts[place]..<starts[place + 1]] }
}

/// The shares of one load, once somebody has asked.
final class SourceSharesMemory: Sendable {
  private let known: Mutex<(owner: LoadGraph, shares: SourceShares)?> = Mutex(nil)

  func shares(of load: LoadAnalysis, _ state: LoadState) -> SourceShares {
    if let kept = known.withLock({ $0 }), kept.owner === load.graph { return kept.shares }
    let result = SourceShares(load, state)
    known.withLock { $0 = (load.graph, result) }
    return result
  }
}

extension LoadAnalysis {
  /// What multiplies on the ways of a source: `calls`, `share` and hit rates of the relations that it takes.
  fileprivate func factors(of unit: UnitLoads) -> [Term] {
    var result: [Term] = []
    func add(_ term: Term) { if !result.contains(term) { result.append(term) } }
    for (relation, _) in unit.relations where result.count < SourceShares.factorLimit {
      let index = Int(relation.index)
      for name in [RelationInputName.calls, .share] {
        if let input = inputs[relation, name] { add(Term(.relation(relation), name.property, input.quantity, input)) }
      }
      let source = Int(graph.source[index])
      for cache in [Int(graph.onMiss[index]), graph.passesMisses[source] ? source : -1] where cache >= 0 {
        let element = ElementID(cache)
        if let input = inputs[element, .hitRate] { add(Term(.element(element), .hitRate, input.quantity, input)) }
      }
    }
    return Array(result.prefix(SourceShares.factorLimit))
  }
}
