import ArchDiagram

/// The glyphs a reader knows.
struct ReaderAlphabet {
  enum Direction: CaseIterable {
    case up, right, down, left

    var rowStep: Int { self == .down ? 1 : self == .up ? -1 : 0 }
    var columnStep: Int { self == .right ? 1 : self == .left ? -1 : 0 }
    var isHorizontal: Bool { self == .left || self == .right }
    var reverse: Direction {
      switch self {
      case .up: .down
      case .right: .left
      case .down: .up
      case .left: .right
      }
    }
  }

  enum Style {
    case solid, dashed, double, dotted
  }

  let isASCII: Bool
  let topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical, crossing: Character
  private let corners: [Character]
  private let sides: (across: Set<Character>, down: Set<Character>)
  private let straights: (across: [Character: Style], down: [Character: Style])
  private let ink: Set<Character>

  init(isASCII: Bool) {
    self.isASCII = isASCII
    let glyphs: [Character] = Array(isASCII ? "..''-|+" : "╭╮╰╯─│┼")
    topLeft = glyphs[0]
    topRight = glyphs[1]
    bottomLeft = glyphs[2]
    bottomRight = glyphs[3]
    horizontal = glyphs[4]
    vertical = glyphs[5]
    crossing = glyphs[6]
    corners = Array(isASCII ? "++++" : "┌┐└┘")
    sides = isASCII ? (["+", "-"], ["+", "|"]) : (["─", "┬", "┴"], ["│", "├", "┤"])
    straights =
      isASCII
      ? (
        ["-": .solid, "~": .dashed, "=": .double, "_": .dotted],
        ["|": .solid, ":": .dashed, "\"": .double, ";": .dotted]
      )
      : (
        ["─": .solid, "┄": .dashed, "═": .double, "┈": .dotted],
        ["│": .solid, "┆": .dashed, "║": .double, "┊": .dotted]
      )
    ink = Set(isASCII ? "+-~=|:\"^>v<.'_;" : "┌┐└┘├┤┬┴╭╮╰╯╔╗╚╝─┄═│┆║┼▲▶▼◀►◄┈┊")
  }

  func boxCorner(_ glyph: Character, isTop: Bool, isLeft: Bool) -> Bool {
    glyph == corners[(isTop ? 0 : 2) + (isLeft ? 0 : 1)]
  }

  func boxSide(_ glyph: Character, isHorizontal: Bool) -> Bool {
    isHorizontal ? sides.across.contains(glyph) : sides.down.contains(glyph)
  }

  /// Whether a cell of a side of a box is a port that opens in a direction.
  func isPort(_ glyph: Character, _ direction: Direction) -> Bool {
    if isASCII { return glyph == "+" }
    switch direction {
    case .up: return glyph == "┴"
    case .right: return glyph == "├"
    case .down: return glyph == "┬"
    case .left: return glyph == "┤"
    }
  }

  /// The style of a straight piece of wire in a direction.
  func straight(_ glyph: Character, isHorizontal: Bool) -> Style? {
    isHorizontal ? straights.across[glyph] : straights.down[glyph]
  }

  /// Where a turn leads, as its two arms, and whether it belongs to a double line; nil where the glyph is none.
  ///
  /// In ASCII only the arm up or down is known.
  func turn(_ glyph: Character) -> (arms: [Direction], isDouble: Bool?)? {
    switch (isASCII, glyph) {
    case (true, "."): ([.down], nil)
    case (true, "'"): ([.up], nil)
    case (false, "╭"): ([.right, .down], false)
    case (false, "╮"): ([.left, .down], false)
    case (false, "╰"): ([.right, .up], false)
    case (false, "╯"): ([.left, .up], false)
    case (false, "╔"): ([.right, .down], true)
    case (false, "╗"): ([.left, .down], true)
    case (false, "╚"): ([.right, .up], true)
    case (false, "╝"): ([.left, .up], true)
    default: nil
    }
  }

  func head(_ glyph: Character) -> Direction? {
    switch (isASCII, glyph) {
    case (true, "^"), (false, "▲"): .up
    case (true, ">"), (false, "▶"), (false, "►"): .right
    case (true, "v"), (false, "▼"): .down
    case (true, "<"), (false, "◀"), (false, "◄"): .left
    default: nil
    }
  }

  /// Whether a glyph can go on to the cell left or right of it.
  func runsAcross(_ glyph: Character) -> Bool {
    glyph == crossing || straight(glyph, isHorizontal: true) != nil || head(glyph)?.isHorizontal == true
      || turn(glyph) != nil
  }

  /// Whether a glyph can go on to the cell above or below it.
  func runsDown(_ glyph: Character) -> Bool {
    glyph == crossing || straight(glyph, isHorizontal: false) != nil || head(glyph)?.isHorizontal == false
      || turn(glyph)?.arms.contains(.down) == true
  }

  func isInk(_ glyph: Character) -> Bool { ink.contains(glyph) }
}
