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
      let unfit = needs(advice.unfit) + advice.limits
      let fits =
        advice.technology == nil
        ? (advice.technologyText == nil ? "? tech" : "not in the catalogue")
        : advice.fits.isEmpty ? "nothing asked of it" : needs(advice.fits).joined(separator: ", ")
      let others = advice.alternatives.map { other in
        other.lacks.isEmpty
          ? "\(other.technology.name)" : "\(other.technology.name) (not \(other.lacks.joined(separator: ", ")))"
      }
      return [
        model.shortName(advice.element), advice.technologyText ?? "?", fits,
        advice.technology == nil ? "–" : unfit.isEmpty ? "nothing known" : unfit.joined(separator: "; "),
        others.isEmpty ? "–" : others.joined(separator: ", "),
        advice.alternatives.first.map { AdviceText.traits($0.technology) + ($0.why.map { " " + $0 } ?? "") } ?? "–",
      ]
    }
    return ReportRegister(
      title: "Technology Choices", columns: ["Part", "Technology", "Fits", "Fits not", "What else", "Why the first"],
      rows: rows, note: "From the technology catalogue; archc advise FILE names its sources.",
      empty: "No store and no broker is declared.")
  }

  /// The patterns that the model follows without naming them, and where it does not.
  private static func patterns(_ model: Model) -> ReportRegister {
    let rows = PatternRecognition.recognised(in: model).map { pattern -> [String] in
      [
        "reads like \(RecognisedPattern.title(of: pattern.entry))", pattern.rolesText { model.shortName($0) },
        pattern.isClean ? "as the pattern has it" : "but " + pattern.deviations.map(\.text).joined(separator: "; and "),
      ]
    }
    return ReportRegister(
      title: "Patterns", columns: ["Pattern", "Parts", "How far"], rows: rows,
      note: "From the structure alone; archc pattern show NAME tells when a pattern fits and what it costs.",
      empty: "No pattern of the library is recognised that the program does not name itself.")
  }
}
