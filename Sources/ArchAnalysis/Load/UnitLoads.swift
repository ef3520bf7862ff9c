import ArchModel
import Synchronization

/// What one request of a source brings, of the elements and relations that it reaches alone: a source of a large model
/// reaches a small part of it.
struct UnitLoads: Sendable {
  /// The elements and relations that are reached, by index, with the calls for each request.
  let elements: [(id: ElementID, calls: Known<Double>)]
  let relations: [(id: RelationID, calls: Known<Double>)]

  /// What is not reached is nil.
  func calls(of element: ElementID) -> Known<Double>? {
    Self.find(element.index, in: elements) { $0.id.index }?.calls
  }

  func calls(of relation: RelationID) -> Known<Double>? {
    Self.find(relation.index, in: relations) { $0.id.index }?.calls
  }

  /// Binary search.
  private static func find<Entry>(_ index: Int32, in entries: [Entry], by key: (Entry) -> Int32) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if key(entries[middle]) < index { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && key(entries[low]) == index ? entries[low] : nil
  }
}

/// The runs with which sources are looked at one by one under one load. A run holds a place for each element of the model,
/// which takes longer to make than what most sources reach takes to compute, so that it is used again.
final class UnitRuns: Sendable {
  /// A run is used by one thread at a time: it is taken out while it works.
  private struct Idle: @unchecked Sendable {
    var runs: [LoadRun] = []
  }

  private let idle = Mutex(Idle())

  /// Hands out a run over a graph that holds nothing, and takes it back.
  func with<Result>(_ graph: LoadGraph, make: () -> LoadRun, _ body: (LoadRun) -> Result) -> Result {
    let kept = idle.withLock { $0.runs.popLast() }
    let run = kept?.graph === graph ? kept ?? make() : make()
    let result = body(run)
    run.reset()
    idle.withLock { $0.runs.append(run) }
    return result
  }
}

extension LoadAnalysis {
  /// What one request of a source brings, by element and relation: a flow, or an outside part that no flow covers.
  ///
  /// - Parameter isMean: whether the load of all sources, by which it is known where messages come from, is that at the
  ///   mean.
  func unit(of source: ElementID, _ state: LoadState, isMean: Bool) -> UnitLoads {
    let loads = isMean ? state.mean : state.loads
    func make() -> LoadRun {
      let run = LoadRun(graph, state.conditions, isPeak: false, isFailed: state.failed)
      run.isFed = loads.isFed
      run.isCaller = loads.isCaller
      return run
    }
    return (isMean ? state.meanUnits : state.units).with(graph, make: make) { run in
      run.unitSource = source
      run.run()
      let elements = run.touchedElements.filter { !run.arrived[Int($0)].isNothing }.sorted()
      let relations = Set(run.touchedRelations).sorted()
      return UnitLoads(
        elements: elements.map { index in
          (ElementID(Int(index)), run.table.known(run.arrived[Int(index)], nothing: Missing()))
        },
        relations: relations.map { index in
          (RelationID(Int(index)), run.table.known(run.relationRate[Int(index)], nothing: Missing()))
        })
    }
  }
}
