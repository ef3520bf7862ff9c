import ArchModel
import Synchronization

/// What figures share and what was computed of them. It only saves time: with or without it every figure is the same.
/// Nothing that it keeps refers to it, so that it goes with the last copy of the figures.
final class FigureMemory: Sendable {
  let inputs: Inputs
  let resources: ResourceAnalysis
  private let latency: Mutex<LatencyAnalysis?> = Mutex(nil)
  private let evaluation = Mutex(LatencyEvaluation())
  private let recovery: Mutex<RecoveryAnalysis?> = Mutex(nil)
  private let failureAnalyses: Mutex<[Conditions: FailureAnalysis]> = Mutex([:])
  private let availabilities: Mutex<[Conditions: AvailabilityAnalysis]> = Mutex([:])
  private let disturbances: Mutex<[Conditions: Disturbance]> = Mutex([:])
  private let figures: Mutex<[Key: Figure]> = Mutex([:])

  struct Key: Hashable {
    let subject: FigureSubject
    let name: FigureName
    let conditions: Conditions
  }

  /// More conditions than a table of failures of a usual system has are computed again.
  private static let conditionLimit = 32
  private static let figureLimit = 100_000

  init(_ inputs: Inputs) {
    self.inputs = inputs
    resources = ResourceAnalysis(inputs)
  }

  func circumstances(_ conditions: Conditions) -> Circumstances {
    Circumstances(conditions, disturbance(conditions), self)
  }

  func disturbance(_ conditions: Conditions) -> Disturbance {
    if let kept = disturbances.withLock({ $0[conditions] }) { return kept }
    let result = Disturbance(conditions, self)
    disturbances.withLock {
      if $0.count < Self.conditionLimit { $0[conditions] = result }
    }
    return result
  }

  /// How surely everything works under the peak of a moment: the replicas that are needed are those of the peak, whether
  /// the figures are those of the mean or not.
  ///
  /// - Parameter conditions: without failures.
  func availability(_ conditions: Conditions) -> AvailabilityAnalysis {
    var peak = conditions
    if peak.moment == .now { peak.moment = .peak }
    if let result = availabilities.withLock({ $0[peak] }) { return result }
    let result = AvailabilityAnalysis(resources, peak: resources.load.loads(peak, isPeak: true))
    availabilities.withLock {
      if $0.count < Self.conditionLimit { $0[peak] = result }
    }
    return result
  }

  /// A figure that takes long to compute, from the memory or computed now.
  func figure(
    _ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions, compute: () -> [Figure]
  ) -> Figure? {
    let key = Key(subject: subject, name: name, conditions: conditions)
    if let figure = figures.withLock({ $0[key] }) { return figure }
    let computed = compute()
    figures.withLock { memory in
      guard memory.count < Self.figureLimit else { return }
      for figure in computed { memory[Key(subject: subject, name: figure.name, conditions: conditions)] = figure }
    }
    return computed.first { $0.name == name }
  }

  var latencies: LatencyAnalysis {
    if let result = latency.withLock({ $0 }) { return result }
    let result = LatencyAnalysis(inputs)
    latency.withLock { $0 = result }
    return result
  }

  var recoveries: RecoveryAnalysis {
    if let result = recovery.withLock({ $0 }) { return result }
    let result = RecoveryAnalysis(circumstances(.now).availability)
    recovery.withLock { $0 = result }
    return result
  }

  /// - Parameter conditions: without failures.
  func failures(_ conditions: Conditions) -> FailureAnalysis {
    if let result = failureAnalyses.withLock({ $0[conditions] }) { return result }
    let result = FailureAnalysis(circumstances(conditions).availability, conditions: conditions)
    failureAnalyses.withLock {
      if $0.count < Self.conditionLimit { $0[conditions] = result }
    }
    return result
  }

  /// Lends out the distributions that were computed; who comes meanwhile begins with none.
  func withEvaluation<Result>(_ body: (inout LatencyEvaluation) -> Result) -> Result {
    var lent = LatencyEvaluation()
    evaluation.withLock { swap(&lent, &$0) }
    let result = body(&lent)
    evaluation.withLock { $0 = lent }
    return result
  }
}
