/// Why a command could not do its work, in one sentence for people, and the exit status: 2 unless said otherwise.
struct CommandFailure: Error {
  let message: String
  let help: String?
  let status: Int32

  init(_ message: String, help: String? = nil, status: Int32 = 2) {
    self.message = message
    self.help = help
    self.status = status
  }

  /// All has been said.
  init(quietWithStatus status: Int32) {
    self.init("", status: status)
  }

  /// The message as it is printed: `error: …`, then the remedy.
  var text: String {
    "error: \(message)" + (help.map { "\n help: \($0)" } ?? "")
  }
}
