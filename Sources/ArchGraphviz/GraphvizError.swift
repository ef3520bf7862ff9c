/// Why a diagram could not be drawn.
public struct GraphvizError: Error, Sendable {
  /// One sentence for a person, without a final stop.
  public let message: String

  /// Whether another attempt would fail as well, or take too long.
  let isFinal: Bool

  init(_ message: String, isFinal: Bool = false) {
    self.message = message
    self.isFinal = isFinal
  }
}
