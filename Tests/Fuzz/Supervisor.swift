import Foundation
import TestTools

/// Keeps workers running, notices when one crashes or hangs, and reports the input.
struct Supervisor {
  /// A case that takes longer than this many seconds hangs.
  static let hangSeconds = 10.0
  /// After so many findings something is broken that is known by then.
  static let findingLimit = 10

  let options: FuzzOptions
  let corpus: Corpus

  private struct Finding {
    let number: Int
    let target: FuzzTarget
    let message: String
  }

  func run() throws -> Int32 {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("archc-fuzz-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let end = ContinuousClock.now + .seconds(options.seconds)
    var first = 0
    var findings = 0
    while ContinuousClock.now < end, findings < Self.findingLimit {
      let left = Int((end - ContinuousClock.now).seconds.rounded(.up))
      let finding = try watch(first: first, seconds: left, scratch: scratch)
      first = state(scratch).map { $0.number + 1 } ?? first + 1
      guard let finding else { continue }
      findings += 1
      try report(finding, scratch: scratch)
    }
    print("\(first) cases with seed \(options.seed): \(findings == 0 ? "nothing found" : "\(findings) found")")
    return findings == 0 ? 0 : 1
  }

  /// Runs one worker to its end. Gives what stopped it, or nil where time or its batch was over.
  private func watch(first: Int, seconds: Int, scratch: String) throws -> Finding? {
    for path in [Worker.findingPath(scratch), Worker.statePath(scratch)] {
      try? FileManager.default.removeItem(atPath: path)
    }
    var words = [
      CommandLine.arguments[0], "--worker", scratch, "--seed", "\(options.seed)", "--first", "\(first)", "--seconds",
      "\(seconds)",
    ]
    if let only = options.only { words += ["--only", only.rawValue] }
    let errors = scratch + "/errors"
    let worker = try ChildProcess(words + options.corpus, error: errors)
    var number = -1
    var since = ContinuousClock.now
    while true {
      if let outcome = worker.poll() {
        guard outcome.status != 0 else { return nil }
        guard let state = state(scratch) else {
          throw FuzzError("a worker ended with \(outcome.status) before its first case")
        }
        let message =
          outcome.status == Int(Worker.foundStatus)
          ? text(Worker.findingPath(scratch)) : crash(outcome.status, log: text(errors))
        return Finding(number: state.number, target: state.target, message: message)
      }
      if let state = state(scratch), state.number != number {
        number = state.number
        since = ContinuousClock.now
      } else if (ContinuousClock.now - since).seconds > Self.hangSeconds, let state = state(scratch) {
        worker.kill()
        _ = worker.wait()
        return Finding(
          number: state.number, target: state.target, message: "took more than \(Int(Self.hangSeconds)) seconds")
      }
      usleep(20_000)
    }
  }

  private func crash(_ status: Int, log: String) -> String {
    let line = log.split(separator: "\n").first { $0.contains("rror") } ?? log.split(separator: "\n").first ?? ""
    return status < 0 ? "crashed by signal \(-status): \(line)" : "ended with status \(status): \(line)"
  }

  private func state(_ scratch: String) -> (number: Int, target: FuzzTarget)? {
    let words = text(Worker.statePath(scratch)).split(separator: " ")
    guard words.count == 2, let number = Int(words[0]), let target = FuzzTarget(rawValue: String(words[1])) else {
      return nil
    }
    return (number, target)
  }

  private func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// Saves the input, makes it smaller where that goes quickly, and prints how to see it again.
  private func report(_ finding: Finding, scratch: String) throws {
    let folder = ".build/fuzz"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let name = "\(folder)/\(finding.target.rawValue)-\(options.seed)-\(finding.number)"
    let input = [UInt8](FileManager.default.contents(atPath: Worker.inputPath(scratch)) ?? Data())
    try Data(input).write(to: URL(fileURLWithPath: name + ".arch"))
    let only = options.only.map { " --only \($0.rawValue)" } ?? ""
    print("case \(finding.number), \(finding.target.rawValue): \(finding.message)")
    print("  input: \(name).arch, \(input.count) bytes")
    print(
      "  again: fuzz --seed \(options.seed) --case \(finding.number)\(only) \(options.corpus.joined(separator: " "))")
    let reduction = Reduction(target: finding.target, scratch: scratch)
    if let smaller = try reduction.reduce(input) {
      try Data(smaller).write(to: URL(fileURLWithPath: name + ".small.arch"))
      print("  small: fuzz --target \(finding.target.rawValue) --input \(name).small.arch, \(smaller.count) bytes")
    }
    fflush(nil)
  }
}
