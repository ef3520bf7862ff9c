import ArchDiagram

/// The colours of a drawing on a terminal. They are among the sixteen that a terminal's theme defines, so that they can
/// be read on a light ground and on a dark one.
enum Tint: Sendable, Hashable {
  case none
  case family(Diagram.Family)
  case severity(Diagram.Severity)

  /// Every tint; the first is none.
  static let all: [Tint] =
    [.none] + Diagram.Family.allCases.map(Tint.family) + Diagram.Severity.allCases.map(Tint.severity)

  /// The place in `all`.
  var code: UInt8 {
    switch self {
    case .none: 0
    case .family(let family): UInt8(1 + (Diagram.Family.allCases.firstIndex(of: family) ?? 0))
    case .severity(let severity):
      UInt8(1 + Diagram.Family.allCases.count + (Diagram.Severity.allCases.firstIndex(of: severity) ?? 0))
    }
  }

  /// The parameters of "select graphic rendition" (ECMA-48), or empty for no colour.
  private var parameters: String {
    switch self {
    case .none, .family(.compute): ""
    case .family(.outside): "1"
    case .family(.edge): "35"
    case .family(.data): "32"
    case .family(.messaging): "36"
    case .family(.platform): "2"
    case .family(.boundary): "34"
    case .severity(.error): "1;31"
    case .severity(.warning): "33"
    case .severity(.info): "34"
    }
  }

  /// The escape sequence that begins the colour; it ends with `reset`.
  var start: [UInt8] { parameters.isEmpty ? [] : Array("\u{1B}[\(parameters)m".utf8) }

  static let reset: [UInt8] = Array("\u{1B}[0m".utf8)

  /// `text` in this colour.
  func painted(_ text: String) -> String {
    start.isEmpty || text.isEmpty ? text : String(decoding: start + Array(text.utf8) + Self.reset, as: UTF8.self)
  }
}
