/// Finds the words that were meant.
public enum Spelling {
  /// A word that may have been meant.
  public struct Match: Hashable, Sendable {
    /// One of the candidates.
    public let word: String
    /// The optimal string alignment distance without regard to case.
    public let distance: Int
    /// Whether the distance is within a third of the word's length, or the word only written differently (case,
    /// hyphens, plural). Matches by beginning or synonym alone are not close enough to correct without asking.
    public let isClose: Bool
  }

  /// Longer words are not compared.
  private static let lengthLimit = 64

  /// The at most two nearest words, best first; words that are equally near stay in the order given.
  ///
  /// - Parameters:
  ///   - word: what is written.
  ///   - candidates: what is known.
  ///   - synonyms: what people of the field may write, in lower case, and which known words they mean.
  public static func nearest(
    to word: String, among candidates: some Sequence<String>, synonyms: [String: [String]] = [:]
  ) -> [String] {
    matches(of: word, among: candidates, synonyms: synonyms).map(\.word)
  }

  /// As `nearest(to:among:synonyms:)`, with how near each word is.
  ///
  /// Words that differ only by case, hyphens or plural exclude all others. Then come words within a third of the
  /// length (at least 1) by optimal string alignment distance (insertions, deletions, substitutions and swaps of
  /// neighbours; Damerau 1964, Boytsov 2011), synonyms, and words of which one begins the other.
  public static func matches(
    of word: String, among candidates: some Sequence<String>, synonyms: [String: [String]] = [:]
  ) -> [Match] {
    guard let written = Form(word) else { return [] }
    let limit = max(1, written.scalars.count / 3)
    let meant = synonyms[string(written.scalars)] ?? synonyms[string(written.bare)] ?? []
    var best: [(rank: Int, match: Match)] = []
    for candidate in candidates {
      guard let form = Form(candidate) else { continue }
      guard let (rank, match) = compare(written, form, candidate, limit, isSynonym: meant.contains(candidate)) else {
        continue
      }
      if best.contains(where: { $0.match.word == candidate }) { continue }
      let place = best.firstIndex { $0.rank > rank } ?? best.count
      best.insert((rank, match), at: place)
      if best.count > 2 { best.removeLast() }
    }
    if let first = best.first, first.rank <= Rank.variant { best.removeAll { $0.rank > Rank.variant } }
    return best.map(\.match)
  }

  private enum Rank {
    static let variant = 1
    static let synonym = 2
    /// Distances follow: 3 is distance 1. A common beginning ranks as distance 2.
    static func distance(_ distance: Int) -> Int { 2 + distance }
  }

  /// A word as it is compared.
  private struct Form {
    /// In lower case.
    let scalars: [Unicode.Scalar]
    /// Without hyphens, underscores and blanks.
    let bare: [Unicode.Scalar]
    /// Without a plural ending.
    let stem: [Unicode.Scalar]

    init?(_ word: String) {
      guard !word.isEmpty, word.utf8.count <= 4 * lengthLimit else { return nil }
      scalars = Array(word.lowercased().unicodeScalars)
      guard scalars.count <= lengthLimit else { return nil }
      bare = scalars.filter { $0 != "-" && $0 != "_" && $0 != " " }
      stem = Self.stem(bare)
    }

    /// The singular of the usual English plurals; what remains has at least three letters.
    private static func stem(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
      guard word.count > 3, word.last == "s", word[word.count - 2] != "s" else { return word }
      if word.count > 4, word[word.count - 2] == "e" {
        let beforeEnding = word[word.count - 3]
        if beforeEnding == "i" { return word.dropLast(3) + ["y"] }
        let isAfterC = word[word.count - 4] == "c" || word[word.count - 4] == "s"
        if beforeEnding == "s" || beforeEnding == "x" || (beforeEnding == "h" && isAfterC) { return word.dropLast(2) }
      }
      return word.dropLast()
    }
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func compare(
    _ written: Form, _ form: Form, _ candidate: String, _ limit: Int, isSynonym: Bool
  ) -> (rank: Int, match: Match)? {
    if written.scalars == form.scalars {
      return (0, Match(word: candidate, distance: 0, isClose: true))
    }
    let distance = distance(written.scalars, form.scalars, limit: limit)
    if !written.bare.isEmpty, written.bare == form.bare || written.stem == form.stem {
      return (Rank.variant, Match(word: candidate, distance: distance ?? limit + 1, isClose: true))
    }
    // A word that shares no letter with a short one is not near it.
    let near = distance.flatMap { $0 < max(written.scalars.count, form.scalars.count) ? $0 : nil }
    if isSynonym {
      return (Rank.synonym, Match(word: candidate, distance: distance ?? limit + 1, isClose: near != nil))
    }
    if let near { return (Rank.distance(near), Match(word: candidate, distance: near, isClose: true)) }
    let shorter = min(written.bare.count, form.bare.count)
    if shorter >= 3, written.bare.prefix(shorter) == form.bare.prefix(shorter) {
      return (Rank.distance(2), Match(word: candidate, distance: limit + 1, isClose: false))
    }
    return nil
  }

  /// The optimal string alignment distance, nil if it exceeds the limit.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    // Three rows take turns: the one before last is needed for swaps only.
    var last = Array(0...b.count)
    var row = last
    var beforeLast = last
    for i in 0..<a.count {
      row[0] = i + 1
      var least = i + 1
      var leastOfLast = last[0]
      for j in 0..<b.count {
        var value = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { value = min(value, beforeLast[j - 1] + 1) }
        row[j + 1] = value
        least = min(least, value)
        leastOfLast = min(leastOfLast, last[j + 1])
      }
      // A swap reaches back two rows, and adds one.
      if least > limit, leastOfLast >= limit { return nil }
      swap(&beforeLast, &last)
      swap(&last, &row)
    }
    guard let distance = last.last, distance <= limit else { return nil }
    return distance
  }
}
