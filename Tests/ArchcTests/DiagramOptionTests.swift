import Foundation
import Testing

/// The options of `archc diagram` that decide how a text drawing looks.
struct DiagramOptionTests {
  private let shop = """
    client Web "Web and mobile apps" {}
    zone Outer "Outer network" {
      trust: private
      service Orders { tech: Swift 6, replicas: 4..20 }
      zone Inner "Inner network" {
        database Ledger { tech: PostgreSQL, backup: every 1h keep 30d }
        cache Hot {}
      }
    }
    external Bank {}
    Web -> Orders "places orders"
    Orders -> [Ledger, Hot] "reads and writes"
    Orders -> Bank "charges the card"
    flow Buy { Web -> Orders -> Bank }

    """

  private func with(_ text: String, _ body: (Binary) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(text, to: "a.arch")
    try body(binary)
  }

  private func stripped(_ text: String) -> String { text.replacing(/\u{1B}\[[0-9;]*m/, with: "") }

  @Test func detailsAreTheRowsOfABox() throws {
    try with(shop) { binary in
      let name = try binary.run("diagram", "a.arch", "--width", "200").output
      #expect(name.contains("Orders") && !name.contains("Swift"))
      #expect(try binary.run("diagram", "a.arch", "--width", "200", "--detail", "name").output == name)
      let tech = try binary.run("diagram", "a.arch", "--width", "200", "--detail", "tech").output
      #expect(tech.contains("service · Swift 6") && tech.contains("│ client") == false)
      #expect(tech.contains("external") && !tech.contains("×4–20"))
      let figures = try binary.run("diagram", "a.arch", "--width", "200", "--detail", "figures").output
      #expect(figures.contains("service · Swift 6") && figures.contains("×4–20"))
      let ascii = try binary.run("diagram", "a.arch", "--width", "200", "--detail", "figures", "--charset", "ascii")
      #expect(ascii.output.contains("service / Swift 6") && ascii.output.contains("x4-20"))
      #expect(ascii.output.allSatisfy { $0.isASCII })
    }
  }

  @Test func everyWidthIsKeptOrRefused() throws {
    try with(shop) { binary in
      for width in [1, 12, 20, 30, 45, 60, 80, 200] {
        let drawn = try binary.run("diagram", "a.arch", "--all", "--width", "\(width)")
        if drawn.status == 0 {
          #expect(drawn.output.split(separator: "\n").allSatisfy { $0.count <= width })
          #expect(drawn.output.contains("Ledger"))
          continue
        }
        #expect(drawn.status == 2 && drawn.output.isEmpty)
        let match = drawn.error.firstMatch(of: /needs (\d+) columns, and there are (\d+)/)
        let (needed, limit) = (String(match?.output.1 ?? ""), String(match?.output.2 ?? ""))
        #expect(limit == "\(width)")
        #expect(try binary.run("diagram", "a.arch", "--all", "--width", needed).status == 0)
      }
      for width in ["0", "abc", "100001"] {
        #expect(try binary.run("diagram", "a.arch", "--width", width).status == 2)
      }
    }
  }

  @Test func boundariesBecomeBoxesWhereTheWidthIsTooSmall() throws {
    try with(shop) { binary in
      let all = try binary.run("diagram", "a.arch", "--all", "--width", "12")
      let match = all.error.firstMatch(of: /needs (\d+) columns/)
      let needed = try #require(Int(match?.output.1 ?? ""))
      let narrow = try binary.run("diagram", "a.arch", "--width", "\(needed - 1)")
      #expect(narrow.status == 0, "\(narrow.error)")
      let words = narrow.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(!words.contains("Ledger") && words.contains("note: boundaries are drawn as single boxes"))
      #expect(narrow.error.contains("everything takes \(needed) columns") && narrow.error.contains("--all"))
      let tiny = try binary.run("diagram", "a.arch", "--width", "5")
      #expect(tiny.status == 2 && tiny.error.contains("and there are 5"))
    }
  }

  @Test func flowsHaveColoursAndMarksToo() throws {
    try with(shop) { binary in
      let plain = try binary.run("diagram", "a.arch", "--flow", "Buy")
      #expect(!plain.output.contains("\u{1B}"))
      let coloured = try binary.run("diagram", "a.arch", "--flow", "Buy", "--color", "always")
      #expect(coloured.output.contains("\u{1B}[1m"))
      #expect(stripped(coloured.output) == plain.output)
      let marked = try binary.run("diagram", "a.arch", "--flow", "Buy", "--annotate", "--color", "always")
      // The call of the bank has no timeout.
      #expect(stripped(marked.output).contains("! REL001"))
      #expect(stripped(marked.output).contains("\n! REL001 `Orders` calls `Bank`"))
      #expect(marked.output.contains("\u{1B}[33m"))
    }
  }

  @Test func onlyWhatHoldsSomethingCollapses() throws {
    try with(shop) { binary in
      let failed = try binary.run("diagram", "a.arch", "--collapse", "Orders")
      #expect(failed.status == 2)
      #expect(failed.error.contains("no boundary `Orders`") && failed.error.contains("`Outer`"))
      #expect(try binary.run("diagram", "a.arch", "--collapse", "Inner").output.contains("│ Inner network │"))
    }
  }

  @Test func blankTitlesGiveWayToNames() throws {
    try with("service Lone \"\" {}\nzone Void \"  \" { cache Held \" \" {} }\n") { binary in
      let drawn = try binary.run("diagram", "a.arch").output
      for name in ["│ Lone │", "│ Held │", "Void"] { #expect(drawn.contains(name)) }
    }
  }

  #if os(Linux)
    @Test func theTerminalDecidesOnColumnsAndColours() throws {
      try with(shop) { binary in
        let whole = try binary.run("diagram", "a.arch", "--width", "90")
        for columns in [70, 90] {
          let seen = try onTerminal(columns: UInt16(columns), binary, ["diagram", "a.arch"])
          #expect(seen.contains("\u{1B}[32m"))
          let lines = stripped(seen).split(separator: "\n")
          #expect(lines.allSatisfy { $0.count <= columns })
          if columns == 90 { #expect(stripped(seen) == whole.output) }
        }
        let uncoloured = [
          try onTerminal(columns: 90, binary, ["diagram", "a.arch", "--color", "never"]),
          try onTerminal(columns: 90, binary, ["diagram", "a.arch"], environment: ["NO_COLOR": "1"]),
        ]
        #expect(uncoloured == [whole.output, whole.output])
      }
    }

    /// What the binary writes to a terminal of some columns.
    private func onTerminal(
      columns: UInt16, _ binary: Binary, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> String {
      // `unlockpt` and `ptsname`, which Swift's Glibc lacks, by the requests of Linux that they stand for.
      let main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (unlocked, number): (Int32, Int32) = (0, 0)
      #expect(main >= 0 && ioctl(main, 0x4004_5431, &unlocked) == 0 && ioctl(main, 0x8004_5430, &number) == 0)
      let side = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
      #expect(side >= 0)
      var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
      #expect(ioctl(side, UInt(TIOCSWINSZ), &size) == 0)
      let process = Process()
      process.executableURL = Binary.path
      process.arguments = arguments
      process.currentDirectoryURL = binary.folder
      process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "NO_COLOR" }
        .merging(["TERM": "xterm"]) { $1 }.merging(environment) { $1 }
      let terminal = FileHandle(fileDescriptor: side, closeOnDealloc: true)
      process.standardOutput = terminal
      process.standardError = FileHandle.nullDevice
      try process.run()
      try terminal.close()
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4_096)
      // The end of a terminal is an error of reading.
      while case let count = read(main, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
      close(main)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    }
  #endif
}
