import ArchAnalysis
import ArchModel
import ArchReport
import ArchSyntax

/// The report on a program of one file.
func report(_ text: String, options: ReportOptions = ReportOptions(revision: "0123456789ab")) -> String {
  let parsed = parse(SourceFile(path: "shop.arch", text: text))
  return Report.markdown(compile([parsed]).model, options: options)
}

/// The same before it is printed.
func document(of text: String) -> ReportDocument {
  let parsed = parse(SourceFile(path: "shop.arch", text: text))
  return Report.document(Figures(compile([parsed]).model), options: ReportOptions(revision: "0123456789ab"))
}

/// The lines of a report, for tests to look at.
struct ReadReport {
  let lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  init(of program: String, options: ReportOptions = ReportOptions(revision: "0123456789ab")) {
    self.init(report(program, options: options))
  }

  var headings: [String] { lines.filter { $0.hasPrefix("#") } }

  /// The lines below a heading, up to the next one or to the targets of the links, without empty lines.
  func section(_ heading: String) -> [String] {
    guard let start = lines.firstIndex(of: heading) else { return [] }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("#") && !$0.contains("]: ") }.filter { !$0.isEmpty }
  }

  /// The tables: runs of lines that begin with a bar.
  var tables: [[String]] {
    var tables: [[String]] = []
    var isInside = false
    for line in lines {
      if line.hasPrefix("|") {
        if isInside { tables[tables.count - 1].append(line) } else { tables.append([line]) }
      }
      isInside = line.hasPrefix("|")
    }
    return tables
  }

  /// The cells of a row, parted as GitHub Flavored Markdown says: at bars that no backslash stands before.
  static func cells(_ row: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in row.dropFirst() {
      if character == "|", !isEscaped {
        cells.append(trimmed(cell))
        cell = ""
      } else {
        cell.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if !trimmed(cell).isEmpty { cells.append(trimmed(cell)) }
    return cells
  }

  private static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}

/// What is left of a line of Markdown when spans of code and escaped signs are taken out: the part in which signs mean
/// something.
func activePart(of line: String) -> String {
  let characters = Array(line)
  var result = ""
  var index = 0
  while index < characters.count {
    let character = characters[index]
    if character == "\\", index + 1 < characters.count, characters[index + 1].isASCII, !characters[index + 1].isLetter,
      !characters[index + 1].isNumber
    {
      result.append("\u{00B7}")
      index += 2
      continue
    }
    if character == "`" {
      var run = 0
      while index + run < characters.count, characters[index + run] == "`" { run += 1 }
      var end = index + run
      var close: Int?
      while end < characters.count {
        var length = 0
        while end + length < characters.count, characters[end + length] == "`" { length += 1 }
        if length == run {
          close = end + length
          break
        }
        end += max(1, length)
      }
      if let close {
        result.append("\u{25A1}")
        index = close
        continue
      }
    }
    result.append(character)
    index += 1
  }
  return result
}

/// The line if it holds something that a forge would not show as the letters it is: a tag, an entity, a mention, a
/// formula, a link that is no reference.
func liveMarkup(in line: String) -> String? {
  if line.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x202E }) { return line }
  // The entity by which the report writes a back-tick beside code.
  let active = activePart(of: line).replacing("&#96;", with: "`")
  if ["](", "![", "[^", "~~", "://", "www."].contains(where: { active.contains($0) }) { return line }
  let characters = Array(active)
  for (index, character) in characters.enumerated() {
    let next = index + 1 < characters.count ? characters[index + 1] : "\n"
    let rest = characters[(index + 1)...]
    let isLive =
      switch character {
      case "<": next.isLetter || "!/?".contains(next)
      case "@": next.isLetter || next.isNumber
      case "#": next.isNumber
      case "$": !next.isNumber
      case "&":
        rest.prefix { $0 == "#" || $0.isLetter || $0.isNumber }.endIndex < characters.endIndex
          && next != ";" && rest.first { $0 != "#" && !$0.isLetter && !$0.isNumber } == ";"
      case ":": next != ":" && rest.first { !"_+-".contains($0) && !$0.isLetter && !$0.isNumber } == ":"
      default: false
      }
    if isLive { return line }
  }
  return nil
}
