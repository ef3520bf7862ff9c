/// When a flow succeeds: a condition over independent events. An event that is met twice is one event.
public struct SuccessExpression: Sendable, Hashable {
  public indirect enum Condition: Sendable, Hashable {
    case event(Int)
    case all([Condition])
    case any([Condition])
  }

  /// Something that works or not, on its own.
  public struct Event: Sendable, Hashable {
    public let name: String
    /// The share of time that it works.
    public let availability: Double

    public init(name: String, availability: Double) {
      self.name = name
      self.availability = availability
    }
  }

  public let events: [Event]
  public let condition: Condition

  public init(events: [Event], condition: Condition) {
    self.events = events
    self.condition = condition
  }
}
