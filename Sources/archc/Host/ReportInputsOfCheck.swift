import ArchAnalysis
import ArchModel
import ArchReport
import ArchRules
import ArchSyntax

/// What a check found, as the plain values that a report takes.
extension ReportCheck {
  init(_ check: CheckedProgram) {
    let rules = check.run.known
    var counts: [String: Int] = [:]
    for id in check.run.rules {
      if let rule = rules.find(id) { counts[rule.principle.rawValue, default: 0] += 1 }
    }
    self.init(
      findings: check.run.findings.map { ReportFinding($0, rules: rules) },
      accepted: check.run.suppressed.map { ReportFinding($0.finding, rules: rules) }, ruleCounts: counts)
  }
}

extension ReportFinding {
  /// The rules that tell what a verdict or a figure of the report tells, with less.
  private static let restating: Set<String> = [
    "MOD006", "REL009", "PER001", "CST001", "SCA001", "SCA003", "REL011", "REL021",
  ]

  /// The lines of the security checklist that rules speak against.
  private static let topics: [String: SecurityTopic] = [
    "SEC002": .authentication, "SEC009": .authentication, "SEC008": .authorization, "SEC003": .encryption,
    "SEC004": .encryption, "SEC006": .rateLimiting, "REL018": .rateLimiting, "SEC007": .inputValidation,
  ]

  init(_ finding: ReportedFinding, rules: RuleSet) {
    let diagnostic = finding.diagnostic
    var element: ElementID?
    if case .element(let subject) = finding.subject { element = subject }
    self.init(
      id: diagnostic.id, name: diagnostic.name ?? "", principle: rules.find(diagnostic.id)?.principle.rawValue ?? "",
      severity: diagnostic.severity, message: diagnostic.message, help: diagnostic.help ?? diagnostic.fix?.title,
      span: diagnostic.primary.span, element: element, topic: Self.topics[diagnostic.id],
      restatesFigure: Self.restating.contains(diagnostic.id))
  }
}

/// The options and phases of a program as programs of their own.
struct ReportVariants {
  let compiled: CompiledProgram
  let variants: [VariantSelection]
  let selection: RuleSelection
  let today: Int32

  private func check(_ more: [VariantSelection]) -> CheckedProgram {
    CheckedProgram(compiled.program, variants: variants + more, today: today, selection: selection)
  }

  private func selection(_ element: ElementID) -> VariantSelection {
    VariantSelection(kinds: [compiled.model[element].kind], name: compiled.model.path(element))
  }

  /// The options that hold changes, and beside them the chosen one, of each decision with such an option.
  ///
  /// - Parameter base: the figures and the check of the program as it stands, for a chosen option without changes.
  func alternatives(base: Figures, _ baseCheck: CheckedProgram) -> [ReportAlternative] {
    let model = compiled.model
    var result: [ReportAlternative] = []
    for decision in model.elements(of: .decision) {
      let options = model.children(decision, of: .option)
      guard options.contains(where: { model.holdsStatements($0) }) else { continue }
      let chosen = model.stated(.chosen, of: decision).map { model.references($0.value) }?.first
      for option in options where result.count < Self.limit {
        if model.holdsStatements(option) {
          let check = check([selection(option)])
          result.append(
            ReportAlternative(
              option: option, figures: Figures(check.compilation.model), errors: Self.rules(check, .error),
              warnings: Self.rules(check, .warning)))
        } else if option == chosen {
          result.append(
            ReportAlternative(
              option: option, figures: base, errors: Self.rules(baseCheck, .error),
              warnings: Self.rules(baseCheck, .warning)))
        }
      }
    }
    return result
  }

  /// So many variants are compiled and computed for one report.
  private static let limit = 24

  private static func rules(_ check: CheckedProgram, _ severity: Severity) -> [String] {
    Set(check.diagnostics.filter { $0.severity == severity }.map(\.id)).sorted()
  }
}

extension ReportVariants {
  /// The architecture after each phase, in the order of the source, with what is found in it and in none before it.
  func phases() -> [ReportPhase] {
    let model = compiled.model
    let phases = model.elements(of: .migration).flatMap { model.children($0, of: .phase) }
    guard !phases.isEmpty, phases.count <= Self.limit, !variants.contains(where: { $0.kinds.contains(.phase) }) else {
      return []
    }
    var checks: [ElementID: CheckedProgram] = [:]
    for phase in phases { checks[phase] = check([selection(phase)]) }
    func keys(_ check: CheckedProgram) -> Set<String> {
      Set(check.run.findings.map { $0.diagnostic.id + $0.diagnostic.message })
    }
    return phases.compactMap { phase in
      guard let check = checks[phase] else { return nil }
      let before = model.stated(.after, of: phase).map { model.references($0.value) } ?? []
      var known: Set<String> = []
      for other in before { if let earlier = checks[other] { known.formUnion(keys(earlier)) } }
      let new = check.run.findings.filter { !known.contains($0.diagnostic.id + $0.diagnostic.message) }
      let figures = Figures(check.compilation.model)
      let failed = figures.verdicts(sensitivity: false).filter { $0.state == .failed }.map { verdict -> String in
        let texts = FigureTexts(model: check.compilation.model)
        switch verdict.subject {
        case .requirement(let element): return check.compilation.model.shortName(element)
        case .objective(let flow, let name): return texts.name(.element(flow), name)
        case .constraint(_, let property): return property.rawValue
        }
      }
      return ReportPhase(
        phase: phase, figures: figures,
        newFindings: new.filter { $0.diagnostic.severity != .info }
          .map { ReportFinding($0, rules: check.run.known) }, failed: failed)
    }
  }
}

extension RuleSelection {
  /// The same with the rules on what somebody else has to decide.
  var withEscalations: RuleSelection {
    var selection = self
    selection.select.append(Principle.escalation.rawValue)
    return selection
  }
}
