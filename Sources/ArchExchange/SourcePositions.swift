import ArchSyntax

/// A place for machines: line and column count from 1, columns in Unicode scalars; the offset is in bytes.
public struct PositionDocument: Codable, Sendable, Hashable, DirectlyEncodable {
  public var line: Int
  public var column: Int
  public var offset: Int

  enum CodingKeys: String, CodingKey { case line, column, offset }

  func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encode(line, forKey: .line)
    try container.encode(column, forKey: .column)
    try container.encode(offset, forKey: .offset)
  }
}

/// A piece of a file; the end is past its last character.
public struct RangeDocument: Codable, Sendable, Hashable, DirectlyEncodable {
  public var start: PositionDocument
  public var end: PositionDocument

  enum CodingKeys: String, CodingKey { case start, end }

  func encode(into container: inout KeyedEncodingContainer<CodingKeys>) throws {
    try container.encodeDirectly(start, forKey: .start)
    try container.encodeDirectly(end, forKey: .end)
  }
}

/// The lines and columns of many spans.
///
/// All offsets are sorted and found in one walk over each file, so that a file of one long line costs no more than one
/// of many short ones.
struct SourcePositions {
  private struct File {
    var path: String
    var offsets: [Int] = []
    var places: [LineIndex.Position] = []
  }

  private var files: [File]

  init(_ sources: [SourceFile], spans: some Sequence<Span>) {
    files = sources.map { File(path: $0.path) }
    for span in spans where files.indices.contains(Int(span.file.index)) {
      files[Int(span.file.index)].offsets.append(span.start)
      files[Int(span.file.index)].offsets.append(max(span.start, span.end))
    }
    for index in files.indices { Self.locate(&files[index], in: sources[index]) }
  }

  private static func locate(_ file: inout File, in source: SourceFile) {
    guard !file.offsets.isEmpty else { return }
    file.offsets.sort()
    var unique: [Int] = []
    unique.reserveCapacity(file.offsets.count)
    for offset in file.offsets where unique.last != offset { unique.append(offset) }
    file.offsets = unique
    file.places.reserveCapacity(unique.count)
    let index = LineIndex(source)
    // The column so far on the line at hand; the next place on that line goes on from there.
    var line = -1
    var known = 0
    var column = 1
    for offset in unique {
      let end = min(max(0, offset), source.bytes.count)
      let here = index.line(at: end)
      if here != line {
        line = here
        known = index.content(ofLine: here).lowerBound
        column = 1
      }
      column += scalars(source.bytes[min(known, end)..<end])
      known = end
      file.places.append(LineIndex.Position(line: line + 1, column: column))
    }
  }

  private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.allSatisfy { $0 < 0x80 } ? bytes.count : String(decoding: bytes, as: UTF8.self).unicodeScalars.count
  }

  /// The path of a span's file.
  func path(_ file: FileID) -> String {
    files.indices.contains(Int(file.index)) ? files[Int(file.index)].path : ""
  }

  /// The place of a span that the positions were made with; of others the beginning of the file.
  func range(_ span: Span) -> RangeDocument {
    RangeDocument(
      start: position(span.start, in: span.file), end: position(max(span.start, span.end), in: span.file))
  }

  private func position(_ offset: Int, in file: FileID) -> PositionDocument {
    guard files.indices.contains(Int(file.index)) else { return PositionDocument(line: 1, column: 1, offset: 0) }
    let offsets = files[Int(file.index)].offsets
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    guard low < offsets.count, offsets[low] == offset else { return PositionDocument(line: 1, column: 1, offset: 0) }
    let place = files[Int(file.index)].places[low]
    return PositionDocument(line: place.line, column: place.column, offset: offset)
  }
}
