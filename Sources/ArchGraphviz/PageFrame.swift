import ArchDiagram

/// How large a page is, and what stands around the drawing on it.
struct PageFrame {
  let heading: Heading
  let legend: Legend
  let width: Double
  let height: Double
  /// Where the geometry's origin stands.
  let origin: Point

  private static let margin = 24.0
  private static let legendGap = 24.0

  /// The size of a page without room for its shape.
  static func naturalSize(_ plan: DrawingPlan, width: Double, height: Double) -> LayoutGraph.Size {
    let frame = PageFrame(plan: plan, width: width, height: height, aspect: nil, isPadded: false)
    return LayoutGraph.Size(width: frame.width, height: frame.height)
  }

  init(plan: DrawingPlan, width: Double, height: Double, aspect: SVGDrawing.Aspect?) {
    self.init(plan: plan, width: width, height: height, aspect: aspect, isPadded: true)
  }

  /// - aspect: the shape that the page shall have; nil only bounds how wide it may be.
  private init(
    plan: DrawingPlan, width drawn: Double, height drawnHeight: Double, aspect: SVGDrawing.Aspect?, isPadded: Bool
  ) {
    let heading = Heading(plan.diagram, width: max(drawn, 480))
    let inner = max(drawn, heading.width)
    let legend = Legend(plan.diagram, width: max(inner, 300))
    let content = max(inner, legend.width)
    let gap = legend.height > 0 ? Self.legendGap : 0
    var width = (content + 2 * Self.margin).rounded(.up)
    var height = (heading.height + drawnHeight + gap + legend.height + 2 * Self.margin).rounded(.up)
    // What no layout gives the page is given by room around the drawing.
    let (leastWidth, leastHeight) =
      isPadded ? Self.least(width: width, height: height, aspect: aspect) : (width, height)
    let spareWidth = max(0, leastWidth - width)
    let spareHeight = max(0, leastHeight - height)
    width += spareWidth
    height += spareHeight
    // A drawing that is narrower than its page stands in the middle.
    origin = Point(
      x: Self.margin + ((content + spareWidth - drawn) / 2).rounded(),
      y: Self.margin + heading.height + (spareHeight / 2).rounded())
    self.heading = heading
    self.legend = legend
    self.width = width
    self.height = height
  }

  private static func least(width: Double, height: Double, aspect: SVGDrawing.Aspect?) -> (Double, Double) {
    guard let ratio = aspect?.ratio else { return (width, (width / LayoutFaults.widest).rounded(.up)) }
    return width < height * ratio ? ((height * ratio).rounded(), height) : (width, (width / ratio).rounded())
  }
}
