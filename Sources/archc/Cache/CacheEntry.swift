/// A check that was made, as a file: what it saw of the file system, and what it came to.
///
/// The file begins with a mark of its format and ends with a digest of everything before, so that what is cut off,
/// damaged or of another version reads as nothing. Numbers are eight bytes, the least first; texts and lists stand behind
/// their lengths.
struct CacheEntry {
  let trace: FileSystemTrace
  let outcome: CheckOutcome

  /// A larger one is not kept.
  static let sizeLimit = 64 << 20

  private static let mark = Array("archc check 1\n".utf8)

  init(trace: FileSystemTrace, outcome: CheckOutcome) {
    self.trace = trace
    self.outcome = outcome
  }

  var bytes: [UInt8] {
    var writer = Writer(bytes: Self.mark)
    writer.add(UInt64(trace.observations.count))
    for seen in trace.observations {
      writer.bytes.append(seen.question.rawValue)
      writer.add(Array(seen.path.utf8))
      writer.bytes += seen.answer.bytes
    }
    writer.add(UInt64(bitPattern: Int64(outcome.status)))
    writer.add(UInt64(outcome.parts.count))
    for part in outcome.parts {
      writer.bytes.append(part.stream == .output ? 1 : 2)
      writer.add(part.bytes)
    }
    return writer.bytes + SHA256(writer.bytes).bytes
  }

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.mark.count + SHA256.size, bytes.starts(with: Self.mark) else { return nil }
    let end = bytes.count - SHA256.size
    guard SHA256(stored: bytes[end...]) == SHA256(Array(bytes[..<end])) else { return nil }
    var reader = Reader(bytes: bytes[Self.mark.count..<end])
    var observations: [FileSystemTrace.Observation] = []
    guard let count = reader.count() else { return nil }
    for _ in 0..<count {
      guard let question = reader.byte().flatMap({ FileSystemTrace.Question(rawValue: $0) }),
        let path = reader.list(), let answer = reader.take(SHA256.size).flatMap({ SHA256(stored: $0) })
      else { return nil }
      observations.append(
        FileSystemTrace.Observation(question: question, path: String(decoding: path, as: UTF8.self), answer: answer))
    }
    guard let status = reader.number(), let number = Int32(exactly: Int64(bitPattern: status)),
      let parts = reader.count()
    else { return nil }
    var printed: [CheckOutcome.Part] = []
    for _ in 0..<parts {
      guard let stream = reader.byte(), stream == 1 || stream == 2, let text = reader.list() else { return nil }
      printed.append(CheckOutcome.Part(stream: stream == 1 ? .output : .error, bytes: Array(text)))
    }
    guard reader.bytes.isEmpty else { return nil }
    trace = FileSystemTrace(observations: observations)
    outcome = CheckOutcome(parts: printed, status: number)
  }

  private struct Writer {
    var bytes: [UInt8]

    mutating func add(_ number: UInt64) {
      for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(place)))) }
    }

    mutating func add(_ list: [UInt8]) {
      add(UInt64(list.count))
      bytes += list
    }
  }

  private struct Reader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { bytes.popFirst() }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, count <= bytes.count else { return nil }
      defer { bytes = bytes.dropFirst(count) }
      return bytes.prefix(count)
    }

    mutating func number() -> UInt64? {
      take(8).map { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    }

    /// Of things that take a byte at least.
    mutating func count() -> Int? {
      guard let number = number(), number <= UInt64(bytes.count) else { return nil }
      return Int(number)
    }

    mutating func list() -> ArraySlice<UInt8>? { count().flatMap { take($0) } }
  }
}
