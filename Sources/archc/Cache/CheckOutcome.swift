/// What a check prints, in order, and the status with which it ends.
struct CheckOutcome: Sendable {
  struct Part: Sendable {
    let stream: Console.Stream
    let bytes: [UInt8]
  }

  private(set) var parts: [Part] = []
  var status: Int32 = 0

  init(parts: [Part] = [], status: Int32 = 0) {
    self.parts = parts
    self.status = status
  }

  mutating func write(_ bytes: [UInt8], to stream: Console.Stream = .output) {
    if !bytes.isEmpty { parts.append(Part(stream: stream, bytes: bytes)) }
  }

  mutating func write(_ text: String, to stream: Console.Stream = .output) { write(Array(text.utf8), to: stream) }

  /// A line for people on standard error.
  mutating func note(_ text: String) { write(text + "\n", to: .error) }

  /// Prints it, and ends with the status.
  func print() throws(CommandFailure) {
    for part in parts { try Console.write(part.bytes, to: part.stream) }
    if status != 0 { throw CommandFailure(quietWithStatus: status) }
  }
}
