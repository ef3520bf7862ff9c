/// A document that the editor has open. The editor's text is the truth, whatever is on the disk.
struct OpenDocument {
  /// The URI as the client writes it; the last one where it has several.
  var uri: String
  /// The path with links followed, or the URI where it is no file.
  let key: String
  /// The path as the program is told of it.
  let path: String
  var version: Int
  private(set) var lines: LineTable

  var bytes: [UInt8] { lines.bytes }

  init(uri: String, key: String, path: String, version: Int, text: String) {
    self.uri = uri
    self.key = key
    self.path = path
    self.version = version
    lines = LineTable(Array(text.utf8))
  }

  /// What a change replaced, in bytes.
  struct Replacement: Hashable {
    let range: Range<Int>
    let count: Int
  }

  /// Makes the changes in order; each speaks of the text that the one before left.
  mutating func apply(_ changes: [LSP.ContentChange], _ encoding: PositionEncoding) -> [Replacement] {
    var replacements: [Replacement] = []
    for change in changes {
      guard let range = change.range else {
        replacements.append(whole(change.text))
        continue
      }
      let start = lines.offset(at: range.start, encoding)
      let end = max(start, lines.offset(at: range.end, encoding))
      var bytes = lines.bytes
      bytes.replaceSubrange(start..<end, with: change.text.utf8)
      lines = LineTable(bytes)
      replacements.append(Replacement(range: start..<end, count: change.text.utf8.count))
    }
    return replacements
  }

  /// A whole new text. What it shares with the old one at both ends did not change.
  private mutating func whole(_ text: String) -> Replacement {
    let old = lines.bytes
    let new = Array(text.utf8)
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    lines = LineTable(new)
    return Replacement(range: start..<old.count - end, count: new.count - end - start)
  }
}
