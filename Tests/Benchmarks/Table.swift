import Foundation

/// The table of results, printed line by line as they come.
struct Table {
  private static let widths = [50, 24, 28, 10, 10]

  static func printHeader() {
    printCells(["what", "measured", "beside", "figure", "target"], last: "")
    print(String(repeating: "-", count: widths.reduce(0, +) + 6))
  }

  /// - Parameters:
  ///   - figure: what is compared with the target.
  ///   - isUpper: whether the target is the most that is allowed; otherwise it is the least.
  static func printRow(
    _ what: String, measured: String, beside: String = "", figure: Double, unit: String = "x", target: Double,
    isUpper: Bool
  ) {
    let met = isUpper ? figure <= target : figure >= target
    printCells(
      [what, measured, beside, number(figure) + unit, (isUpper ? "<= " : ">= ") + number(target) + unit],
      last: met ? "met" : "MISSED")
  }

  /// A row that tells something and has no target.
  static func printRow(_ what: String, measured: String, beside: String) {
    printCells([what, measured, beside], last: "")
  }

  /// A figure with three digits that count.
  static func number(_ value: Double) -> String {
    let digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let text = "\((value * scale).rounded() / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func printCells(_ cells: [String], last: String) {
    var line = ""
    for (cell, width) in zip(cells, widths) {
      line += cell + String(repeating: " ", count: max(1, width - cell.count))
    }
    print(line + last)
    // Each row when it is known, also into a pipe.
    fflush(nil)
  }
}

extension [Double] {
  /// The middle value, or the mean of the two in the middle; 0 of none.
  var median: Double {
    guard !isEmpty else { return 0 }
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }

  var best: Double { self.min() ?? 0 }
}
