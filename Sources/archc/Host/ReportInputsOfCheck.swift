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
      findings: check.reportFindings,
      accepted: check.run.suppressed.map {
        ReportAcceptance(
          finding: ReportFinding($0.finding, rules: rules, in: check.compilation.model), allow: $0.allow.element)
      }, ruleCounts: counts, costThreshold: check.run.options["ESC003", .threshold])
  }
}

extension CheckedProgram {
  /// What counts, as a report takes it.
  fileprivate var reportFindings: [ReportFinding] {
    run.findings.map { ReportFinding($0, rules: run.known, in: compilation.model) }
  }
}

extension ReportFinding {
  /// The rules that tell what a verdict or a figure of the report tells, with less.
  private static let restating: Set<String> = [
    "MOD006", "MOD012", "REL009", "PER001", "CST001", "SCA001", "SCA003", "REL011", "REL021",
  ]

  /// The lines of the security checklist that rules speak against.
  private static let topics: [String: SecurityTopic] = [
    "SEC002": .authentication, "SEC009": .authentication, "SEC008": .authorization, "SEC003": .encryption,
    "SEC004": .encryption, "SEC006": .rateLimiting, "REL018": .rateLimiting, "SEC007": .inputValidation,
  ]

  init(_ finding: ReportedFinding, rules: RuleSet, in model: Model) {
    let diagnostic = finding.diagnostic
    let key =
      switch finding.lasting {
      case .program: ""
      case .file(let file): model.trees[Int(file.index)].source.path
      case .element(let element): model.path(element)
      case .relation(let relation): model.identity(relation) { model.path($0) }
      }
    var element: ElementID?
    if case .element(let subject) = finding.subject { element = subject }
    self.init(
      id: diagnostic.id, name: diagnostic.name ?? "", principle: rules.find(diagnostic.id)?.principle.rawValue ?? "",
      severity: diagnostic.severity, message: diagnostic.message, help: diagnostic.help ?? diagnostic.fix?.title,
      span: diagnostic.primary.span, element: element, topic: Self.topics[diagnostic.id],
      restatesFigure: Self.restating.contains(diagnostic.id), key: key)
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
              option: option, figures: Figures(check.compilation.model), findings: check.reportFindings))
        } else if option == chosen {
          result.append(ReportAlternative(option: option, figures: base, findings: baseCheck.reportFindings))
        }
      }
    }
    return result
  }

  /// So many variants are compiled and computed for one report.
  private static let limit = 24
}

extension ReportVariants {
  /// The architecture after each phase, each behind those it comes `after`, against the one that the phase starts from.
  func phases() -> [ReportPhase] {
    let model = compiled.model
    let phases = model.phasesInOrder
    guard !phases.isEmpty, phases.count <= Self.limit, !variants.contains(where: { $0.kinds.contains(.phase) }) else {
      return []
    }
    var trials: [[ElementID]: PhaseTrial] = [:]
    func trial(_ phases: [ElementID]) -> PhaseTrial {
      if let known = trials[phases] { return known }
      let selected = phases.isEmpty ? [.beforeMigration] : phases.map { selection($0) }
      let trial = PhaseTrial(check(selected))
      trials[phases] = trial
      return trial
    }
    return phases.map { phase in
      let after = trial([phase])
      let before = trial(model.earlierPhases(phase).sorted())
      let known = Set(before.findings.map(\.key))
      let failedBefore = Set(before.failed)
      return ReportPhase(
        phase: phase, figures: after.figures, before: before.figures,
        newFindings: after.findings.filter {
          $0.severity != .info && $0.principle != Principle.escalation.rawValue && !known.contains($0.key)
        }, failed: after.failed, newlyFailed: Set(after.failed).subtracting(failedBefore))
    }
  }

  /// An architecture in between, checked and computed.
  private struct PhaseTrial {
    let figures: Figures
    let findings: [ReportFinding]
    /// The names of what does not hold.
    let failed: [String]

    init(_ check: CheckedProgram) {
      let model = check.compilation.model
      figures = Figures(model)
      findings = check.reportFindings
      let texts = FigureTexts(model: model)
      failed = figures.verdicts(sensitivity: false).filter { $0.state == .failed }.map { verdict in
        switch verdict.subject {
        case .requirement(let element): model.shortName(element)
        case .objective(let flow, let name): texts.name(.element(flow), name)
        case .constraint(_, let property): property.rawValue
        }
      }
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
