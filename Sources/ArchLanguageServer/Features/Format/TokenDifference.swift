import ArchSyntax

/// The edits that lead from a text to its canonical layout, as small as they can be.
///
/// Layout changes what stands between tokens and hardly ever a token, so the two texts are compared token by token: an
/// edit replaces one gap, and whatever is marked or folded in the editor stays where it is.
enum TokenDifference {
  static func edits(from old: SyntaxTree, to new: SyntaxTree) -> [Edit] {
    var result: [Edit] = []
    let oldTokens = old.tokens.filter { !isSeparator($0) }
    let newTokens = new.tokens.filter { !isSeparator($0) }
    var (i, j) = (0, 0)
    // What is between these ends and the tokens at hand has not been compared yet.
    var (oldEnd, newEnd) = (0, 0)
    while i < oldTokens.count, j < newTokens.count {
      guard isSame(oldTokens[i], old, newTokens[j], new) else {
        guard let (a, b) = resynchronise(oldTokens, old, i, newTokens, new, j) else { break }
        (i, j) = (i + a, j + b)
        continue
      }
      add(oldEnd..<oldTokens[i].start, newEnd..<newTokens[j].start, old, new, &result)
      (oldEnd, newEnd) = (oldTokens[i].end, newTokens[j].end)
      (i, j) = (i + 1, j + 1)
    }
    add(oldEnd..<old.source.bytes.count, newEnd..<new.source.bytes.count, old, new, &result)
    return result
  }

  private static func isSeparator(_ token: Token) -> Bool { token.kind == .comma || token.kind == .semicolon }

  private static func isSame(_ a: Token, _ old: SyntaxTree, _ b: Token, _ new: SyntaxTree) -> Bool {
    a.kind == b.kind && old.source.bytes[a.range].elementsEqual(new.source.bytes[b.range])
  }

  /// How many tokens of each text to pass until both go on alike; a turned relation is a few tokens long.
  private static func resynchronise(
    _ oldTokens: [Token], _ old: SyntaxTree, _ i: Int, _ newTokens: [Token], _ new: SyntaxTree, _ j: Int
  ) -> (Int, Int)? {
    for distance in 1...64 {
      for a in 0...distance {
        let b = distance - a
        guard i + a < oldTokens.count, j + b < newTokens.count else { continue }
        let count = min(3, oldTokens.count - i - a, newTokens.count - j - b)
        if (0..<count).allSatisfy({ isSame(oldTokens[i + a + $0], old, newTokens[j + b + $0], new) }) { return (a, b) }
      }
    }
    return nil
  }

  /// Replaces one run of bytes by another, without what they begin and end with alike.
  private static func add(
    _ oldRange: Range<Int>, _ newRange: Range<Int>, _ old: SyntaxTree, _ new: SyntaxTree, _ result: inout [Edit]
  ) {
    var (a, b) = (oldRange, newRange)
    let (from, to) = (old.source.bytes, new.source.bytes)
    // Where lines end in different ways, nothing is mended.
    if from[a].lazy.filter({ $0 != 0x0D }).elementsEqual(to[b].lazy.filter { $0 != 0x0D }) { return }
    while !a.isEmpty, !b.isEmpty, from[a.lowerBound] == to[b.lowerBound] {
      a = a.lowerBound + 1..<a.upperBound
      b = b.lowerBound + 1..<b.upperBound
    }
    while !a.isEmpty, !b.isEmpty, from[a.upperBound - 1] == to[b.upperBound - 1] {
      a = a.lowerBound..<a.upperBound - 1
      b = b.lowerBound..<b.upperBound - 1
    }
    // Edits begin and end between characters.
    while a.lowerBound > oldRange.lowerBound, isContinuation(from, a.lowerBound) || isContinuation(to, b.lowerBound) {
      a = a.lowerBound - 1..<a.upperBound
      b = b.lowerBound - 1..<b.upperBound
    }
    while a.upperBound < oldRange.upperBound, isContinuation(from, a.upperBound) || isContinuation(to, b.upperBound) {
      a = a.lowerBound..<a.upperBound + 1
      b = b.lowerBound..<b.upperBound + 1
    }
    guard !a.isEmpty || !b.isEmpty else { return }
    result.append(Edit(Span(old.source.id, a), new.source.text(b)))
  }

  private static func isContinuation(_ bytes: [UInt8], _ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] & 0xC0 == 0x80
  }
}
