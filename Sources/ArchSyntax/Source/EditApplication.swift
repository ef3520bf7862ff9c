/// Applies edits to sources without touching files.
///
/// Of edits that overlap the one given first wins and the later is left for another run, so that no byte is replaced
/// twice. A replacement and an insertion at its edge do not overlap.
public enum EditApplication {
  /// A text after some edits.
  public struct Result: Sendable, Hashable {
    public var bytes: [UInt8]
    /// The indices of the edits that were applied, ascending.
    public var applied: [Int]
  }

  /// Sources after some fixes.
  public struct FixResult: Sendable {
    /// The sources that changed, with their ids and paths, in the order given.
    public var changed: [SourceFile]
    /// The indices of the fixes that were applied, ascending.
    public var applied: [Int]
  }

  /// Applies edits to one source.
  ///
  /// Insertions at one place keep their order. Edits of other files, past the end, or over an earlier edit are not
  /// applied.
  public static func apply(_ edits: [Edit], to source: SourceFile) -> Result {
    var plan = EditPlan()
    var applied: [Int] = []
    for (index, edit) in edits.enumerated() where edit.span.file == source.id && fits(edit, source) {
      if plan.add(edit, owner: 0) { applied.append(index) }
    }
    return Result(bytes: plan.result(source.bytes), applied: applied)
  }

  /// Applies fixes to the sources of a program, each wholly or not at all.
  ///
  /// A fix without edits, with an edit outside the sources, or over an earlier fix is not applied. Two fixes may not
  /// insert at one place: they may mean the same, and neither knows of the other.
  ///
  /// - Parameter sources: the files, at the index of their id.
  public static func apply(_ fixes: [Fix], to sources: [SourceFile]) -> FixResult {
    var plans = Array(repeating: EditPlan(), count: sources.count)
    var applied: [Int] = []
    fixes: for (index, fix) in fixes.enumerated() where !fix.edits.isEmpty {
      for (position, edit) in fix.edits.enumerated() {
        let file = Int(edit.span.file.index)
        if file < sources.count, fits(edit, sources[file]), plans[file].add(edit, owner: index) { continue }
        for added in fix.edits.prefix(position) { plans[Int(added.span.file.index)].remove(owner: index) }
        continue fixes
      }
      applied.append(index)
    }
    let results = zip(sources, plans).compactMap { source, plan -> SourceFile? in
      if plan.isEmpty { return nil }
      let bytes = plan.result(source.bytes)
      return bytes == source.bytes ? nil : SourceFile(id: source.id, path: source.path, bytes: bytes)
    }
    return FixResult(changed: results, applied: applied)
  }

  private static func fits(_ edit: Edit, _ source: SourceFile) -> Bool {
    edit.span.start <= edit.span.end && edit.span.end <= source.bytes.count
  }
}

/// The edits of one source that can be applied together, in order.
private struct EditPlan {
  private struct Entry {
    let start: Int
    let end: Int
    let text: String
    let owner: Int
  }

  /// By start, then end; no entry reaches into the next.
  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  /// Adds an edit unless it overlaps another, or inserts where another owner does.
  mutating func add(_ edit: Edit, owner: Int) -> Bool {
    let entry = Entry(start: edit.span.start, end: edit.span.end, text: edit.text, owner: owner)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if (entries[middle].start, entries[middle].end) <= (entry.start, entry.end) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    if low > 0 {
      let before = entries[low - 1]
      if before.end > entry.start { return false }
      let sameInsertion = before.start == entry.start && before.end == entry.end
      if sameInsertion, before.owner != owner { return false }
    }
    if low < entries.count, entries[low].start < entry.end { return false }
    entries.insert(entry, at: low)
    return true
  }

  mutating func remove(owner: Int) {
    entries.removeAll { $0.owner == owner }
  }

  func result(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = 0
    for entry in entries {
      result += bytes[offset..<entry.start]
      result += entry.text.utf8
      offset = entry.end
    }
    return result + bytes[offset...]
  }
}
