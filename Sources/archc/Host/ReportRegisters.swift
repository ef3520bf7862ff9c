import ArchModel
import ArchPatterns
import ArchReport

/// The sections of a report that others fill, as tables of plain texts.
enum ReportRegisters {
  static func all(_ model: Model) -> [ReportRegister] { [technologies(model), patterns(model)] }

  /// What the catalogue says of the technology of each store and broker.
  private static func technologies(_ model: Model) -> ReportRegister {
    let rows = TechnologyAdvice.all(in: model).map { advice -> [String] in
      func needs(_ needs: [TechnologyAdvice.Need]) -> [String] { needs.map { "\($0.word) (\($0.reason))" } }
      // A technology for one purpose is no worse for a general one that nobody stated.
      let isAsked = !advice.fits.isEmpty || advice.unfit.contains { !$0.isDefault } || !advice.limits.isEmpty
      let unfit = needs(advice.unfit.filter { !$0.isDefault }) + advice.limits
      let fits =
        advice.technology == nil
        ? (advice.technologyText == nil ? "? `tech`" : "not in the catalogue")
        : advice.fits.isEmpty ? "? `needs`" : needs(advice.fits).joined(separator: ", ")
      let others = advice.alternatives.map { other in
        other.lacks.isEmpty
          ? "\(other.technology.name)" : "\(other.technology.name) (not \(other.lacks.joined(separator: ", ")))"
      }
      let first = advice.alternatives.first.map { AdviceText.traits($0.technology) + ($0.why.map { " " + $0 } ?? "") }
      let isJudged = isAsked || advice.technology == nil
      return [
        model.shortName(advice.element), advice.technologyText ?? "?", fits,
        advice.technology == nil || !isJudged
          ? "–" : unfit.isEmpty ? "nothing known" : unfit.joined(separator: "; "),
        others.isEmpty || !isJudged ? "–" : others.joined(separator: ", "), isJudged ? first ?? "–" : "–",
      ]
    }
    return ReportRegister(
      title: "Technology Choices", columns: ["Part", "Technology", "Fits", "Fits not", "What else", "Why the first"],
      rows: rows, note: "From the technology catalogue; `archc advise FILE` names its sources.",
      empty: "No store and no broker is declared.")
  }

  /// What stands behind the words that head the column.
  private static func likeness(_ sentence: String) -> String {
    let start = "Reads like "
    guard sentence.hasPrefix(start), sentence.hasSuffix(".") else { return sentence }
    return String(sentence.dropFirst(start.count).dropLast())
  }

  /// The patterns that a `use` names, then those that the program follows without naming them.
  private static func patterns(_ model: Model) -> ReportRegister {
    let named = model.elements(of: .use).map { use -> [String] in
      let reference = model[use].node
      let tree = model.tree(of: reference)
      let pattern = tree.head(ofDeclaration: reference.node).path.last.map { tree.text(ofToken: $0) } ?? "?"
      return [pattern, model.shortName(use), "named by `use`; `archc check` watches over what it forbids"]
    }
    let found = PatternRecognition.recognised(in: model).map { pattern in
      [pattern.entry.name, pattern.rolesText(model.shortName), likeness(pattern.sentence)]
    }
    return ReportRegister(
      title: "Patterns", columns: ["Pattern", "Parts", "Reads like"], rows: named + found,
      note: "Recognised by structure and by what is stated, never by names; `archc pattern show NAME` tells of each.",
      empty: "None is named by `use`, and it reads like none of the \(PatternLibrary.all.count) of the library.")
  }
}

extension TechnologyAdvice.Need {
  /// Whether it is what is taken of a part of which nothing is asked.
  fileprivate var isDefault: Bool { word == "general-purpose" && !isStated }
}
