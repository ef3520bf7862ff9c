/// What a drawing of a flow shows: participants side by side and what passes between them, from top to bottom.
///
/// A flow of the model is projected into one, and every backend draws from it. Indices are positions in `participants`.
public struct SequenceDiagram: Sendable, Hashable {
  /// The title of the flow.
  public var title: String
  /// The system that it belongs to.
  public var subtitle: String
  /// In order of first use.
  public var participants: [Participant]
  /// What happens, in order. Frames begin and end in pairs and nest.
  public var events: [Event]

  public init(title: String, subtitle: String = "", participants: [Participant] = [], events: [Event] = []) {
    self.title = title
    self.subtitle = subtitle
    self.participants = participants
    self.events = events
  }
}

extension SequenceDiagram {
  /// One lifeline with its head.
  public struct Participant: Sendable, Hashable {
    /// The full path, unique in the diagram.
    public var id: String
    public var title: String
    /// The kind as it is written (`service`).
    public var kind: String
    public var family: Diagram.Family
    /// Further rows: the technology.
    public var details: [String]
    public var tooltip: String
    public var link: String
    /// What is known of its own latency, a text each (`p50 18ms`, `p99 90ms`); empty where nothing is.
    public var figures: [String] = []
    /// The findings that sit on it, the worst first.
    public var findings: [Diagram.Chip] = []

    public init(
      id: String, title: String, kind: String, family: Diagram.Family, details: [String] = [], tooltip: String = "",
      link: String = ""
    ) {
      self.id = id
      self.title = title
      self.kind = kind
      self.family = family
      self.details = details
      self.tooltip = tooltip
      self.link = link
    }
  }

  /// One step of the flow.
  public struct Message: Sendable, Hashable {
    /// The identity of the relation (`Api->Orders`).
    public var id: String
    public var source: Int
    /// May equal the source: a call to itself.
    public var target: Int
    public var arrow: Diagram.Arrow
    public var label: String
    /// The number of the step, from 1, as the structure shows it too (`3`, or `3a` and `3b` of steps in parallel).
    public var number: String
    public var tooltip: String
    /// The findings that sit on its relation, the worst first.
    public var findings: [Diagram.Chip] = []

    public init(
      id: String, source: Int, target: Int, arrow: Diagram.Arrow, label: String = "", number: String = "",
      tooltip: String = ""
    ) {
      self.id = id
      self.source = source
      self.target = target
      self.arrow = arrow
      self.label = label
      self.number = number
      self.tooltip = tooltip
    }
  }

  /// The kinds of frames around steps.
  public enum Frame: String, Sendable, CaseIterable {
    case parallel, optional, alternative, loop
  }

  public enum Event: Sendable, Hashable {
    case message(Message)
    /// A frame begins; the text is its condition or count (`when sold out, 20%`, `3 times`), or empty.
    case begin(Frame, String)
    /// The next branch of the innermost frame begins: another list member of a `parallel`, the next `alternative`.
    case branch(String)
    case end
    /// A text over the lifelines from the first to the last one, such as a computed latency.
    case note(ClosedRange<Int>, String)
  }
}
