import ArchModel
import ArchSyntax

/// The findings of a run while it goes on: weighed, parted into what counts and what is allowed, one for each root cause.
struct Outcome {
  /// A finding that nobody has judged yet.
  struct Pending {
    var reported: ReportedFinding
    let causes: [Subject]
    let gathering: Gathering?
  }

  let model: Model
  /// The severities that the program states; nil for `off`.
  let weights: [String: Severity?]
  /// What else is said for some files.
  let files: FileWeights
  /// The rules whose notes about what is unstated are wanted.
  let gapRules: Set<String>
  private var pending: [Pending] = []
  private var findings: [ReportedFinding] = []
  private var suppressed: [SuppressedFinding] = []

  init(model: Model, weights: [String: Severity?], files: FileWeights, gapRules: Set<String>) {
    self.model = model
    self.weights = weights
    self.files = files
    self.gapRules = gapRules
  }

  mutating func add(_ finding: Finding, of rule: Rule) {
    guard isSound(finding.subject) else { return }
    let isGap = finding.gathering?.isGap ?? false
    if isGap, !gapRules.contains(rule.id) { return }
    var diagnostic = Diagnostic(
      id: rule.id, name: rule.name, severity: finding.severity ?? rule.severity, message: finding.message,
      primary: finding.primary, labels: finding.labels, why: finding.why, note: finding.note, help: finding.help,
      fix: finding.fix)
    if let use = maker(of: finding.subject) {
      // What a pattern made has no text of its own; a person looks at the `use`, and an edit of the pattern would change
      // all of its uses.
      diagnostic.fix = nil
      diagnostic.primary = Label(model.nameSpan(use), finding.primary.text)
      if diagnostic.primary.span != finding.primary.span {
        diagnostic.labels.insert(Label(finding.primary.span, "from here"), at: 0)
      }
    }
    add(
      diagnostic, of: rule, subject: finding.subject, causes: [finding.subject] + finding.causes,
      gathering: finding.gathering)
  }

  mutating func add(
    _ diagnostic: Diagnostic, of rule: Rule, subject: Subject, causes: [Subject] = [], gathering: Gathering? = nil
  ) {
    var diagnostic = diagnostic
    diagnostic.name = rule.name
    if case .some(.some(let severity)) = weights[rule.id] { diagnostic.severity = severity }
    switch files.weight(of: rule, in: diagnostic.primary.span.file) {
    case .usual: break
    case .off: return
    case .set(let severity): diagnostic.severity = severity
    }
    // What is merely unstated never weighs more.
    if gathering?.isGap ?? false { diagnostic.severity = .info }
    pending.append(
      Pending(reported: ReportedFinding(diagnostic, subject: subject), causes: causes, gathering: gathering))
  }

  /// Parts what counts from what is allowed and from what another finding says already.
  mutating func settle(_ allowances: inout AllowanceTable) {
    let isHidden = hidden()
    var rest: [Pending] = []
    for (index, item) in pending.enumerated() {
      let allow = allowances.cover(item.reported.diagnostic, subject: item.reported.subject)
      if isHidden[index] { continue }
      if let allow {
        suppressed.append(SuppressedFinding(finding: item.reported, allow: allow))
      } else {
        rest.append(item)
      }
    }
    findings += FindingGatherer(model: model).gather(rest)
    pending = []
  }

  /// For each pending finding whether one with a common cause says it already. A finding that is allowed hides others
  /// all the same, as does one that is hidden itself: the cause is known.
  private func hidden() -> [Bool] {
    let silencing = Set(Subsumption.all.map(\.rule))
    var causes: [String: Set<Subject>] = [:]
    for item in pending where silencing.contains(item.reported.diagnostic.id) && item.gathering?.isGap != true {
      causes[item.reported.diagnostic.id, default: []].formUnion(item.causes)
    }
    guard !causes.isEmpty else { return [Bool](repeating: false, count: pending.count) }
    return pending.map { item in
      (Subsumption.silencers[item.reported.diagnostic.id] ?? []).contains { silencer in
        guard let known = causes[silencer] else { return false }
        return item.causes.contains(where: known.contains)
      }
    }
  }

