import ArchModel

/// Advice in words, for a terminal.
public enum AdviceText {
  /// What is said of one store or broker.
  public static func text(_ advice: TechnologyAdvice, in model: Model) -> String {
    let name = model.shortName(advice.element)
    let title = model.displayName(advice.element)
    let what = title == name ? "" : " \"\(title)\""
    var lines = [
      "\(name)\(what), \(Schema.article(advice.kind)): \(advice.technologyText ?? "no technology is stated")"
    ]
    func add(_ heading: String, _ items: [String]) {
      for (index, item) in items.enumerated() { lines.append((index == 0 ? heading : "            ") + item) }
    }
    if advice.technology == nil, let text = advice.technologyText {
      lines.append("  the catalogue has nothing about \(text)")
    }
    add("  fits      ", advice.fits.map { "\($0.word) (\($0.reason)): \(meaning($0.word))" })
    add("  fits not  ", advice.unfit.map { "\($0.word) (\($0.reason)): \(meaning($0.word))" } + advice.limits)
    add("  consider  ", advice.remarks)
    if !advice.alsoGoodAt.isEmpty { add("  also      ", [advice.alsoGoodAt.joined(separator: ", ")]) }
    add("  what else ", advice.alternatives.map(candidate))
    if let technology = advice.technology { add("  source    ", [technology.source]) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A technology with what it meets and lacks: `Cassandra: high-write-throughput, not transactions. Writes go to …`.
  public static func candidate(_ candidate: SelectionGuide.Candidate) -> String {
    var text = "\(candidate.technology.name): \(candidate.meets.joined(separator: ", "))"
    if !candidate.lacks.isEmpty { text += "; not \(candidate.lacks.joined(separator: ", "))" }
    text += ". \(traits(candidate.technology))"
    if let why = candidate.why { text += " \(why)" }
    return text
  }

  /// Who offers it and who runs it, its consistency and CAP side where it is a store.
  public static func traits(_ technology: Technology) -> String {
    var parts: [String] = []
    switch technology.managed {
    case .yes: parts.append("a service of \(technology.providers.map(providerName).joined(separator: ", "))")
    case .no: parts.append("run by yourself")
    case .both: parts.append("run by yourself or as a service")
    }
    if let weakest = technology.consistency, let strongest = technology.strongestConsistency {
      parts.append(weakest == strongest ? weakest : "\(weakest) to \(strongest)")
    }
    if let cap = technology.cap { parts.append(cap == "tunable" ? "CAP side tunable" : cap) }
    let text = parts.joined(separator: ", ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// Whom a word for a provider stands for.
  private static func providerName(_ word: String) -> String {
    TechnologyCatalogue.providers.first { $0.word == word }?.meaning ?? word
  }

  /// What a word of the vocabulary means, without its capital.
  public static func meaning(_ word: String) -> String {
    guard let need = TechnologyCatalogue.needs.first(where: { $0.word == word }) else { return "" }
    let isName = need.meaning.prefix(2).allSatisfy(\.isUppercase)
    return isName ? need.meaning : need.meaning.prefix(1).lowercased() + need.meaning.dropFirst()
  }
}
