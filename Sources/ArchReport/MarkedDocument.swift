/// A place in a Markdown file that is kept up to date: what stands between a marker and its end.
///
///     <!-- archc:diagram shop.arch --view Money -->
///     …
///     <!-- archc:end -->
public struct MarkedRegion: Sendable, Hashable {
  /// The words of the marker behind `archc:`; quotes keep words together.
  public let words: [String]
  /// The line of the marker, counted from 1.
  public let line: Int
  /// The white space before the marker, which all lines between get as well.
  let indentation: [UInt8]
  /// How lines end here.
  let lineEnd: [UInt8]
  /// The bytes between the line of the marker and that of its end.
  let content: Range<Int>
}

/// Why the markers of a file cannot be read.
public struct MarkerProblem: Error, Sendable, Hashable {
  /// Counted from 1.
  public let line: Int
  public let message: String
  public let help: String

  public init(line: Int, message: String, help: String) {
    self.line = line
    self.message = message
    self.help = help
  }
}

/// A Markdown file with its markers. All other bytes stay as they are, whatever they are.
public struct MarkedDocument: Sendable {
  public let bytes: [UInt8]
  /// In the order of the file.
  public private(set) var regions: [MarkedRegion] = []

  /// Finds the markers. A marker is a comment alone on its line, indented by three spaces at most; what stands in a
  /// fenced block of code or is indented further is text.
  public init(_ bytes: [UInt8]) throws(MarkerProblem) {
    self.bytes = bytes
    var fence: Fence?
    var open: (marker: Marker, line: Int, content: Int)?
    var number = 0
    var next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while next < bytes.count {
      let line = Line(in: bytes, from: next)
      number += 1
      next = line.end
      let text = bytes[line.text]
      if let current = fence {
        if current.isClosed(by: text) { fence = nil }
        continue
      }
      if let opened = Fence(text) {
        fence = opened
        continue
      }
      guard let marker = try Marker(text, line: number) else { continue }
      if marker.words.first == "end" {
        guard let begun = open else {
          throw MarkerProblem(
            line: number, message: "`archc:end` ends nothing",
            help: "delete the line, or put the marker that it ends above it")
        }
        regions.append(
          MarkedRegion(
            words: begun.marker.words, line: begun.line, indentation: begun.marker.indentation,
            lineEnd: begun.marker.lineEnd(in: bytes, before: begun.content), content: begun.content..<line.start))
        open = nil
      } else {
        if let begun = open {
          throw Self.unclosed(begun.marker, line: begun.line, before: number)
        }
        open = (marker, number, line.end)
      }
    }
    if let begun = open { throw Self.unclosed(begun.marker, line: begun.line, before: nil) }
  }

  private static func unclosed(_ marker: Marker, line: Int, before next: Int?) -> MarkerProblem {
    MarkerProblem(
      line: line,
      message: "`archc:\(marker.words.first ?? "")` is not ended"
        + (next.map { " before the next marker in line \($0)" } ?? ""),
      help: "put `<!-- archc:end -->` on a line of its own below it")
  }

  /// The file with new contents between its markers, one for each region. An empty line stands before and behind each,
  /// as Markdown takes a comment and what touches it for one block.
  public func replacing(_ contents: [String]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var start = 0
    for (region, content) in zip(regions, contents) {
      result += bytes[start..<region.content.lowerBound]
      if result.last != 0x0A, result.last != 0x0D { result += region.lineEnd }
      var lines = content.split(omittingEmptySubsequences: false) { $0.isNewline }
      while lines.last?.isEmpty == true { lines.removeLast() }
      for line in [""] + lines + [""] {
        if !line.isEmpty { result += region.indentation + Array(line.utf8) }
        result += region.lineEnd
      }
      start = region.content.upperBound
    }
    return result + bytes[start...]
  }
}

/// A line of a file: its text, without what ends it.
private struct Line {
  let start: Int
  let text: Range<Int>
  /// Past what ends it.
  let end: Int

  init(in bytes: [UInt8], from start: Int) {
    var index = start
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    self.start = start
    text = start..<index
    if index < bytes.count {
      let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      index += isPair ? 2 : 1
    }
    end = index
  }
}

/// The opening of a fenced block of code (CommonMark 0.31, section 4.5).
private struct Fence {
  let sign: UInt8
  let length: Int

  init?(_ line: ArraySlice<UInt8>) {
    // In a list the block may stand further right; a quote has its signs before it.
    let text = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }
    guard let first = text.first, first == 0x60 || first == 0x7E else { return nil }
    let run = text.prefix { $0 == first }
    guard run.count >= 3 else { return nil }
    // The words behind backticks hold none.
    if first == 0x60, text.dropFirst(run.count).contains(0x60) { return nil }
    sign = first
    length = run.count
  }

  func isClosed(by line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }
    let run = text.prefix { $0 == sign }
    return run.count >= length && text.dropFirst(run.count).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}

/// A comment such as `<!-- archc:diagram shop.arch -->`.
private struct Marker {
  let words: [String]
  let indentation: [UInt8]

  /// Nil for a line that is no marker.
  init?(_ line: ArraySlice<UInt8>, line number: Int) throws(MarkerProblem) {
    let blank = line.prefix { $0 == 0x20 }
    guard blank.count <= 3 else { return nil }
    var text = Substring(decoding: line.dropFirst(blank.count), as: UTF8.self)
    guard text.hasPrefix("<!--") else { return nil }
    text = text.dropFirst(4).drop { $0 == " " || $0 == "\t" }
    guard text.hasPrefix("archc:") else { return nil }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    guard text.hasSuffix("-->") else {
      throw MarkerProblem(
        line: number, message: "a marker stands alone on its line, and ends in `-->`",
        help: "as in `<!-- archc:diagram shop.arch -->`")
    }
    indentation = Array(blank)
    words = try Self.words(of: text.dropFirst(6).dropLast(3), line: number)
    guard words.first?.isEmpty == false else {
      throw MarkerProblem(
        line: number, message: "the marker does not say what stands here",
        help: "as in `<!-- archc:diagram shop.arch -->`")
    }
  }

  /// What ends the line above the content; a line feed where nothing does.
  func lineEnd(in bytes: [UInt8], before content: Int) -> [UInt8] {
    guard content > 0 else { return [0x0A] }
    switch bytes[content - 1] {
    case 0x0A: return content > 1 && bytes[content - 2] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    case 0x0D: return [0x0D]
    default: return [0x0A]
    }
  }

  private static func words(of text: Substring, line: Int) throws(MarkerProblem) -> [String] {
    var words: [String] = []
    var word = ""
    var isOpen = false
    var quote: Character?
    for character in text {
      if let sign = quote {
        if character == sign { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        isOpen = true
      } else if character == " " || character == "\t" {
        if isOpen { words.append(word) }
        word = ""
        isOpen = false
      } else {
        word.append(character)
        isOpen = true
      }
    }
    if let quote {
      throw MarkerProblem(
        line: line, message: "a quote of the marker is not closed", help: "end the words in \(quote)")
    }
    if isOpen { words.append(word) }
    return words
  }
}
