/// What a piece of a printed message is, from which its colour follows; the text never depends on it.
enum TerminalRole: Hashable {
  case plain
  case strong
  case severity(Severity)
  case secondary

  /// The parameters of the SGR control function (ECMA-48), nil for the terminal's own style.
  var parameters: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .severity(.error): "1;31"
    case .severity(.warning): "1;33"
    case .severity(.info): "1;34"
    case .secondary: "36"
    }
  }
}

/// One printed line as pieces with a role each.
struct StyledLine {
  private(set) var pieces: [(text: String, role: TerminalRole)] = []

  init(_ text: String = "", _ role: TerminalRole = .plain) {
    append(text, role)
  }

  mutating func append(_ text: String, _ role: TerminalRole = .plain) {
    if !text.isEmpty { pieces.append((text, role)) }
  }

  /// The line for a terminal or a file; blanks at its end are dropped, since no one sees them.
  func text(colour: Bool) -> String {
    var trimmed = pieces
    while let last = trimmed.popLast() {
      let text = last.text.droppingTrailingSpaces
      if text.isEmpty { continue }
      trimmed.append((text, last.role))
      break
    }
    var result = ""
    for (text, role) in trimmed {
      if colour, let parameters = role.parameters {
        result += "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
      } else {
        result += text
      }
    }
    return result
  }
}

extension String {
  /// The text without the spaces at its end.
  var droppingTrailingSpaces: String {
    var scalars = unicodeScalars[...]
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
