import Dispatch

/// `archc build --watch`: builds on each change, until it is interrupted.
struct BuildWatch {
  private let build: (WatchedFiles) throws -> (paths: [String], output: String)
  /// Held while outputs are written, so that an interruption leaves whole files.
  private let writing: DispatchSemaphore

  init(
    writing: DispatchSemaphore, _ build: @escaping (WatchedFiles) throws -> (paths: [String], output: String)
  ) {
    self.writing = writing
    self.build = build
  }

  func run() throws -> Never {
    let writing = writing
    let interruption = Interruption { writing.wait() }
    defer { withExtendedLifetime(interruption) {} }
    var last: WatchedFiles?
    while true {
      let files = WatchedFiles()
      let begin = ContinuousClock.now
      let line: String
      do {
        let (paths, output) = try build(files)
        // A file that was saved as it was gives the same outputs, and is not worth a line.
        let passed = begin.duration(to: .now)
        line = "built \(paths.count) file\(paths.count == 1 ? "" : "s") in \(output), \(Self.seconds(passed))"
      } catch let failure as CommandFailure {
        line = "not built: " + (failure.message.isEmpty ? "the files have errors" : failure.message)
      }
      if last.map({ !files.hasSameContents(as: $0) }) ?? true { try Console.write(line + "\n") }
      last = files
      ChangeLoop.wait(for: files)
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    guard milliseconds >= 1000 else { return "\(milliseconds) ms" }
    return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}
