import CGraphviz

/// What Graphviz may use for one drawing, over all attempts at it.
struct EngineLimits: Sendable {
  /// The time as it was granted, for messages.
  let granted: Double
  /// The time that is left, in seconds.
  private(set) var seconds: Double
  var bytes: UInt64

  /// 2 GB is twenty times what 2,000 components take.
  init(seconds: Double, bytes: UInt64 = 2_000_000_000) {
    granted = max(0.001, min(seconds, 86_400))
    self.seconds = granted
    self.bytes = bytes
  }

  var forBridge: CGraphvizLimits { CGraphvizLimits(seconds: seconds, bytes: bytes) }

  /// Counts what an answer took, and throws what it says when it is none.
  mutating func check(_ answer: CGraphvizAnswer) throws(GraphvizError) {
    seconds = max(0, seconds - answer.seconds)
    switch answer.status {
    case CGraphvizDone: return
    case CGraphvizTimedOut:
      let text = granted == granted.rounded() ? "\(Int(granted))" : SVGNumber.text(granted, decimals: 3)
      throw GraphvizError(
        "Graphviz was stopped: it took more than \(text) second\(granted == 1 ? "" : "s")", isFinal: true,
        remedy: "`--timeout` grants more time; a part is drawn sooner: `--context`, `--view` or `--boundary`")
    case CGraphvizOutOfMemory:
      throw GraphvizError(
        "Graphviz was stopped: it wanted more than \(bytes / 1_000_000) MB of memory", isFinal: true,
        remedy: "draw a part: `--context`, `--view` or `--boundary`")
    case CGraphvizCrashed: throw GraphvizError("Graphviz ended without an answer: \(Self.message(of: answer))")
    case CGraphvizUnavailable:
      throw GraphvizError("Graphviz cannot be started: \(Self.message(of: answer))", isFinal: true)
    case CGraphvizNoPlugin:
      throw GraphvizError(
        "this Graphviz has no plugin `\(Self.message(of: answer))`, which PNG and PDF need", isFinal: true,
        remedy: "install it (Debian and Ubuntu: `apt install libgvc6-plugins-gtk`; macOS: `brew install graphviz`), "
          + "or write SVG, which needs no plugin")
    default: throw GraphvizError("Graphviz refused the graph: \(Self.message(of: answer))")
    }
  }

  private static func message(of answer: CGraphvizAnswer) -> String {
    let bytes = UnsafeBufferPointer(start: answer.bytes, count: answer.byteCount)
    let text = XMLText.clean(XMLText.prefix(String(decoding: bytes, as: UTF8.self), 300))
    let words = text.split(separator: " ").joined(separator: " ")
    return words.isEmpty ? "it gave no reason" : words
  }
}
