/// What a change does: `archc whatif --format json`.
public struct WhatIfDocument: Codable, Sendable, Hashable {
  /// What becomes of a flow or an endpoint.
  public struct Effect: Codable, Sendable, Hashable {
    public var subject: String
    /// `breaks`, `degrades`, `delayed`, `survives` or `unknown`.
    public var effect: String
    /// The share of requests that are served; null where it is unknown.
    @OrNull public var available: Double?
    /// The parts on the way to what is out of order.
    public var path: [String]
    /// What would have to be stated, as `ID.property`.
    public var missing: [String]

    public init(subject: String, effect: String, available: Double?, path: [String], missing: [String]) {
      self.subject = subject
      self.effect = effect
      self.available = available
      self.path = path
      self.missing = missing
    }
  }

  /// A part that gets more than it can do.
  public struct Overload: Codable, Sendable, Hashable {
    public var part: String
    /// The share of its capacity; null where nothing of it is left.
    @OrNull public var utilization: Double?

    public init(part: String, utilization: Double?) {
      self.part = part
      self.utilization = utilization
    }
  }

  public struct Change: Codable, Sendable, Hashable {
    /// `Checkout.p99`.
    public var figure: String
    /// In base units; null where it is unknown or does not exist.
    @OrNull public var before: Double?
    @OrNull public var after: Double?
    /// Both as people read them.
    public var texts: [String]

    public init(figure: String, before: Double?, after: Double?, texts: [String]) {
      self.figure = figure
      self.before = before
      self.after = after
      self.texts = texts
    }
  }

  public var version = 1
  @OrNull public var variant: String?
  /// `current`, `peak`, or a time from today.
  public var at: String
  /// The factor of all rates.
  public var load: Double
  public var failures: [String]
  public var effects: [Effect]
  /// In the order in which they fail.
  public var overloaded: [Overload]
  /// Parts of which nobody can tell whether they carry the load.
  public var undecided: [String]
  public var figures: [Change]

  public init(
    variant: String?, at: String, load: Double, failures: [String], effects: [Effect], overloaded: [Overload],
    undecided: [String], figures: [Change]
  ) {
    self.variant = variant
    self.at = at
    self.load = load
    self.failures = failures
    self.effects = effects
    self.overloaded = overloaded
    self.undecided = undecided
    self.figures = figures
  }
}
