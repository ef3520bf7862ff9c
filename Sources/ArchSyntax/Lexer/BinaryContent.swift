/// Recognises files that are no UTF-8 text at all, for which one message says more than thousands.
enum BinaryContent {
  static func message(for source: SourceFile) -> Diagnostic? {
    let head = source.bytes.prefix(4096)
    let start = Span(source.id, 0..<0)
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(
        .notText, "this file is UTF-16, and `.arch` files are UTF-8", at: start, help: "save the file as UTF-8")
    }
    let nulls = head.reduce(0) { $1 == 0 ? $0 + 1 : $0 }
    guard nulls > 0, nulls * 20 >= head.count else { return nil }
    return Diagnostic(
      .notText, "this file is no text", at: start, label: "\(nulls) of its first \(head.count) bytes are zero")
  }
}
