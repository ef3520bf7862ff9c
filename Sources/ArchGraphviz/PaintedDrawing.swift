import CGraphviz

/// A drawing as a picture of dots or a page, painted by Graphviz's own cairo renderer.
///
/// It is the SVG drawing, icon by icon: Graphviz reads it as an image. The fonts are those of this machine, so that the
/// bytes are the same on every run but not on every machine.
public struct PaintedDrawing: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    /// Two dots for each pixel, fewer for a drawing that is too large for that.
    case png
    /// One page of the size of the drawing, 72 pixels an inch.
    case pdf
  }

  public let bytes: [UInt8]

  /// Longer sides than this cairo does not paint.
  private static let longestSide = 30_000.0
  /// A picture holds no more dots; each takes four bytes while it is painted.
  private static let mostDots = 100_000_000.0

  /// Paints a drawing. Throws, with a remedy, when Graphviz lacks the plugins for it, and when time or memory run out.
  ///
  /// - secondsLimit: how long Graphviz may take, in seconds.
  public static func paint(
    _ drawing: SVGDrawing, as format: Format, secondsLimit: Double = 30
  ) throws(GraphvizError) -> PaintedDrawing {
    let (width, height) = (Double(max(1, drawing.width)), Double(max(1, drawing.height)))
    var scale = 1.0
    if format == .png {
      scale = min(2, longestSide / max(width, height), (mostDots / (width * height)).squareRoot())
    }
    var limits = EngineLimits(seconds: secondsLimit)
    let text = Array(drawing.text.utf8)
    let answer = text.withUnsafeBufferPointer {
      CGraphvizPaint($0.baseAddress, $0.count, width, height, scale, format.rawValue, limits.forBridge)
    }
    defer { CGraphvizFree(answer) }
    try limits.check(answer)
    return PaintedDrawing(bytes: Array(UnsafeBufferPointer(start: answer.bytes, count: answer.byteCount)))
  }
}
