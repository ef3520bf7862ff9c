import ArchModel

/// All figures of a model: what a report, a hover, a rule or a `verify:` reads.
///
/// A value that is computed from the model alone. Nothing is computed before it is asked for; what was computed is kept
/// and shared by all copies, up to a limit.
public struct Figures: FigureSource {
  public let inputs: Inputs
  private let memory: FigureMemory

  public var model: Model { inputs.model }

  public init(_ model: Model) {
    self.init(Inputs(model))
  }

  /// With inputs that a what-if or a sensitivity changed.
  public init(_ inputs: Inputs) {
    self.inputs = inputs
    memory = FigureMemory(inputs)
  }

  /// Everything under one set of conditions; for many figures of the same conditions.
  public func under(_ conditions: Conditions) -> Circumstances { memory.circumstances(conditions) }

  /// One figure, or nil where it does not apply to the subject.
  public func figure(_ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions = .now) -> Figure? {
    under(conditions).figure(subject, name)
  }

  /// How a figure comes about, or nil where it does not apply.
  public func explanation(
    _ subject: FigureSubject, _ name: FigureName, _ conditions: Conditions = .now
  ) -> Explanation? {
    under(conditions).explanation(subject, name)
  }
}

extension Figures {
  /// What fails with what, under a load without failures.
  public func failures(_ conditions: Conditions = .now) -> FailureAnalysis {
    memory.failures(conditions.withoutFailures)
  }

  /// What the loss of each part does to the flows, under a load without failures.
  public func failureTable(_ conditions: Conditions = .now) -> FailureTable { FailureTable(failures(conditions)) }

  /// The declared failures that say otherwise than what is computed.
  public var contradictions: [FailureContradiction] { failures(.now).contradictions(peak: failures(.peak)) }

  /// The minimal cut sets of a flow.
  public func cutSets(of flow: ElementID) -> CutSets { under(.now).availability.cutSets(of: flow) }

  /// What becomes of requirements, objectives and constraints.
  ///
  /// - Parameter sensitivity: whether assumptions are tried too; see `Verifier.verdicts`.
  public func verdicts(sensitivity: Bool = true) -> [Verdict] { Verifier(self).verdicts(sensitivity: sensitivity) }
}
