import Foundation
import TestTools

/// Commands that run in turn, so that a slow moment of the machine meets all of them alike.
///
/// They are started by a small process of their own: what a big one holds would count as their memory.
struct MeasuredCommands {
  static let flag = "--measure"
  private static let separator = "---"

  /// One run of a command.
  struct Run {
    let wallSeconds: Double
    let peakBytes: Int
    let status: Int
  }

  let commands: [[String]]
  let rounds: Int
  let folder: TemporaryFolder

  /// The runs of each command, after one round that warms up the caches and is not counted.
  func run() throws -> [[Run]] {
    let output = "runs.txt"
    let words = [CommandLine.arguments[0], Self.flag, "\(rounds)"] + commands.joined(separator: [Self.separator])
    let outcome = try ChildProcess(words, output: folder.path(output)).wait()
    guard outcome.status == 0 else { throw BenchmarkError("a command could not be measured: \(commands)") }
    var runs = Array(repeating: [Run](), count: commands.count)
    for line in try folder.read(output).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count == 4, let command = Int(fields[0]), let wall = Double(fields[1]), let peak = Int(fields[2]),
        let status = Int(fields[3]), runs.indices.contains(command)
      else { throw BenchmarkError("a measurement reads `\(line)`") }
      runs[command].append(Run(wallSeconds: wall, peakBytes: peak, status: status))
    }
    return runs.map { Array($0.dropFirst()) }
  }

  /// What the small process does: runs the commands and prints index, seconds, bytes and status of each run.
  static func serve(_ arguments: [String]) -> Int32 {
    guard let rounds = arguments.first.flatMap({ Int($0) }) else { return 2 }
    let commands = arguments.dropFirst().split(separator: separator).map(Array.init)
    for _ in 0...rounds {
      for (index, command) in commands.enumerated() {
        guard let outcome = try? ChildProcess(command).wait() else { return 1 }
        print(index, outcome.wallSeconds, outcome.peakBytes, outcome.status)
      }
    }
    return 0
  }
}

/// A benchmark that could not be run.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
