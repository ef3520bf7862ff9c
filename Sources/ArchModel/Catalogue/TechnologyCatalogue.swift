import Synchronization

/// The technologies that the compiler knows, looked up by the text of `tech:`.
///
/// The rows are text in the binary. A row is parsed the first time that something names it, as reading all of them would
/// take a small check a quarter of its time.
public enum TechnologyCatalogue {
  /// Every technology, in the order of the tables.
  public static let all: [Technology] = TechnologyTable.families.flatMap(parse)

  /// The technology that a text such as `PostgreSQL 16`, `postgres:16-alpine` or `Amazon SQS FIFO` names, or nil.
  ///
  /// Names and aliases are compared without regard to case, spaces and hyphens. The longest run of leading words that
  /// is a name wins, so what follows (a version, a comment) does not matter; a vendor's name in front and digits that
  /// stick to a name (`postgres16`) are passed over.
  public static func find(_ text: String) -> Technology? {
    let words = TechnologyName.words(of: text)
    var best: (index: Int, end: Int)?
    for start in 0...TechnologyName.vendorWords(in: words) where start < words.count {
      guard let match = longestMatch(in: words, from: start) else { continue }
      if best.map({ match.end > $0.end }) ?? true { best = match }
    }
    return best.flatMap { technology(at: $0.index) }
  }

  /// The row that the most words from `start` on name, and the end of those words.
  private static func longestMatch(in words: [String], from start: Int) -> (index: Int, end: Int)? {
    var end = min(words.count, start + TechnologyName.longest)
    while end > start {
      let key = words[start..<end].joined()
      if let found = index.position(of: key) { return (found, end) }
      let bare = TechnologyName.withoutTrailingVersion(key)
      if bare != key, let found = index.position(of: bare) { return (found, end) }
      end -= 1
    }
    return nil
  }

  private static let index = TechnologyIndex(TechnologyTable.families)

  /// The rows that were asked for, by their position. It only saves time.
  private static let known: Mutex<[Int: Technology]> = Mutex([:])

  private static func technology(at position: Int) -> Technology? {
    if let found = known.withLock({ $0[position] }) { return found }
    guard let technology = parse(index.text(of: index.rows[position])).first else { return nil }
    known.withLock { $0[position] = technology }
    return technology
  }

  /// The rows of one table. A line that starts with a space goes on from the line before; `//` starts a remark. A row
  /// that has not every column is left out, and a test holds that there is none.
  static func parse(_ table: String) -> [Technology] {
    rows(of: table).compactMap { columns in
      guard columns.count == 10, let managed = Technology.Managed(rawValue: columns[8]) else { return nil }
      let consistency = range(columns[4])
      return Technology(
        name: columns[0], aliases: list(columns[1]), kinds: list(columns[2]).flatMap(kinds),
        storeType: word(columns[3]), consistency: consistency.first, strongestConsistency: consistency.last,
        cap: word(columns[5]),
        providers: list(columns[6]), goodAt: list(columns[7]), managed: managed, source: columns[9])
    }
  }

  /// The columns of each row, without the spaces around them.
  static func rows(of table: String) -> [[String]] {
    var rows: [String] = []
    for line in table.utf8.split(separator: UInt8(ascii: "\n")) {
      let text = String(Substring(line))
      if text.hasPrefix("//") { continue }
      if text.hasPrefix(" "), let last = rows.indices.last {
        rows[last] += text
      } else {
        rows.append(text)
      }
    }
    return rows.map { row in
      row.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { trimmed($0) }
    }
  }

  /// The words of a cell, of which `-` has none.
  private static func list(_ cell: String) -> [String] {
    cell == "-" ? [] : cell.utf8.split(separator: UInt8(ascii: ",")).map { trimmed($0) }
  }

  private static func word(_ cell: String) -> String? {
    cell == "-" ? nil : cell
  }

  /// `eventual..strong` is eventual unless asked for up to strong; one word is both ends.
  private static func range(_ cell: String) -> [String] {
    cell == "-" ? [] : cell.utf8.split(separator: UInt8(ascii: ".")).map { trimmed($0) }
  }

  /// `code` stands for all that a general-purpose language can implement.
  private static func kinds(_ word: String) -> [String] {
    word == "code" ? ["service", "worker", "job", "function", "module", "gateway", "identity"] : [word]
  }

  private static func trimmed(_ bytes: Substring.UTF8View) -> String {
    var rest = bytes
    while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
    while rest.last == UInt8(ascii: " ") { rest.removeLast() }
    return String(Substring(rest))
  }
}
