/// Why a diagram could not be drawn.
public struct GraphvizError: Error, Sendable {
  /// One sentence for a person, without a final stop.
  public let message: String

  init(_ message: String) {
    self.message = message
  }
}
