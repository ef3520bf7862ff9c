import ArchModel

/// What a loss does to a flow or an endpoint.
public struct FailureEffect: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Nothing of it is needed.
    case survives
    /// The request path goes on; what happens afterwards waits.
    case delayed
    /// It goes on for a share of the requests, or without an optional part, a fallback serving, or a cache.
    case degrades
    case breaks
    /// Something is missing to tell.
    case unknown
  }

  /// The flow, endpoint or component.
  public let subject: ElementID
  public let kind: Kind
  /// The share of requests that are served: 1, 0, or between.
  public let available: Known<Double>
  /// The way from where requests enter to what is out of order; empty where nothing is touched.
  public let path: [FailureStep]

  public init(subject: ElementID, kind: Kind, available: Known<Double>, path: [FailureStep] = []) {
    self.subject = subject
    self.kind = kind
    self.available = available
    self.path = path
  }
}

/// One step of a way to what is out of order.
public struct FailureStep: Sendable, Hashable {
  /// How it is reached; nil at the start of the way, and where it is a host or a boundary of the part before.
  public let relation: RelationID?
  public let element: ElementID
}

/// What fails, and what comes of it.
public struct FailureOutcome: Sendable {
  /// A part that fails because more arrives than it can do.
  public struct Overload: Sendable, Hashable {
    public let element: ElementID
    /// The share of its capacity that would be used; above 1. Infinite where nothing is left to use.
    public let utilization: Double

    public init(element: ElementID, utilization: Double) {
      self.element = element
      self.utilization = utilization
    }
  }

  /// A part of which nobody can tell whether it carries the load.
  public struct Doubt: Sendable, Hashable {
    public let element: ElementID
    public let missing: Missing
  }

  public let failures: [FailureCondition]
  public let conditions: Conditions
  /// What is out of order as such: the parts themselves, all inside a boundary, all `on` a host. In order of the model.
  public let down: [ElementID]
  /// What fails after that, because load moved or replicas are gone; in the order in which it fails.
  public let overloaded: [Overload]
  public let undecided: [Doubt]
  /// Stores that have lost, or may have lost, the primary that nobody replaces by itself.
  public let withoutPrimary: [ElementID]
  /// Flows in the order of the model, then endpoints.
  public let effects: [FailureEffect]

  public func effect(on subject: ElementID) -> FailureEffect? { effects.first { $0.subject == subject } }

  public func subjects(_ kind: FailureEffect.Kind) -> [ElementID] {
    effects.filter { $0.kind == kind }.map(\.subject)
  }
}
