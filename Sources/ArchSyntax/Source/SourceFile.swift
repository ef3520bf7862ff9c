/// The place of a file among the files of one program: the root is 0, imports follow in the order they are met.
public struct FileID: Hashable, Sendable, Comparable {
  public let index: UInt32

  public init(_ index: Int) {
    self.index = UInt32(truncatingIfNeeded: index)
  }

  public static func < (a: FileID, b: FileID) -> Bool { a.index < b.index }
}

/// A text as it was read: its name and its UTF-8 bytes, which need not be well formed.
///
/// All offsets in the compiler are byte offsets into `bytes`. Only the language server knows another unit.
public struct SourceFile: Sendable {
  public let id: FileID
  /// The path as people are shown it; `-` for standard input.
  public let path: String
  public let bytes: [UInt8]

  public init(id: FileID = FileID(0), path: String, bytes: [UInt8]) {
    self.id = id
    self.path = path
    self.bytes = bytes
  }

  public init(id: FileID = FileID(0), path: String, text: String) {
    self.init(id: id, path: path, bytes: Array(text.utf8))
  }

  /// The text of a byte range, with ill-formed bytes replaced.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

/// A byte range in one file.
public struct Span: Hashable, Sendable {
  public let file: FileID
  private let lower: UInt32
  private let upper: UInt32

  public init(_ file: FileID, _ range: Range<Int>) {
    self.file = file
    lower = UInt32(truncatingIfNeeded: range.lowerBound)
    upper = UInt32(truncatingIfNeeded: range.upperBound)
  }

  public var start: Int { Int(lower) }
  public var end: Int { Int(upper) }
  public var range: Range<Int> { start..<max(start, end) }
}
