import Synchronization

/// Lines and columns in the files of a program; each file is scanned at most once, when it is first asked about.
final class SourcePlaces: Sendable {
  /// A place as it is printed: line and column from 1, and the bytes of the line without its break.
  struct Place {
    let line: Int
    let column: Int
    let content: Range<Int>
  }

  private struct LineKey: Hashable {
    let file: Int
    let line: Int
  }

  /// The number of scalars of a line that lie before an offset.
  private struct Checkpoint {
    let offset: Int
    let scalars: Int
  }

  private struct State {
    var indexes: [LineIndex?]
    var checkpoints: [LineKey: [Checkpoint]] = [:]
  }

  /// Columns beyond this many bytes are counted from checkpoints, since a line can be a whole file.
  private static let checkpointDistance = 4096

  private let sources: [SourceFile]
  /// Stands for files that are not among the sources.
  private let unknown = SourceFile(path: "(no source)", bytes: [])
  private let state: Mutex<State>

  init(_ sources: [SourceFile]) {
    self.sources = sources
    state = Mutex(State(indexes: Array(repeating: nil, count: sources.count)))
  }

  /// The source of an id; an empty one if there is none.
  func source(_ file: FileID) -> SourceFile {
    let index = Int(file.index)
    return index < sources.count ? sources[index] : unknown
  }

  /// The place of an offset; offsets past the end are the end.
  func place(_ offset: Int, in file: FileID) -> Place {
    let source = source(file)
    let offset = min(max(0, offset), source.bytes.count)
    let key = Int(file.index)
    guard key < sources.count else { return Place(line: 1, column: 1, content: 0..<0) }
    return state.withLock { state in
      let index = state.indexes[key] ?? LineIndex(source)
      state.indexes[key] = index
      let line = index.line(at: offset)
      let content = index.content(ofLine: line)
      guard offset - content.lowerBound > Self.checkpointDistance else {
        let position = index.position(at: offset)
        return Place(line: position.line, column: position.column, content: content)
      }
      let lineKey = LineKey(file: key, line: line)
      let checkpoints = state.checkpoints[lineKey] ?? Self.checkpoints(source.bytes, content)
      state.checkpoints[lineKey] = checkpoints
      let column = Self.column(of: offset, checkpoints, source.bytes, content)
      return Place(line: line + 1, column: column, content: content)
    }
  }

  private static func column(
    of offset: Int, _ checkpoints: [Checkpoint], _ bytes: [UInt8], _ content: Range<Int>
  ) -> Int {
    var low = 0
    var high = checkpoints.count
    while low < high {
      let middle = (low + high) / 2
      if checkpoints[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    let nearest = low > 0 ? checkpoints[low - 1] : Checkpoint(offset: content.lowerBound, scalars: 0)
    return nearest.scalars + scalars(bytes, nearest.offset..<offset) + 1
  }

  private static func checkpoints(_ bytes: [UInt8], _ content: Range<Int>) -> [Checkpoint] {
    var result: [Checkpoint] = []
    var last = Checkpoint(offset: content.lowerBound, scalars: 0)
    while last.offset + checkpointDistance < content.upperBound {
      var next = last.offset + checkpointDistance
      // No scalar has more than three continuation bytes, so one ends here even in ill-formed text.
      for _ in 0..<3 where next < content.upperBound && bytes[next] & 0xC0 == 0x80 { next += 1 }
      last = Checkpoint(offset: next, scalars: last.scalars + scalars(bytes, last.offset..<next))
      result.append(last)
    }
    return result
  }

  private static func scalars(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    String(decoding: bytes[range], as: UTF8.self).unicodeScalars.count
  }
}
