import ArchDiagram

/// How an overlay paints a box.
enum Paint: Hashable, Comparable {
  /// From 0, cool, to 4, hot.
  case heat(Int)
  case category(Int)

  /// Nil for what is unknown, and for a category beyond the colours there are: these look as without an overlay.
  init?(_ heat: Diagram.Heat?) {
    guard let heat else { return nil }
    if let level = heat.level {
      self = .heat(max(0, min(Palette.heat.count - 1, level)))
    } else if let category = heat.category, Palette.categories.indices.contains(category) {
      self = .category(category)
    } else {
      return nil
    }
  }

  /// The class of the group that is painted.
  var name: String {
    switch self {
    case .heat(let level): "h\(level)"
    case .category(let category): "y\(category)"
    }
  }

  var fill: Colour {
    switch self {
    case .heat(let level): Palette.heat[level]
    case .category(let category): Palette.categories[category]
    }
  }

  var ink: Colour {
    switch self {
    case .heat(let level): Palette.heatInk(level)
    case .category: Palette.ink
    }
  }
}