  func result(ran: [String], of rules: RuleSet) -> RunResult {
    RunResult(
      findings: findings.sorted { $0.precedes($1) },
      suppressed: suppressed.sorted { $0.finding.precedes($1.finding) }, rules: ran, known: rules)
  }

  private func isSound(_ subject: Subject) -> Bool {
    switch subject {
    case .program, .file: true
    case .element(let element): !model[element].isBroken && !model[element].isRemoved
    case .relation(let relation): !model[relation].isBroken && !model[relation].isRemoved
    }
  }

  private func maker(of subject: Subject) -> ElementID? {
    switch subject {
    case .program, .file: nil
    case .element(let element): model[element].madeBy
    case .relation(let relation): model[relation].madeBy
    }
  }
}

/// Makes one finding of those that have one root cause.
struct FindingGatherer {
  private struct Key: Hashable {
    let rule: String
    let isGap: Bool
    let kind: Kind?
    let file: FileID?
  }

  /// So many of the others are labelled.
  private static let labelLimit = 3

  let model: Model

  func gather(_ items: [Outcome.Pending]) -> [ReportedFinding] {
    var result: [ReportedFinding] = []
    var groups: [Key: Int] = [:]
    var members: [(first: Gathering, findings: [ReportedFinding])] = []
    for item in items {
      guard let gathering = item.gathering else {
        result.append(item.reported)
        continue
      }
      let key = key(item.reported, gathering)
      if let place = groups[key] {
        members[place].findings.append(item.reported)
      } else {
        groups[key] = members.count
        members.append((gathering, [item.reported]))
      }
    }
    return result + members.compactMap { merged($0.findings.sorted { $0.precedes($1) }, $0.first) }
  }

  private func key(_ finding: ReportedFinding, _ gathering: Gathering) -> Key {
    let id = finding.diagnostic.id
    if gathering.scope == .model { return Key(rule: id, isGap: gathering.isGap, kind: nil, file: nil) }
    let kind: Kind? =
      switch finding.subject {
      case .program, .file: nil
      case .element(let element): model[element].kind
      case .relation: .relation
      }
    return Key(rule: id, isGap: gathering.isGap, kind: kind, file: finding.diagnostic.primary.span.file)
  }

  private func merged(_ findings: [ReportedFinding], _ gathering: Gathering) -> ReportedFinding? {
    guard let first = findings.first else { return nil }
    var diagnostic = first.diagnostic
    let lasting: Subject = gathering.scope == .model ? .program : .file(diagnostic.primary.span.file)
    guard findings.count > 1 else { return ReportedFinding(diagnostic, subject: first.subject, lasting: lasting) }
    diagnostic.message = gathering.message(findings.count)
    diagnostic.fix = nil
    diagnostic.severity = findings.map(\.diagnostic.severity).max() ?? diagnostic.severity
    for other in findings.dropFirst().prefix(Self.labelLimit) { diagnostic.labels.append(other.diagnostic.primary) }
    let unshown = findings.count - 1 - Self.labelLimit
    if unshown > 0 {
      let rest = "and \(unshown) more"
      diagnostic.note = diagnostic.note.map { "\($0); \(rest)" } ?? rest
    }
    return ReportedFinding(diagnostic, subject: first.subject, lasting: lasting)
  }
}

extension ReportedFinding {
  /// The order of printing: file, place, id; ties by message, so that the order never rests on the sort.
  func precedes(_ other: ReportedFinding) -> Bool {
    let a = diagnostic
    let b = other.diagnostic
    if a.primary.span.file != b.primary.span.file { return a.primary.span.file < b.primary.span.file }
    if a.primary.span.start != b.primary.span.start { return a.primary.span.start < b.primary.span.start }
    if a.id != b.id { return a.id < b.id }
    return a.message < b.message
  }
}
