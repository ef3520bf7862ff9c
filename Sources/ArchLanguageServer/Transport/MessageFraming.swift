#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What is wrong with the header of a message.
struct FramingProblem: Error, Hashable {
  let message: String
}

/// Takes messages out of a stream of bytes: a header with `Content-Length`, an empty line, the content.
///
/// A header that makes no sense is reported, and reading goes on at the next one, so that one slip of a client does not
/// end the session.
struct MessageFraming {
  /// The length of the largest message; a document of 64 MB may double when it is written as JSON.
  static let lengthLimit = 192 << 20
  private static let headerLimit = 8_192
  private static let lengthName = Array("content-length".utf8)

  private var buffer: [UInt8] = []
  private var start = 0
  /// The length of the message whose content is being awaited.
  private var length: Int?
  /// Where the search for the end of the header goes on.
  private var searched = 0
  /// Whether the stream makes no sense up to the next header, which has been said.
  private var isLost = false

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if start > 0, start == buffer.count || start > 1 << 16 {
      buffer.removeFirst(start)
      searched = max(0, searched - start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next message that is there as a whole.
  mutating func next() -> Result<Data, FramingProblem>? {
    while true {
      if let length {
        guard buffer.count - start >= length else { return nil }
        let content = Data(buffer[start..<start + length])
        start += length
        searched = start
        self.length = nil
        return .success(content)
      }
      if isLost, !findHeader() { return nil }
      guard let end = endOfHeader() else {
        guard buffer.count - start > Self.headerLimit else { return nil }
        return lose("a header is longer than \(Self.headerLimit) bytes")
      }
      let header = buffer[start..<end.lowerBound]
      let begin = start
      start = end.upperBound
      searched = start
      switch Self.length(of: header) {
      case .success(let length): self.length = length
      case .failure(let problem):
        // The next header may begin inside what was taken for this one.
        start = begin + 1
        return lose(problem.message)
      }
    }
  }

  private mutating func lose(_ message: String) -> Result<Data, FramingProblem>? {
    isLost = true
    searched = start
    return .failure(FramingProblem(message: message))
  }

  /// Goes on to the next `Content-Length`.
  private mutating func findHeader() -> Bool {
    let name = Self.lengthName
    var index = start
    while index + name.count <= buffer.count {
      if buffer[index] | 0x20 == name[0], name.indices.allSatisfy({ Self.lowered(buffer[index + $0]) == name[$0] }) {
        start = index
        searched = index
        isLost = false
        return true
      }
      index += 1
    }
    start = index
    searched = index
    return false
  }

  /// The empty line behind the header. Lines may end in `\n` alone.
  private mutating func endOfHeader() -> Range<Int>? {
    var index = max(searched, start)
    while index < buffer.count {
      if buffer[index] == 0x0A {
        if index + 1 < buffer.count, buffer[index + 1] == 0x0A { return index..<index + 2 }
        if index + 2 < buffer.count, buffer[index + 1] == 0x0D, buffer[index + 2] == 0x0A { return index..<index + 3 }
      }
      index += 1
    }
    searched = max(start, buffer.count - 3)
    return nil
  }

  private static func length(of header: ArraySlice<UInt8>) -> Result<Int, FramingProblem> {
    var length: Int?
    for line in header.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard let colon = line.firstIndex(of: 0x3A) else {
        return .failure(FramingProblem(message: "a line of the header has no colon"))
      }
      guard line[..<colon].map(lowered) == lengthName else { continue }
      let text = String(decoding: line[line.index(after: colon)...], as: UTF8.self).filter { $0 != " " && $0 != "\t" }
      guard let number = Int(text), number >= 0, text.first != "+" else {
        return .failure(FramingProblem(message: "`Content-Length: \(text.prefix(20))` is no length"))
      }
      guard number <= lengthLimit else {
        return .failure(FramingProblem(message: "a message of \(number) bytes is longer than \(lengthLimit)"))
      }
      length = number
    }
    return length.map { .success($0) } ?? .failure(FramingProblem(message: "a header has no Content-Length"))
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// A message with its header.
  static func framed(_ content: Data) -> [UInt8] {
    var bytes = Array("Content-Length: \(content.count)\r\n\r\n".utf8)
    bytes.append(contentsOf: content)
    return bytes
  }
}
