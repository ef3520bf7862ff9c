import Foundation
import TestTools

/// Makes an input smaller as long as its target still fails in the same way.
///
/// After Andreas Zeller and Ralf Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE Transactions on
/// Software Engineering 28 (2002): runs are left out, half the input at first, then ever shorter ones; lines, then bytes.
struct Reduction {
  let target: FuzzTarget
  let scratch: String
  /// In seconds; a small input is a help, not a result.
  private static let limit = 20.0

  /// The smaller input, or nil where the failure does not come back.
  func reduce(_ input: [UInt8]) throws -> [UInt8]? {
    guard let kind = try status(of: input), kind != 0 else { return nil }
    let end = ContinuousClock.now + .seconds(Self.limit)
    func fails(_ pieces: [ArraySlice<UInt8>]) throws -> Bool { try status(of: Array(pieces.joined())) == kind }
    var lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)
    for index in lines.indices.dropLast() { lines[index] = input[lines[index].startIndex...lines[index].endIndex] }
    let shorter = Array(try shortened(lines, until: end, fails).joined())
    let bytes = shorter.indices.map { shorter[$0...$0] }
    return Array(try shortened(bytes, until: end, fails).joined())
  }

  private func shortened(
    _ pieces: [ArraySlice<UInt8>], until end: ContinuousClock.Instant, _ fails: ([ArraySlice<UInt8>]) throws -> Bool
  ) throws -> [ArraySlice<UInt8>] {
    var pieces = pieces
    var run = pieces.count / 2
    while run > 0 {
      var start = 0
      while start < pieces.count, ContinuousClock.now < end {
        let candidate = Array(pieces[..<start] + pieces[min(pieces.count, start + run)...])
        if try fails(candidate) { pieces = candidate } else { start += run }
      }
      run /= 2
    }
    return pieces
  }

  /// How a process that runs the target on an input ends; nil where it hangs.
  private func status(of input: [UInt8]) throws -> Int? {
    let path = scratch + "/candidate"
    try Data(input).write(to: URL(fileURLWithPath: path))
    let process = try ChildProcess([CommandLine.arguments[0], "--target", target.rawValue, "--input", path])
    let end = ContinuousClock.now + .seconds(Supervisor.hangSeconds)
    while ContinuousClock.now < end {
      if let outcome = process.poll() { return outcome.status }
      usleep(2_000)
    }
    process.kill()
    _ = process.wait()
    return nil
  }
}
