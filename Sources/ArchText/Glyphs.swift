import ArchDiagram

/// The characters of a charset.
///
/// Arms are bits: 1 up, 2 right, 4 down, 8 left.
struct Glyphs: Sendable {
  static let up: UInt8 = 1
  static let right: UInt8 = 2
  static let down: UInt8 = 4
  static let left: UInt8 = 8

  let charset: TextDrawing.Charset

  init(_ charset: TextDrawing.Charset) {
    self.charset = charset
  }

  /// Whether a character could be taken for ink.
  func isInk(_ cluster: Character) -> Bool {
    charset == .ascii ? Glyphs.asciiInk.contains(cluster) : Glyphs.unicodeInk.contains(cluster)
  }

  private static let asciiInk = Set("+-|><^v.'~:=\"_;")
  private static let unicodeInk = Set("┌┐└┘─│├┤┬┴╭╮╰╯┼▶◀►◄▲▼┄┆═║╔╗╚╝┈┊")

  /// A cell of the border of a box; with three arms it is a port.
  func box(_ arms: UInt8) -> Character {
    if charset == .ascii {
      switch arms {
      case 5: return "|"
      case 10: return "-"
      default: return "+"
      }
    }
    switch arms {
    case 6: return "┌"
    case 12: return "┐"
    case 3: return "└"
    case 9: return "┘"
    case 5: return "│"
    case 10: return "─"
    case 7: return "├"
    case 13: return "┤"
    case 14: return "┬"
    default: return "┴"
    }
  }

  /// A cell of a wire or of a frame, straight or turning.
  func line(_ arms: UInt8, style: LineStyle) -> Character {
    if charset == .ascii {
      switch (arms, style) {
      case (5, .solid): return "|"
      case (5, .dashed): return ":"
      case (5, .double): return "\""
      case (5, .dotted): return ";"
      case (10, .solid): return "-"
      case (10, .dashed): return "~"
      case (10, .double): return "="
      case (10, .dotted): return "_"
      default: return arms & Glyphs.down != 0 ? "." : "'"
      }
    }
    switch (arms, style) {
    case (5, .solid): return "│"
    case (5, .dashed): return "┆"
    case (5, .double): return "║"
    case (5, .dotted): return "┊"
    case (10, .solid): return "─"
    case (10, .dashed): return "┄"
    case (10, .double): return "═"
    case (10, .dotted): return "┈"
    case (6, .double): return "╔"
    case (12, .double): return "╗"
    case (3, .double): return "╚"
    case (9, .double): return "╝"
    case (6, _): return "╭"
    case (12, _): return "╮"
    case (3, _): return "╰"
    default: return "╯"
    }
  }

  var crossing: Character { charset == .ascii ? "+" : "┼" }

  /// A head that points the way of `arm`.
  func head(_ arm: UInt8) -> Character {
    switch (charset, arm) {
    case (.ascii, Glyphs.up): "^"
    case (.ascii, Glyphs.right): ">"
    case (.ascii, Glyphs.down): "v"
    case (.ascii, _): "<"
    case (_, Glyphs.up): "▲"
    case (_, Glyphs.down): "▼"
    case (.unicode, Glyphs.right): "▶"
    case (.unicode, _): "◀"
    case (.safe, Glyphs.right): "►"
    case (.safe, _): "◄"
    }
  }
}

/// The kinds of stroke.
enum LineStyle: UInt8, Sendable, CaseIterable {
  case solid, dashed, double, dotted

  init(_ arrow: Diagram.Arrow) {
    switch arrow {
    case .call, .twoWay: self = .solid
    case .message: self = .dashed
    case .replication: self = .double
    }
  }
}
