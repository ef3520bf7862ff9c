import ArchDiagram

/// The lines below a drawing.
struct ReaderLegend {
  var arrows: [ReadArrow] = []
  var keys: [Int: String] = [:]
  var findings: [String] = []
  var notes: [String] = []

  /// What a line that is indented goes on with.
  private enum Open {
    case nothing, samples, key(Int), finding, note
  }

  /// Takes the legend off the end of `lines`.
  init(_ lines: inout [String], _ alphabet: ReaderAlphabet) {
    guard let gap = lines.lastIndex(of: ""), gap + 1 < lines.count else { return }
    guard isStart(lines[gap + 1], alphabet) else { return }
    var open = Open.nothing
    for line in lines[(gap + 1)...] {
      if line.hasPrefix("[\(keys.count + 1)] ") {
        open = .key(keys.count + 1)
        keys[keys.count + 1] = String(line.dropFirst(String(keys.count + 1).count + 3))
      } else if isFinding(line) {
        open = .finding
        findings.append(line)
      } else if line.hasPrefix("note: ") {
        open = .note
        notes.append(String(line.dropFirst(6)))
      } else if line.hasPrefix("    ") {
        let more = " " + line.drop { $0 == " " }
        switch open {
        case .key(let number): keys[number, default: ""] += more
        case .finding: findings[findings.count - 1] += more
        case .note: notes[notes.count - 1] += more
        case .samples, .nothing: arrows = [.call]
        }
      } else {
        if case .nothing = open { open = .samples }
        guard case .samples = open else {
          // Samples stand first; anything else here is no legend.
          arrows = [.call]
          continue
        }
        readSamples(line, alphabet)
      }
    }
    lines.removeSubrange(gap...)
  }

  private func isStart(_ line: String, _ alphabet: ReaderAlphabet) -> Bool {
    let first = Array(line)
    let isSample =
      first.count > 4 && first[3] == " " && alphabet.straight(first[1], isHorizontal: true) != nil
      && alphabet.head(first[2]) == .right
    return isSample || line.hasPrefix("[1] ") || isFinding(line) || line.hasPrefix("note: ")
  }

  private func isFinding(_ line: String) -> Bool {
    ["!! ", "! ", "i "].contains { line.hasPrefix($0) }
  }

  private mutating func readSamples(_ line: String, _ alphabet: ReaderAlphabet) {
    for part in line.split(separator: " ", omittingEmptySubsequences: false).filter({ !$0.isEmpty }) {
      let glyphs = Array(part)
      guard glyphs.count == 3, let style = alphabet.straight(glyphs[1], isHorizontal: true) else { continue }
      guard alphabet.head(glyphs[2]) == .right else { continue }
      let isTwoWay = alphabet.head(glyphs[0]) == .left
      guard isTwoWay || glyphs[0] == glyphs[1] else { continue }
      arrows.append(ReadArrow(style, isTwoWay: isTwoWay))
    }
    let words = ["call", "both ways", "message", "replication", "reference"]
    let meanings = line.split(separator: " ").filter { !alphabet.isInk($0.first ?? " ") }.joined(separator: " ")
    let expected = arrows.map { words[ReadArrow.allCases.firstIndex(of: $0) ?? 0] }
    if !expected.joined(separator: " ").hasSuffix(meanings) || meanings.isEmpty { arrows = [.call] }
  }
}
