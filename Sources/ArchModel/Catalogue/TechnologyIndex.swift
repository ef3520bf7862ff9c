/// Where the names of the catalogue stand, without reading the rest of it.
///
/// Most programs name a dozen technologies of several hundred. So the tables are walked once for the names alone, which
/// are kept as digests of their folded bytes, and a row is read when something names it.
struct TechnologyIndex: Sendable {
  /// One row of a table: all its lines, by the offsets of their bytes.
  struct Row: Sendable {
    let family: Int
    let bytes: Range<Int>
  }

  private let families: [String]
  private(set) var rows: [Row] = []
  /// The rows by their names' digests. The first row keeps a name that two claim.
  private var places: [UInt64: Int32] = [:]

  init(_ families: [String]) {
    self.families = families
    places.reserveCapacity(1_024)
    for index in families.indices {
      var text = families[index]
      text.withUTF8 { add(family: index, $0) }
    }
  }

  /// The position of the row that has a name, folded as `TechnologyName.key` does.
  func position(of key: String) -> Int? {
    var digest = Self.start
    for byte in key.utf8 { Self.add(byte, to: &digest) }
    guard let place = places[digest] else { return nil }
    // Two names may share a digest, though none of the tables do.
    return names(of: rows[Int(place)]).contains { TechnologyName.key(of: $0) == key } ? Int(place) : nil
  }

  /// The text of a row.
  func text(of row: Row) -> String {
    let bytes = families[row.family].utf8
    let start = bytes.index(bytes.startIndex, offsetBy: row.bytes.lowerBound)
    return String(Substring(bytes[start..<bytes.index(start, offsetBy: row.bytes.count)]))
  }

  private func names(of row: Row) -> [String] {
    let columns = text(of: row).split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
    return (columns.prefix(1) + columns.dropFirst().prefix(1).flatMap { $0.split(separator: ",") }).map(String.init)
  }

  // MARK: Walking the tables

  private mutating func add(family: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    var line = 0
    while line < bytes.count {
      if bytes[line] == UInt8(ascii: "/") {
        line = Self.nextLine(bytes, line)
        continue
      }
      // A line that starts with a space goes on from the one before.
      var end = Self.nextLine(bytes, line)
      while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end = Self.nextLine(bytes, end) }
      addNames(UnsafeBufferPointer(rebasing: bytes[line..<end]), position: rows.count)
      rows.append(Row(family: family, bytes: line..<end))
      line = end
    }
  }

  private static func nextLine(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    return place + 1 > bytes.count ? bytes.count : place + 1
  }

  /// The names stand in the first two columns.
  private mutating func addNames(_ row: UnsafeBufferPointer<UInt8>, position: Int) {
    var digest = Self.start
    var isEmpty = true
    var column = 0
    for byte in row {
      if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ",") && column == 1 {
        if !isEmpty, places[digest] == nil { places[digest] = Int32(truncatingIfNeeded: position) }
        digest = Self.start
        isEmpty = true
        if byte == UInt8(ascii: "|") { column += 1 }
        if column == 2 { return }
      } else if TechnologyName.isPartOfWord(byte) {
        Self.add(TechnologyName.lowercased(byte), to: &digest)
        isEmpty = false
      }
    }
  }

  /// FNV-1a, 64 bits.
  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func add(_ byte: UInt8, to digest: inout UInt64) {
    digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
