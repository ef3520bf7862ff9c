import Foundation

/// A command that runs until it is stopped, in the folder of a `Binary`.
final class RunningBinary {
  private let process = Process()
  private let output = Pipe()
  private let input = Pipe()
  private let errors: URL
  private var rest: [UInt8] = []

  init(_ arguments: [String], in binary: Binary) throws {
    errors = FileManager.default.temporaryDirectory.appendingPathComponent(".err-\(UUID().uuidString)")
    try Data().write(to: errors)
    process.executableURL = Binary.path
    process.arguments = arguments
    process.currentDirectoryURL = binary.folder
    process.standardInput = input
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: errors)
  }

  /// The next line that it prints; nil at the end.
  func line() -> String? {
    while true {
      if let end = rest.firstIndex(of: 10) {
        let line = String(decoding: rest[..<end], as: UTF8.self)
        rest.removeSubrange(...end)
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      rest += more
    }
  }

  var error: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

  func closeInput() throws { try input.fileHandleForWriting.close() }

  /// Sends a signal, or nothing, and gives the status that it ends with.
  func end(by signal: Int32? = SIGTERM) -> Int32 {
    if let signal { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }
}
