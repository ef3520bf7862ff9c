import ArchSyntax

/// What a marker comment in an `.arch` text expects: `// ^^^ error ARC012` below the cause.
///
/// The carets stand under the cause, counted in Unicode scalars; `@-2` says that the line is two above. A marker may stand
/// inside a string or a comment that the mistake leaves open, so markers are read as text.
public struct Marker: Hashable, CustomStringConvertible {
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in Unicode scalars.
  public let column: Int
  public let length: Int
  public let severity: String
  public let id: String

  public var description: String { "\(line):\(column) \(String(repeating: "^", count: length)) \(severity) \(id)" }

  public init(line: Int, column: Int, length: Int, severity: String, id: String) {
    self.line = line
    self.column = column
    self.length = length
    self.severity = severity
    self.id = id
  }

  /// The markers of a text, in order.
  public static func all(in text: String) -> [Marker] {
    var markers: [Marker] = []
    let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
    for (index, line) in lines.enumerated() {
      guard let slashes = line.firstIndex(of: "/"), let caret = line.firstIndex(of: "^"), slashes < caret,
        line[slashes...].dropFirst().first == "/",
        line[..<slashes].allSatisfy({ $0 == " " || $0 == "\t" }),
        line[slashes..<caret].dropFirst(2).allSatisfy({ $0 == " " })
      else { continue }
      let carets = line[caret...].prefix { $0 == "^" }
      let words = String(String.UnicodeScalarView(line[carets.endIndex...])).split { $0 == " " || $0 == "\r" }.map(
        String.init)
      guard words.count >= 2, ["error", "warning", "info"].contains(words[0]) else { continue }
      let up = words.dropFirst(2).first.flatMap { $0.hasPrefix("@-") ? Int($0.dropFirst(2)) : nil } ?? 1
      markers.append(
        Marker(
          line: index + 1 - up, column: line.distance(from: line.startIndex, to: caret) + 1, length: carets.count,
          severity: words[0], id: words[1]))
    }
    return markers
  }

  /// The marker that a diagnostic asks for. Of a range over several lines the part on its first line counts.
  public init(_ diagnostic: Diagnostic, in source: SourceFile) {
    let index = LineIndex(source)
    let span = diagnostic.primary.span
    let start = index.position(at: span.start)
    let end = min(span.end, index.content(ofLine: start.line - 1).upperBound)
    let length = String(decoding: source.bytes[span.start..<max(span.start, end)], as: UTF8.self).unicodeScalars.count
    self.init(
      line: start.line, column: start.column, length: max(1, length), severity: diagnostic.severity.rawValue,
      id: diagnostic.id)
  }
}
