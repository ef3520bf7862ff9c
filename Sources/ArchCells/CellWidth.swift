/// The room a text takes in a terminal.
public enum CellWidth {
  /// The number of terminal cells `text` takes: the sum over its grapheme clusters.
  public static func of(_ text: String) -> Int {
    var sum = 0
    for cluster in text { sum += of(cluster) }
    return sum
  }

  /// The number of terminal cells of one grapheme cluster.
  ///
  /// East Asian wide characters and emoji sequences take two cells, combining marks none. A cluster of several spacing
  /// characters (a conjunct of an Indic script) takes the sum of them, as terminals print it.
  public static func of(_ cluster: Character) -> Int {
    var sum = 0
    var isEmojiSequence = false
    var count = 0
    var regional = 0
    for scalar in cluster.unicodeScalars {
      let value = scalar.value
      count += 1
      if value < 0x7F, value >= 0x20 {
        sum += 1
        continue
      }
      switch value {
      case 0xFE0F, 0x1F3FB...0x1F3FF: isEmojiSequence = isEmojiSequence || count > 1
      case 0x200D: isEmojiSequence = isEmojiSequence || sum > 1
      case 0x1F1E6...0x1F1FF: regional += 1
      default: break
      }
      sum += of(scalar)
    }
    if isEmojiSequence || regional == 2 { return 2 }
    return sum
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
    if contains(CellWidthTable.zero, value) { return 0 }
    return contains(CellWidthTable.wide, value) ? 2 : 1
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }
}
