import ArchAnalysis
import ArchModel
import Synchronization

/// The figures that several rules read, each group worked out once a run, when the first rule asks for it.
public final class FigureFacts: Sendable {
  private let model: Model
  private let all: Mutex<Figures?>
  private let judged: Mutex<[Verdict]?> = Mutex(nil)
  private let best: Mutex<Figures?> = Mutex(nil)
  private let rush: Mutex<RushHour?> = Mutex(nil)
  private let flows: Mutex<[CutSets]?> = Mutex(nil)

  /// - Parameter figures: those of the model, where somebody has them already.
  public init(_ model: Model, figures: Figures? = nil) {
    self.model = model
    all = Mutex(figures)
  }

  /// All figures of the model, computed when they are asked for.
  public var figures: Figures { Self.kept(all) { Figures(model) } }

  /// Whether anybody asked for figures.
  var isUsed: Bool { all.withLock { $0 != nil } }

  /// What the figures say of requirements, objectives and constraints. What assumptions do to it is tried only where one
  /// of them failed.
  public var verdicts: [Verdict] {
    Self.kept(judged) {
      let plain = figures.verdicts(sensitivity: false)
      return plain.contains { $0.state == .failed } ? figures.verdicts() : plain
    }
  }

  /// The figures if all that is not stated were as good as it can be; see `Inputs.atBest`.
  public var atBest: Figures {
    Self.kept(best) { Figures(figures.inputs.atBest(figures.under(.now).availability)) }
  }

  /// The load that parts have to carry at once, at least.
  var rushHour: RushHour { Self.kept(rush) { RushHour(atBest) } }

  /// The parts whose loss breaks each flow, in the order of `Model.flows`.
  var cutSets: [CutSets] { Self.kept(flows) { figures.under(.now).availability.cutSetsOfFlows() } }

  /// Works out all groups, and how long each takes.
  func prepare(_ timings: inout RunTimings) {
    _ = timings.measure("inputs of figures") { figures.model.elements.count }
    _ = timings.measure("figures at peak and best") { rushHour.hasPeak }
    _ = timings.measure("figures that are judged") { verdicts.count }
    _ = timings.measure("figures of availability") { cutSets.count }
  }

  private static func kept<Value: Sendable>(_ place: borrowing Mutex<Value?>, _ compute: () -> Value) -> Value {
    if let known = place.withLock({ $0 }) { return known }
    let result = compute()
    place.withLock { $0 = result }
    return result
  }
}

/// The load at peak, levelled by queues: what has to be carried at once. Where inputs are missing it is the least that it
/// can be.
struct RushHour: Sendable {
  let resources: ResourceAnalysis
  let state: LoadState
  /// The same before queues level it.
  private let unlevelled: LoadState
  /// The mean load.
  let mean: LoadState
  /// Whether any source states a peak.
  let hasPeak: Bool

  init(_ figures: Figures) {
    let now = figures.under(.now)
    resources = now.resources
    state = resources.levelledState(
      availability: figures.under(.peak).state.availability, mean: now.state.availability)
    unlevelled = figures.under(.peak).state
    mean = now.state
    let inputs = figures.inputs
    hasPeak = inputs.model.elements(of: [.flow, .actor, .client, .external]).contains {
      inputs[$0, .ratePeak] != nil || inputs[$0, .loadPeak] != nil
    }
  }

  /// " at peak", where peaks are stated.
  var when: String { hasPeak ? " at peak" : "" }

  /// Whether queues take the peak off a part, so that it has less to carry at once than comes in at peak.
  func isLevelled(_ element: ElementID) -> Bool {
    guard hasPeak, let levelled = utilization(element),
      let plain = resources.utilizationAtMost(element, unlevelled).value
    else { return false }
    return plain > levelled * (1 + 1e-6)
  }

  /// How full a part is at least, with all replicas that it may have; nil where that is not known.
  func utilization(_ element: ElementID) -> Double? { resources.utilizationAtMost(element, state).value }

  /// Requests a second that reach a part, with repetitions.
  func rate(_ element: ElementID) -> Double? {
    state.loads.isReached[Int(element.index)] ? state.loads.attempts(of: element).value : nil
  }

  func rate(_ relation: RelationID) -> Double? {
    state.loads.isRelationReached[Int(relation.index)] ? state.loads.rate(of: relation).value : nil
  }
}
