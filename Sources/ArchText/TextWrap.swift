import ArchCells

/// Breaks a title into rows.
enum TextWrap {
  /// The rows of `text`, each of at most `width` cells where a break allows it: at spaces, else after `-._/`, else
  /// between grapheme clusters. One row when `width` is nil.
  static func rows(of text: String, width: Int?) -> [String] {
    guard let width, width > 0, CellWidth.of(text) > width else { return text.isEmpty ? [] : [text] }
    var rows: [String] = []
    var row = ""
    for word in text.split(separator: " ") {
      for (index, part) in parts(of: String(word), width: width).enumerated() {
        let glue = index == 0 && !row.isEmpty ? " " : ""
        if row.isEmpty || CellWidth.of(row + glue + part) <= width {
          row += glue + part
        } else {
          rows.append(row)
          row = part
        }
      }
    }
    if !row.isEmpty { rows.append(row) }
    return rows
  }

  private static func parts(of word: String, width: Int) -> [String] {
    guard CellWidth.of(word) > width else { return [word] }
    var parts: [String] = []
    var part = ""
    for cluster in word {
      if !part.isEmpty, CellWidth.of(part) + CellWidth.of(cluster) > width {
        parts.append(part)
        part = ""
      }
      part.append(cluster)
      if "-._/".contains(cluster) {
        parts.append(part)
        part = ""
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }
}
