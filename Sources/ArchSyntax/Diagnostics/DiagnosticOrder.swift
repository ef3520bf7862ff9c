extension Sequence<Diagnostic> {
  /// The diagnostics in the order they are printed: by file, then by offset, then by id; equal ones stay in order.
  public func sortedByPlace() -> [Diagnostic] {
    enumerated().sorted { a, b in
      let left = a.element.primary.span
      let right = b.element.primary.span
      if left.file != right.file { return left.file < right.file }
      if left.start != right.start { return left.start < right.start }
      if a.element.id != b.element.id { return a.element.id < b.element.id }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// Keeps the first few diagnostics of each id in each block, so that one habit does not bury the rest.
  ///
  /// - Parameters:
  ///   - count: how many of one id are kept in one block.
  ///   - block: what counts as the block of a diagnostic, such as the span of the declaration around it.
  public func limited<Block: Hashable>(
    to count: Int = 3, block: (Diagnostic) throws -> Block
  ) rethrows -> LimitedDiagnostics {
    var groups: [DiagnosticGroup<Block>: (seen: Int, last: Int)] = [:]
    var result = LimitedDiagnostics()
    for diagnostic in self {
      let key = DiagnosticGroup(id: diagnostic.id, block: try block(diagnostic))
      let group = groups[key] ?? (0, 0)
      if group.seen < Swift.max(1, count) {
        groups[key] = (group.seen + 1, result.kept.count)
        result.kept.append(LimitedDiagnostics.Kept(diagnostic: diagnostic))
      } else {
        result.kept[group.last].omitted += 1
        result.omitted += 1
      }
    }
    return result
  }
}

private struct DiagnosticGroup<Block: Hashable>: Hashable {
  let id: String
  let block: Block
}

/// Diagnostics of which those that repeat others were counted instead of kept.
public struct LimitedDiagnostics: Sendable, Hashable {
  /// A diagnostic that is printed.
  public struct Kept: Sendable, Hashable {
    public var diagnostic: Diagnostic
    /// How many of the same id in the same block were left out; told after the last one that is kept.
    public var omitted = 0
  }

  /// The diagnostics to print, in the order given.
  public var kept: [Kept] = []
  /// How many were left out in all.
  public var omitted = 0
}
