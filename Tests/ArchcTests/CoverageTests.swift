import Foundation
import TestSupport
import Testing

/// What `docs/coverage.md` says of the product is so: each of its commands is run.
@Suite struct CoverageTests {
  struct Row: CustomStringConvertible {
    let statement: String
    let command: String
    let texts: [String]

    var description: String { "\(statement): \(command)" }
  }

  static let rows: [Row] = (try? Repository.text("docs/coverage.md")).map(read) ?? []

  private static func read(_ page: String) -> [Row] {
    page.split(separator: "\n").compactMap { line -> Row? in
      guard line.hasPrefix("| "), !line.hasPrefix("| Statement"), !line.hasPrefix("| ---") else { return nil }
      // A bar inside a cell has a backslash.
      let cells = line.replacingOccurrences(of: "\\|", with: "\u{1}").split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "\u{1}", with: "|")
      }
      guard cells.count == 3 else { return nil }
      return Row(statement: cells[0], command: code(cells[1]).first ?? "", texts: code(cells[2]))
    }
  }

  private static func code(_ cell: String) -> [String] {
    cell.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  @Test func thePageHoldsEveryTableOfTheSeed() throws {
    #expect(Self.rows.count >= 110)
    let headings = try Repository.text("docs/coverage.md").components(separatedBy: "\n").filter { $0.hasPrefix("## ") }
    #expect(
      headings == [
        "## Pre-flight checks", "## Expertise areas", "## Architecture protocol", "## The -ilities", "## CAP theorem",
        "## Common patterns", "## Scalability patterns", "## Output format", "## Technology selection guide: databases",
        "## Technology selection guide: message queues", "## When to escalate", "## Started, named and found",
        "## Phases",
      ])
  }

  @Test func everyCommandShowsWhatThePageSays() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try FileManager.default.copyItem(
      at: Repository.url("samples"), to: binary.folder.appendingPathComponent("samples"))
    var outcomes: [String: Binary.Outcome] = [:]
    for row in Self.rows {
      let words = Self.words(row.command)
      #expect(words.first == "archc" && !row.texts.isEmpty, "\(row)")
      if outcomes[row.command] == nil { outcomes[row.command] = try binary.run(list: Array(words.dropFirst())) }
      let outcome = try #require(outcomes[row.command])
      #expect(outcome.status == 0, "\(row): \(outcome.error)")
      for text in row.texts {
        #expect((outcome.output + outcome.error).contains(text), "\(row) does not show \(text)")
      }
    }
  }

  /// The words of a command; quotes keep words together.
  private static func words(_ command: String) -> [String] {
    var words: [String] = []
    for (index, part) in command.components(separatedBy: "\"").enumerated() {
      if index % 2 == 1 { words.append(part) } else { words += part.split(separator: " ").map(String.init) }
    }
    return words
  }
}
