/// The blanks a layout keeps between neighbours across the layers, by direction.
///
/// When layers run down, across is columns; when they run right, it is rows, which are twice as far apart.
struct Spacing: Sendable {
  enum Kind: Sendable {
    case box, wire, label, frame
  }

  let isDown: Bool

  /// The blank cells between two neighbours.
  func blanks(_ first: Kind, _ second: Kind) -> Int {
    if isDown {
      // Two blanks end a label, whatever its text.
      if first == .label || second == .label { return 2 }
      return first == .box && second == .box ? 2 : 1
    }
    switch (first, second) {
    case (.box, .box), (.box, .wire), (.wire, .box): return 1
    case (.box, .label), (.label, .box): return 1
    default: return 0
    }
  }

  /// The cells of a label before and after the cell of its wire.
  func reach(ofLabel width: Int) -> (before: Int, after: Int) {
    isDown && width > 0 ? ((width - 1) / 2, width / 2) : (0, 0)
  }
}
