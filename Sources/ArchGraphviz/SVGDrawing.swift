import ArchDiagram

/// A diagram as a picture: dot decides where everything stands, and this draws it.
public struct SVGDrawing: Sendable {
  /// The colours of a drawing.
  public enum Theme: String, Sendable, CaseIterable {
    /// Light, and dark on a screen whose reader prefers that.
    case auto
    case light, dark
  }

  /// How a diagram is drawn.
  public struct Options: Sendable {
    public var theme: Theme = .auto

    public init(theme: Theme = .auto) {
      self.theme = theme
    }
  }

  /// The complete document, which ends in a line feed.
  public let text: String
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int

  /// Draws a diagram. The same diagram gives the same bytes wherever the same version of Graphviz lays it out.
  ///
  /// Throws when Graphviz cannot be started or gives no layout, and for a diagram whose indices point nowhere or whose
  /// boundaries nest without measure.
  public static func draw(_ diagram: Diagram, options: Options = Options()) throws(GraphvizError) -> SVGDrawing {
    let plan = try DrawingPlan(diagram)
    let geometry =
      plan.diagram.nodes.isEmpty && plan.diagram.boundaries.isEmpty
      ? Geometry(width: 0, height: 0, nodes: [], boundaries: [], routes: [])
      : try LayoutSearch.best(plan.graph)
    return SVGPage(plan: plan, geometry: geometry, theme: options.theme).drawing
  }

  init(text: String, width: Int, height: Int) {
    self.text = text
    self.width = width
    self.height = height
  }
}
