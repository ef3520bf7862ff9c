/// Something that all pages are told of.
public enum PreviewEvent: Sendable, Hashable {
  /// The files changed: there is a new state.
  case changed(revision: Int)
  /// Show this part, by its path.
  case show(String)

  /// The event as the stream carries it (the event stream format of the HTML standard).
  var text: String {
    switch self {
    case .changed(let revision): "event: changed\ndata: \(revision)\n\n"
    case .show(let path): "event: show\n" + Self.data(path) + "\n"
    }
  }

  /// What keeps a quiet stream open, and finds out that nobody listens any more.
  static let beat = ": still here\n\n"

  /// A line break ends a line of data, whichever it is.
  private static func data(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
      .map { "data: \($0)\n" }.joined()
  }
}
