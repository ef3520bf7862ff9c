/// The difference of two texts in the unified format that `patch` and `git apply` read.
///
/// The format is that of POSIX `diff -u`; the lines are compared as bytes, so that two spellings of one character
/// differ, by `LineDifference` (Myers 1986), with a bound past which the middle is replaced as a whole.
public enum UnifiedDiff {
  /// The difference of two strings; empty if they have the same bytes.
  public static func text(from old: String, to new: String, path: String, context: Int = 3) -> String {
    String(decoding: bytes(from: Array(old.utf8), to: Array(new.utf8), path: path, context: context), as: UTF8.self)
  }

  /// The difference of two texts as bytes, which are kept even where they are not well-formed UTF-8; empty if they are
  /// the same.
  ///
  /// - Parameters:
  ///   - path: printed after `a/` and `b/`; quoted as Git does if it has control characters, quotes or backslashes.
  ///   - context: the common lines around each change.
  public static func bytes(from old: [UInt8], to new: [UInt8], path: String, context: Int = 3) -> [UInt8] {
    let oldLines = lines(old)
    let newLines = lines(new)
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ line: ArraySlice<UInt8>) -> Int {
      let known = numbers[line] ?? numbers.count
      numbers[line] = known
      return known
    }
    let changes = LineDifference.changes(from: oldLines.map(number), to: newLines.map(number))
    if changes.isEmpty { return [] }
    var output = Array("--- \(name("a/", path))\n+++ \(name("b/", path))\n".utf8)
    let context = min(max(0, context), oldLines.count)
    var first = 0
    while first < changes.count {
      var last = first
      while last + 1 < changes.count,
        changes[last + 1].old.lowerBound - changes[last].old.upperBound <= 2 * context
      {
        last += 1
      }
      hunk(changes[first...last], oldLines, newLines, context, &output)
      first = last + 1
    }
    return output
  }

  /// The lines with their line feeds; only the last can be without one.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      result.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { result.append(bytes[start...]) }
    return result
  }

  private static func hunk(
    _ changes: ArraySlice<LineDifference.Change>, _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>],
    _ context: Int, _ output: inout [UInt8]
  ) {
    guard let first = changes.first, let last = changes.last else { return }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
    let newRange = first.new.lowerBound - before..<last.new.upperBound + after
    output += "@@ -\(place(oldRange)) +\(place(newRange)) @@\n".utf8
    var position = oldRange.lowerBound
    for change in changes {
      for index in position..<change.old.lowerBound { append(" ", old[index], &output) }
      for index in change.old { append("-", old[index], &output) }
      for index in change.new { append("+", new[index], &output) }
      position = change.old.upperBound
    }
    for index in position..<oldRange.upperBound { append(" ", old[index], &output) }
  }

  /// A range as `start,count`: lines count from 1, a count of one is left out, and an empty range names the line
  /// before it.
  private static func place(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private static func append(_ mark: Unicode.Scalar, _ line: ArraySlice<UInt8>, _ output: inout [UInt8]) {
    output.append(UInt8(ascii: mark))
    output += line
    if line.last != 0x0A { output += "\n\\ No newline at end of file\n".utf8 }
  }

  /// The name of a side. A tab ends a name with a blank, which would else end at the blank.
  private static func name(_ side: String, _ path: String) -> String {
    var relative = path[...]
    while relative.first == "/" { relative.removeFirst() }
    let plain = side + relative
    guard plain.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }) else {
      return plain.utf8.contains(0x20) ? plain + "\t" : plain
    }
    var quoted = "\""
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        let octal = String(scalar.value, radix: 8)
        let isControl = scalar.value < 0x20 || scalar.value == 0x7F
        quoted += isControl ? "\\" + String(repeating: "0", count: 3 - octal.utf8.count) + octal : String(scalar)
      }
    }
    return quoted + "\""
  }
}
