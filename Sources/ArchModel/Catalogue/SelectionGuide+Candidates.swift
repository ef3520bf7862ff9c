extension SelectionGuide {
  /// A technology for some needs, with what it meets and what it does not.
  public struct Candidate: Sendable, Hashable {
    public let technology: Technology
    /// The needs that it is good at, in the order asked.
    public let meets: [String]
    public let lacks: [String]
    /// Why it is recommended, where a line of the guide names it for one of the needs.
    public let why: String?
  }

  /// The technologies for some needs, those that meet the most first, then those that the guide recommends for what they
  /// meet, then those that are usually such a part and made for the needs before all else, those that live inside their
  /// user last, then in the order of the catalogue. Empty where no need is given or known.
  ///
  /// - Parameters:
  ///   - needs: words of `TechnologyCatalogue.needs`.
  ///   - kind: what it is to be; nil for any.
  ///   - provider: where it has to run, a word of `TechnologyCatalogue.providers`; nil for anywhere.
  public static func candidates(for needs: [String], kind: String?, provider: String?) -> [Candidate] {
    var ranked: [(candidate: Candidate, recommended: Int, aside: Int, position: Int)] = []
    let lines = all.filter { line in needs.contains(line.word) && (kind.map(line.kinds.contains) ?? true) }
    for (position, technology) in TechnologyCatalogue.all.enumerated() {
      guard kind.map(technology.kinds.contains) ?? true, provider.map(technology.runs) ?? true else { continue }
      let meets = needs.filter(technology.goodAt.contains)
      guard !meets.isEmpty else { continue }
      // Lower is better: the place in the line that recommends it.
      var best = Int.max
      var why: String?
      for line in lines where meets.contains(line.word) {
        guard let place = line.names.firstIndex(where: { TechnologyCatalogue.find($0)?.name == technology.name }),
          place < best
        else { continue }
        best = place
        why = line.why
      }
      let candidate = Candidate(
        technology: technology, meets: meets, lacks: needs.filter { !meets.contains($0) }, why: why)
      // What a technology is good at stands in its row with its main purpose first.
      let depth = meets.map { technology.goodAt.firstIndex(of: $0) ?? 0 }.reduce(0, +)
      let isUsual = kind.map { technology.kinds.first == $0 } ?? true
      // What lives inside its user is for those who ask for that.
      let isInside = technology.goodAt.contains("embedded") && !needs.contains("embedded")
      ranked.append((candidate, best, depth + (isUsual ? 0 : 100) + (isInside ? 50 : 0), position))
    }
    return ranked.sorted {
      ($1.candidate.meets.count, $0.recommended, $0.aside, $0.position)
        < ($0.candidate.meets.count, $1.recommended, $1.aside, $1.position)
    }.map(\.candidate)
  }

  /// The line that a text names by its wording, where it is no word of the vocabulary: `AWS native`.
  public static func line(named text: String) -> Recommendation? {
    let key = folded(text)
    guard !TechnologyCatalogue.needs.contains(where: { folded($0.word) == key }) else { return nil }
    let lines = all.filter { folded($0.need) == key }
    return lines.count == 1 ? lines.first : nil
  }

  /// The words of the vocabulary that a text means: a word itself, or the wording of a line of the guide, such as
  /// `Document storage`; case, blanks, hyphens and underscores do not count.
  public static func needs(named text: String) -> [String] {
    let key = folded(text)
    if let need = TechnologyCatalogue.needs.first(where: { folded($0.word) == key }) { return [need.word] }
    if let other = otherWords.first(where: { folded($0.said) == key }) { return [other.word] }
    var words: [String] = []
    for line in all where folded(line.need) == key && !words.contains(line.word) { words.append(line.word) }
    return words
  }

  /// What people say for words of the vocabulary.
  private static let otherWords: [(said: String, word: String)] = [
    ("acid", "transactions"), ("oltp", "transactions"), ("olap", "analytics"), ("data-warehouse", "analytics"),
    ("object-storage", "large-objects"), ("blob-storage", "large-objects"), ("files", "large-objects"),
    ("json", "documents"), ("document", "documents"), ("caching", "low-latency-cache"), ("vector", "vector-search"),
    ("embeddings", "vector-search"), ("gis", "geospatial"), ("geo", "geospatial"), ("full-text", "full-text-search"),
    ("publish-subscribe", "pub-sub"), ("event-streaming", "event-log"), ("job-queue", "work-queue"),
    ("task-queue", "work-queue"), ("iot", "device-messaging"), ("mqtt", "device-messaging"),
    ("cdc", "change-feed"), ("multi-region", "global-distribution"), ("managed", "low-operations"),
  ]

  private static func folded(_ text: String) -> String {
    String(text.lowercased().unicodeScalars.filter { $0 != " " && $0 != "-" && $0 != "_" && $0 != "/" })
  }
}
