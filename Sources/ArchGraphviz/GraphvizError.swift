/// Why a diagram could not be drawn.
public struct GraphvizError: Error, Sendable {
  /// One sentence for a person, without a final stop.
  public let message: String

  /// What to do about it, without a final stop; nil where nothing is known.
  public let remedy: String?

  /// Whether another attempt would fail as well, or take too long.
  let isFinal: Bool

  init(_ message: String, isFinal: Bool = false, remedy: String? = nil) {
    self.message = message
    self.isFinal = isFinal
    self.remedy = remedy
  }
}
