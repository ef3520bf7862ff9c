extension SequenceDiagram {
  /// The diagram with nothing in it that no drawing can show: messages and notes whose participants are there, and frames
  /// that begin and end in pairs.
  public var sound: SequenceDiagram {
    var result = self
    result.events = []
    var depth = 0
    for event in events {
      switch event {
      case .message(let message):
        guard participants.indices.contains(message.source), participants.indices.contains(message.target) else {
          continue
        }
      case .note(let range, let text):
        guard range.lowerBound >= 0, range.upperBound < participants.count, !text.isEmpty else { continue }
      case .begin: depth += 1
      case .branch: if depth == 0 { continue }
      case .end:
        if depth == 0 { continue }
        depth -= 1
      }
      result.events.append(event)
    }
    for _ in 0..<depth { result.events.append(.end) }
    if participants.isEmpty { result.events = [] }
    return result
  }
}
