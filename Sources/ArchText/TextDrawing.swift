import ArchDiagram

/// A diagram drawn in characters, so that a reader who sees only the text recovers every node, frame and edge.
public struct TextDrawing: Sendable {
  /// The characters a drawing is made of.
  public enum Charset: String, Sendable, CaseIterable {
    /// Box-drawing characters and triangles.
    case unicode
    /// ASCII alone (titles stay as they are).
    case ascii
    /// As `unicode`, but with heads that no device turns into emoji.
    case safe
  }

  /// How much a box tells.
  public enum Detail: String, Sendable, CaseIterable {
    /// The title alone.
    case name
    /// The title, below it the kind with the technology.
    case tech
    /// As `tech`, and below that what is known of the replicas and what was computed of them.
    case figures
  }

  /// How to draw.
  public struct Options: Sendable {
    public var charset: Charset
    /// The most columns a line may take, or nil for as many as it needs.
    public var width: Int?
    /// The way the layers run; nil starts with the diagram's own and takes the other where it does not fit.
    public var direction: Diagram.Direction?
    public var detail: Detail
    /// Whether findings are marked in boxes and on wires, and listed below.
    public var annotates = false
    /// Whether escape sequences colour boxes by the family of their kind and findings by severity. Without them the
    /// text is the same.
    public var isColoured = false
    /// Lines for people at the end, such as what the drawing leaves out; each begins with `note: `.
    public var notes: [String] = []
    /// How many first orders of the boxes are tried at most: with more of them fewer wires cross. With 1 the first way
    /// to draw that fits is taken, with more the best one.
    public var effort = 24

    public init(
      charset: Charset = .unicode, width: Int? = 100, direction: Diagram.Direction? = nil, detail: Detail = .name
    ) {
      self.charset = charset
      self.width = width
      self.direction = direction
      self.detail = detail
    }
  }

  /// The lines, without trailing spaces; ends in a newline.
  public let text: String
  /// The cells of the widest line.
  public let columns: Int
  /// The number of lines, the legend included.
  public let rows: Int
  /// How often two wires cross.
  public let crossings: Int
  /// How often a wire turns.
  public let bends: Int

  /// Draws a diagram within a width.
  ///
  /// What does not fit is tried in turn: the other direction, fewer boxes side by side, wrapped titles, numbered labels
  /// with a legend. Nothing is ever cut.
  ///
  /// - Throws: `TextDrawingError.tooWide` where none of these fits; never when `options.width` is nil.
  public static func draw(_ diagram: Diagram, options: Options = Options()) throws(TextDrawingError) -> TextDrawing {
    try WidthLadder(diagram: diagram, options: options).draw()
  }
}

/// Why a drawing could not be made.
public enum TextDrawingError: Error, Sendable, Equatable {
  /// The narrowest drawing takes `needed` columns and `limit` were allowed; with `needed` it can be drawn.
  case tooWide(needed: Int, limit: Int)
  /// The drawing would take more cells than any screen or page shows, and more memory than it is worth.
  case tooLarge(rows: Int, columns: Int)
}
