import Foundation
import TestTools

/// SVG drawings beside those of `dot` from the DOT that the compiler itself writes for the same drawing.
struct PictureBenchmarks {
  let compiler: String
  let folder: TemporaryFolder

  private struct Drawing {
    var name: String
    var program: String
    /// Our time as a share of the other's; nil for none.
    var ratio: Double?
    /// Our time in seconds.
    var seconds: Double?
    var rounds: Int
  }

  private static let drawings = [
    Drawing(name: "10 components", program: ModelGenerator.text(components: 10, seed: 7), ratio: 0.5, rounds: 15),
    Drawing(name: "100 components", program: layers(100), ratio: 0.8, rounds: 7),
    Drawing(name: "1,000 components", program: layers(1_000), ratio: 0.6, rounds: 3),
    Drawing(name: "2,000 components in zones", program: layers(2_000, zones: 60), ratio: 0.3, rounds: 1),
    Drawing(name: "50 components, 1,225 relations", program: complete(50), seconds: 10, rounds: 1),
  ]

  func run() throws {
    print("")
    Table.printHeader()
    for drawing in Self.drawings { try compare(drawing) }
  }

  private func compare(_ drawing: Drawing) throws {
    let source = try folder.write(drawing.program, as: "picture.arch")
    let (own, dot, other) = (folder.path("own.svg"), folder.path("picture.dot"), folder.path("other.svg"))
    let written = try ChildProcess([compiler, "diagram", source, "--all", "-o", dot]).wait()
    guard written.status == 0 else { throw BenchmarkError("\(drawing.name): no DOT was written") }
    let command = [compiler, "diagram", source, "--all", "--timeout", "600", "-o", own]
    // A complete graph takes dot over a minute, and no time of it is asked for.
    let peer = drawing.ratio == nil ? [] : [["dot", "-Tsvg", dot, "-o", other]]
    let runs = try MeasuredCommands(commands: [command] + peer, rounds: drawing.rounds, folder: folder).run()
    guard runs.joined().allSatisfy({ $0.status == 0 }) else {
      throw BenchmarkError("\(drawing.name) could not be drawn by both sides")
    }
    let wall = runs[0].map(\.wallSeconds).median
    if let limit = drawing.seconds {
      Table.printRow(
        "SVG of \(drawing.name)", measured: milliseconds(wall), figure: wall, unit: " s", target: limit, isUpper: true)
    }
    guard let ratio = drawing.ratio else { return }
    let beside = runs[1].map(\.wallSeconds).median
    Table.printRow(
      "SVG of \(drawing.name)", measured: milliseconds(wall), beside: "dot -Tsvg " + milliseconds(beside),
      figure: wall / beside, target: ratio, isUpper: true)
    let (peak, otherPeak) = (Double(runs[0].map(\.peakBytes).max() ?? 0), Double(runs[1].map(\.peakBytes).max() ?? 0))
    Table.printRow(
      "  memory at most", measured: megabytes(peak), beside: "dot " + megabytes(otherPeak), figure: peak / otherPeak,
      target: 1.2, isUpper: true)
    let crossings = EdgeCrossings.count(Picture(try folder.read("own.svg")).edges.map(\.line))
    let others = EdgeCrossings.count(EdgeCrossings.lines(ofDot: try folder.read("other.svg")))
    Table.printRow(
      "  crossings", measured: "\(crossings)", beside: "dot \(others)",
      figure: others == 0 ? (crossings == 0 ? 1 : 2) : Double(crossings) / Double(others), target: 1, isUpper: true)
  }

  /// Services in layers, each calling a few of the next ones: what large systems look like to a layout.
  private static func layers(_ count: Int, zones: Int = 0) -> String {
    var random = SeededRandom(seed: 11)
    var program = "system Layers { language: 1 }\n"
    let width = max(5, Int(Double(count).squareRoot()))
    for index in 0..<count where zones == 0 { program += "service S\(index)\n" }
    for zone in 0..<zones {
      program += "zone Z\(zone) {\n"
      for index in stride(from: zone * count / zones, to: (zone + 1) * count / zones, by: 1) {
        program += "  service S\(index)\n"
      }
      program += "}\n"
    }
    func path(_ index: Int) -> String {
      guard zones > 0 else { return "S\(index)" }
      let zone = (0..<zones).last { $0 * count / zones <= index } ?? 0
      return "Z\(zone).S\(index)"
    }
    for index in width..<count {
      let callers = Set((0..<(1 + random.below(2))).map { _ in index - 1 - random.below(min(index, 2 * width)) })
      for caller in callers.sorted() { program += "\(path(caller)) -> \(path(index))\n" }
    }
    return program
  }

  /// Each of them calls all that follow.
  private static func complete(_ count: Int) -> String {
    var program = "system Dense { language: 1 }\n"
    for index in 0..<count { program += "service S\(index)\n" }
    for first in 0..<count { for second in (first + 1)..<count { program += "S\(first) -> S\(second)\n" } }
    return program
  }

  private func milliseconds(_ seconds: Double) -> String { Table.number(seconds * 1_000) + " ms" }

  private func megabytes(_ bytes: Double) -> String { Table.number(bytes / 1e6) + " MB" }
}
