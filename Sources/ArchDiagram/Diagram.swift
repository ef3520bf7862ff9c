/// What a drawing shows: boxes, nested boundaries and edges.
///
/// A diagram knows nothing of rules or figures. A view of the model is projected into one, and every backend (text,
/// SVG, DOT) draws from it, so that all of them show the same things in the same order. Indices in `boundary`,
/// `parent`, `source` and `target` are positions in the arrays of the same diagram.
public struct Diagram: Sendable, Hashable {
  /// The way the layers run.
  public enum Direction: String, Sendable, CaseIterable {
    case right, down
  }

  /// What the boxes stand for.
  public enum Content: Sendable, Hashable {
    /// Components, joined by relations.
    case components
    /// States, joined by what leads from one to the next. The first one is the state at the start.
    case states
  }

  /// The name of the system or of the view.
  public var title: String
  /// What is shown of it, such as the name of a view; empty for the whole.
  public var subtitle: String
  public var direction: Direction
  /// Boundaries, each after its parent.
  public var boundaries: [Boundary]
  /// Nodes, in source order.
  public var nodes: [Node]
  /// Edges, in source order.
  public var edges: [Edge]
  /// Sets of nodes that a view wants on one rank, by position in `nodes`.
  public var ranks: [[Int]] = []
  /// What the boxes stand for; a legend and counts speak of that.
  public var content = Content.components
  /// The flow whose steps are highlighted, by its title; empty for none.
  public var highlightedFlow = ""
  /// What the overlay shows (`Load`), or empty.
  public var overlay = ""
  /// What the levels of the overlay's heat mean, from cool to hot (`below 25%`); empty without an overlay.
  public var scale: [String] = []
  /// What the overlay tells apart where it has no order: the names that `Heat.category` counts.
  public var categories: [String] = []
  /// Sentences about the whole for those who cannot see it, or empty.
  public var summary = ""
  /// The drawing that this one is a part of.
  public var parent: Link?

  public init(
    title: String = "", subtitle: String = "", direction: Direction = .down, boundaries: [Boundary] = [],
    nodes: [Node] = [], edges: [Edge] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.direction = direction
    self.boundaries = boundaries
    self.nodes = nodes
    self.edges = edges
  }
}

extension Diagram {
  /// The families of kinds, which decide the shape of a box.
  public enum Family: String, Sendable, CaseIterable {
    case outside, edge, compute, data, messaging, platform, boundary
  }

  /// How much a boundary is trusted; decides the look of its frame.
  public enum Trust: String, Sendable, CaseIterable {
    case `public`, dmz, `private`, restricted
  }

  /// The four arrows of the language.
  public enum Arrow: String, Sendable, CaseIterable {
    case call = "->"
    case twoWay = "<->"
    case message = "~>"
    case replication = "=>"
  }

  /// A way to another drawing.
  public struct Link: Sendable, Hashable {
    public var title: String
    /// Relative, or `http`, `https`, `mailto`.
    public var target: String

    public init(title: String, target: String) {
      self.title = title
      self.target = target
    }
  }

  /// How severe a finding is.
  public enum Severity: String, Sendable, CaseIterable {
    case error, warning, info
  }

  /// A finding as a drawing shows it.
  public struct Chip: Sendable, Hashable {
    /// The rule, `REL001`.
    public var id: String
    public var severity: Severity
    /// What it says, for a hover.
    public var message: String

    public init(id: String, severity: Severity, message: String = "") {
      self.id = id
      self.severity = severity
      self.message = message
    }
  }

  /// A figure that an overlay paints.
  public struct Heat: Sendable, Hashable {
    /// 0 (cool) to 4 (hot); nil where the figure is unknown.
    public var level: Int?
    /// The share of a bar that is filled, 0 to 1; nil where the figure has no end.
    public var share: Double?
    /// The figure as text; `?` where it is unknown.
    public var text: String
    /// A position in `Diagram.categories`, for what has no order; the level is nil then.
    public var category: Int?

    public init(level: Int?, share: Double? = nil, text: String, category: Int? = nil) {
      self.level = level
      self.share = share
      self.text = text
      self.category = category
    }
  }

  /// How a part differs from an older model.
  public enum Change: String, Sendable, CaseIterable {
    case added, removed, changed
  }

  /// One box.
  public struct Node: Sendable, Hashable {
    /// The full path, unique in the diagram (`Private.Orders`).
    public var id: String
    /// The text in the box: the title when one is stated, else the name.
    public var title: String
    /// The kind as it is written (`service`).
    public var kind: String
    public var family: Family
    /// Further rows below the title: the technology, then what is known of the replicas. No row is empty.
    public var details: [String]
    /// The boundary that holds the node, or nil at the top level.
    public var boundary: Int?
    /// One sentence for a hover, or empty.
    public var tooltip: String
    /// Where a click leads (`http`, `https`, `mailto` or relative), or empty.
    public var link: String
    /// What was computed of it, a text each (`19.4%`, `99.975%`), for drawings that show figures; empty where unknown.
    public var figures: [String] = []
    /// The overlay's figure, or nil where no overlay is drawn.
    public var heat: Heat?
    /// The findings that sit on it, the worst first.
    public var findings: [Chip] = []
    /// How it differs from an older model, in a drawing of changes.
    public var change: Change?
    /// How far a boundary that is drawn as one box is trusted.
    public var trust: Trust?

    public init(
      id: String, title: String, kind: String, family: Family, details: [String] = [], boundary: Int? = nil,
      tooltip: String = "", link: String = ""
    ) {
      self.id = id
      self.title = title
      self.kind = kind
      self.family = family
      self.details = details
      self.boundary = boundary
      self.tooltip = tooltip
      self.link = link
    }
  }

  /// A frame around nodes and other frames.
  public struct Boundary: Sendable, Hashable {
    /// The full path, unique in the diagram.
    public var id: String
    public var title: String
    /// The kind as it is written (`zone`).
    public var kind: String
    public var trust: Trust?
    /// The boundary around this one; always a smaller index.
    public var parent: Int?

    public init(id: String, title: String, kind: String, trust: Trust? = nil, parent: Int? = nil) {
      self.id = id
      self.title = title
      self.kind = kind
      self.trust = trust
      self.parent = parent
    }
  }

  /// One relation. Several may join one pair, and both ends may be one node.
  public struct Edge: Sendable, Hashable {
    /// The identity of the relation (`Api->Orders`, `Api->Orders[sql]`), unique in the diagram.
    public var id: String
    public var source: Int
    public var target: Int
    public var arrow: Arrow
    /// The text on the edge, or empty.
    public var label: String
    /// What stands below the label: the protocol where the label is something else; or empty.
    public var detail = ""
    /// One sentence for a hover, or empty.
    public var tooltip: String
    /// Whether it is a reference (a dead letter, a backup, a fallback), drawn thinly, and no relation.
    public var isReference = false
    /// The numbers of the steps of the highlighted flow that take it, in order; empty for others.
    public var steps: [String] = []
    /// The findings that sit on it, the worst first.
    public var findings: [Chip] = []
    /// How it differs from an older model, in a drawing of changes.
    public var change: Change?

    public init(id: String, source: Int, target: Int, arrow: Arrow, label: String = "", tooltip: String = "") {
      self.id = id
      self.source = source
      self.target = target
      self.arrow = arrow
      self.label = label
      self.tooltip = tooltip
    }
  }
}
