import ArchDiagram

/// A diagram as a picture: dot decides where everything stands, and this draws it.
public struct SVGDrawing: Sendable {
  /// The colours of a drawing.
  public enum Theme: String, Sendable, CaseIterable {
    /// Light, and dark on a screen whose reader prefers that.
    case auto
    case light, dark
  }

  /// The shape of a page.
  public struct Aspect: Hashable, Sendable {
    /// Width by height, from 1:10 to 10:1.
    public let ratio: Double

    /// `16:9`, `4:3`, `1.5:1`, or `a4`, which stands upright; nil for anything else.
    public init?(_ text: String) {
      if text.lowercased() == "a4" {
        ratio = 210.0 / 297
        return
      }
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") } }),
        let width = Double(parts[0]), let height = Double(parts[1]), width > 0, height > 0
      else { return nil }
      let ratio = width / height
      guard ratio.isFinite, ratio >= 0.1, ratio <= 10 else { return nil }
      self.ratio = ratio
    }
  }

  /// How a diagram is drawn.
  public struct Options: Sendable {
    public var theme: Theme
    /// The shape of the page; nil for what suits the drawing, but never wider than 2.5 : 1.
    public var aspect: Aspect?
    /// How long Graphviz may take for all attempts at the layout, in seconds.
    public var secondsLimit: Double

    public init(theme: Theme = .auto, aspect: Aspect? = nil, secondsLimit: Double = 30) {
      self.theme = theme
      self.aspect = aspect
      self.secondsLimit = secondsLimit
    }
  }

  /// The complete document, which ends in a line feed.
  public let text: String
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  /// What no attempt at a layout could avoid, in words (`2 edges run through a component`); empty where all is well, and
  /// for a drawing that is too large to look for it.
  public let faults: [String]

  /// Draws a diagram. The same diagram gives the same bytes wherever the same version of Graphviz lays it out.
  ///
  /// Throws when Graphviz cannot be started or gives no layout, and for a diagram whose indices point nowhere or whose
  /// boundaries nest without measure.
  public static func draw(_ diagram: Diagram, options: Options = Options()) throws(GraphvizError) -> SVGDrawing {
    let plan = try DrawingPlan(diagram)
    let geometry =
      plan.diagram.nodes.isEmpty && plan.diagram.boundaries.isEmpty
      ? Geometry(width: 0, height: 0, nodes: [], boundaries: [], routes: [])
      : try LayoutSearch.best(
        plan, aspect: options.aspect, within: EngineLimits(seconds: options.secondsLimit))
    return SVGPage(plan: plan, geometry: geometry, options: options).drawing
  }

  init(text: String, width: Int, height: Int, faults: [String]) {
    self.text = text
    self.width = width
    self.height = height
    self.faults = faults
  }
}
