import Foundation

/// Runs cases in this process until time is over. A trap ends the process, so each input is written to the scratch
/// folder before it runs, and the supervisor finds it there.
struct Worker {
  /// How many cases one process runs: libraries that leak shall not fill the memory.
  static let batch = 4_000
  /// The status of a process that found something and says so.
  static let foundStatus: Int32 = 3

  let options: FuzzOptions
  let corpus: Corpus
  let scratch: String

  /// The files by which worker and supervisor understand each other.
  static func inputPath(_ scratch: String) -> String { scratch + "/input" }
  static func statePath(_ scratch: String) -> String { scratch + "/state" }
  static func findingPath(_ scratch: String) -> String { scratch + "/finding" }

  func run() throws -> Never {
    Self.limitMemory()
    let end = ContinuousClock.now + .seconds(options.seconds)
    var number = options.first
    while number < options.first + Self.batch, ContinuousClock.now < end {
      let fuzzCase = FuzzCase(seed: options.seed, number: number, only: options.only, corpus: corpus)
      try Data(fuzzCase.input).write(to: URL(fileURLWithPath: Self.inputPath(scratch)))
      try write("\(number) \(fuzzCase.target.rawValue)", to: Self.statePath(scratch))
      if let finding = fuzzCase.target.run(fuzzCase.input, isClean: fuzzCase.isClean) {
        try write(finding, to: Self.findingPath(scratch))
        exit(Self.foundStatus)
      }
      number += 1
    }
    exit(0)
  }

  /// Runs one input here, so that a debugger or a crash log shows what happens.
  static func runOnce(_ input: [UInt8], target: FuzzTarget, isClean: Bool = false) -> Int32 {
    limitMemory()
    guard let finding = target.run(input, isClean: isClean) else {
      print("\(target.rawValue): \(input.count) bytes, nothing found")
      return 0
    }
    print("\(target.rawValue): \(finding)")
    return foundStatus
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  /// An input of kilobytes that takes gigabytes is a finding, not a reason to stop the machine.
  private static func limitMemory() {
    #if os(Linux)
      var limit = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #endif
  }
}
