import ArchModel

/// How the overview of a large system is kept readable.
public enum Overview {
  /// The most boxes that an overview shows before boundaries become single boxes.
  public static let limit = 25

  /// What to draw as one box so that no more than `limit` boxes remain, as far as boundaries allow it; empty where
  /// everything fits.
  ///
  /// The innermost boundaries go first, level by level, so that as much of the structure stays visible as can be.
  ///
  /// - Parameters:
  ///   - shown: the components of the drawing.
  ///   - kept: boundaries that stay open, with those around them.
  static func collapsed(
    _ shown: [ElementID], of model: Model, limit: Int = Overview.limit, kept: Set<ElementID> = []
  ) -> Set<ElementID> {
    guard shown.count > limit else { return [] }
    let holders = shown.map { Array(model.holders(around: $0).reversed()) }
    let deepest = holders.map(\.count).max() ?? 0
    var collapsed: Set<ElementID> = []
    for level in (0..<max(deepest, 0)).reversed() {
      var boxes: Set<ElementID> = []
      for (component, chain) in zip(shown, holders) {
        if level < chain.count, !kept.contains(chain[level]) { collapsed.insert(chain[level]) }
        boxes.insert(chain.first { collapsed.contains($0) } ?? component)
      }
      if boxes.count <= limit { break }
    }
    return collapsed
  }

  /// How deep boundaries, and components that hold others, nest in a model: 0 without any, 1 where none lies in another.
  public static func depth(of model: Model) -> Int {
    (model.components + model.boundaries).reduce(0) { depth, element in
      let isBoundary = KindSet.boundaries.contains(model[element].kind)
      return max(depth, model.holders(around: element).count + (isBoundary ? 1 : 0))
    }
  }

  /// What to draw as one box so that only `level` frames nest.
  static func collapsed(below level: Int, of model: Model) -> Set<ElementID> {
    var collapsed: Set<ElementID> = []
    for element in model.components + model.boundaries {
      var chain = Array(model.holders(around: element).reversed())
      if KindSet.boundaries.contains(model[element].kind) { chain.append(element) }
      if level < chain.count { collapsed.insert(chain[level]) }
    }
    return collapsed
  }
}

extension Model {
  /// The boundaries and components around an element, the innermost first.
  func holders(around element: ElementID) -> [ElementID] {
    var result: [ElementID] = []
    var current = self[element].parent
    while current != .program {
      let kind = self[current].kind
      if KindSet.boundaries.contains(kind) || KindSet.components.contains(kind) { result.append(current) }
      current = self[current].parent
    }
    return result
  }

  /// Whether one element lies inside of another one, or is it.
  func isInside(_ element: ElementID, of outer: ElementID) -> Bool {
    var current = element
    while current != .program {
      if current == outer { return true }
      current = self[current].parent
    }
    return false
  }
}
