import ArchModel
import ArchRules
import ArchSyntax

extension FindingsDocument {
  /// The document of a check, by file and place; what is suppressed stands among the others.
  ///
  /// - Parameters:
  ///   - model: the bound program.
  ///   - compiled: what compiling it reported. Diagnostics that bear the id of a rule are left out, as the run has
  ///     taken them up.
  ///   - run: what the rules found.
  public init(model: Model, compiled: [ArchSyntax.Diagnostic], run: RunResult) {
    let rules = run.known
    let subjects = SubjectIndex(model)
    var items: [FindingsExport.Item] = []
    for diagnostic in compiled where rules.find(diagnostic.id) == nil {
      items.append(.init(diagnostic: diagnostic, subject: subjects.subject(at: diagnostic.primary.span)))
    }
    for finding in run.findings {
      items.append(.init(diagnostic: finding.diagnostic, subject: finding.subject, lasting: finding.lasting))
    }
    for finding in run.suppressed {
      items.append(
        .init(
          diagnostic: finding.finding.diagnostic, subject: finding.finding.subject, lasting: finding.finding.lasting,
          allow: finding.allow))
    }
    let sorted = FindingsExport.sorted(items)
    let export = FindingsExport(model: model, rules: rules, items: sorted)
    version = 1
    findings = export.findings()
    summary = export.summary()
    diagnostics = sorted.map(\.diagnostic)
  }
}

/// Makes the documents of findings.
struct FindingsExport {
  struct Item {
    let diagnostic: ArchSyntax.Diagnostic
    let subject: Subject
    /// What the key names; the subject where it is nil.
    var lasting: Subject?
    var allow: Allowance?
  }

  private let model: Model
  private let rules: RuleSet
  private let items: [Item]
  private let identities: Identities
  private let positions: SourcePositions

  init(model: Model, rules: RuleSet, items: [Item]) {
    self.model = model
    self.rules = rules
    self.items = items
    // A clean program needs no names, and a large one has many.
    identities = items.isEmpty ? .none : Identities(model)
    var spans: [Span] = []
    for item in items {
      spans.append(item.diagnostic.primary.span)
      spans += item.diagnostic.labels.map(\.span)
      if let allow = item.allow { spans.append(allow.wordSpan) }
    }
    positions = SourcePositions(model.trees.map(\.source), spans: spans)
  }

  /// In the order of printing; items of one place stay in the order given.
  static func sorted(_ items: [Item]) -> [Item] {
    items.enumerated().sorted { a, b in
      let left = a.element.diagnostic.primary.span
      let right = b.element.diagnostic.primary.span
      if left.file != right.file { return left.file < right.file }
      if left.start != right.start { return left.start < right.start }
      let ids = (a.element.diagnostic.id, b.element.diagnostic.id)
      if ids.0 != ids.1 { return ids.0 < ids.1 }
      return a.offset < b.offset
    }.map(\.element)
  }

  func findings() -> [FindingsDocument.Finding] {
    var keys = UniqueNames()
    return items.map { finding($0, keys: &keys) }
  }

  func summary() -> FindingsDocument.Summary {
    func count(_ severity: Severity) -> Int {
      items.count { $0.allow == nil && $0.diagnostic.severity == severity }
    }
    return FindingsDocument.Summary(
      files: model.trees.count { !$0.source.path.hasPrefix("std/") }, components: model.components.count,
      errors: count(.error), warnings: count(.warning), infos: count(.info),
      suppressed: items.count { $0.allow != nil })
  }

  private func finding(_ item: Item, keys: inout UniqueNames) -> FindingsDocument.Finding {
    let diagnostic = item.diagnostic
    let span = diagnostic.primary.span
    return FindingsDocument.Finding(
      id: diagnostic.id, name: diagnostic.name, principle: rules.find(diagnostic.id)?.principle.rawValue,
      severity: diagnostic.severity.rawValue, message: diagnostic.message, why: diagnostic.why, note: diagnostic.note,
      help: diagnostic.help, element: element(item.subject), file: positions.path(span.file),
      range: positions.range(span),
      related: diagnostic.labels.map {
        FindingsDocument.Related(
          message: $0.text, file: positions.path($0.span.file), range: positions.range($0.span))
      }, fix: diagnostic.fix.map(fix), suppressed: item.allow.map(suppression), baseline: nil,
      key: keys.name("\(diagnostic.id)|\(key(item.lasting ?? item.subject))"),
      formerKeys: formerKey(item.lasting ?? item.subject).map { ["\(diagnostic.id)|\($0)"] } ?? [],
      caller: caller(item.subject))
  }

  /// What a person goes to: of a relation the part that it leaves.
  private func caller(_ subject: Subject) -> String? {
    if case .relation(let relation) = subject { return model.shortName(model[relation].source) }
    return element(subject)
  }

  /// The key that a subject had before it or what holds it was renamed, as `was:` says; nil where nothing was.
  private func formerKey(_ subject: Subject) -> String? {
    switch subject {
    case .program, .file: return nil
    case .element(let element): return formerPath(element)
    case .relation(let relation):
      let data = model[relation]
      let ends = [data.source, data.target].map { (now: identities[$0], former: formerPath($0)) }
      guard ends.contains(where: { $0.former != nil }) else { return nil }
      let now = ends[0].now + data.arrow.rawValue + ends[1].now
      // What tells parallel relations apart stands behind the ends.
      guard identities[relation].hasPrefix(now) else { return nil }
      let rest = identities[relation].dropFirst(now.count)
      return (ends[0].former ?? ends[0].now) + data.arrow.rawValue + (ends[1].former ?? ends[1].now) + rest
    }
  }

  private func formerPath(_ element: ElementID) -> String? {
    var parts: [String] = []
    var isRenamed = false
    var current = element
    while current != .program {
      if let stated = model.stated(.was, of: current), let text = model.text(stated.value) {
        isRenamed = true
        parts.append(text)
        // A path says where it was as well.
        if text.contains(".") { break }
      } else if model[current].name != .none {
        parts.append(model.name(current))
      }
      current = model[current].parent
    }
    return isRenamed ? parts.reversed().joined(separator: ".") : nil
  }

  private func element(_ subject: Subject) -> String? {
    switch subject {
    case .program, .file: return nil
    case .element(let element):
      let name = model.shortName(element)
      return name.isEmpty ? identities[element] : name
    case .relation(let relation): return identities.shortRelations[Int(relation.index)]
    }
  }

  private func key(_ subject: Subject) -> String {
    switch subject {
    case .program: "system"
    case .file(let file): positions.path(file)
    case .element(let element): identities[element]
    case .relation(let relation): identities[relation]
    }
  }

  private func fix(_ fix: ArchSyntax.Fix) -> FindingsDocument.Fix {
    FindingsDocument.Fix(
      title: fix.title, safety: fix.safety == .safe ? .safe : .needsReview,
      edits: fix.edits.map {
        FindingsDocument.Edit(
          file: positions.path($0.span.file), start: $0.span.start, end: max($0.span.start, $0.span.end), text: $0.text)
      })
  }

  private func suppression(_ allow: Allowance) -> FindingsDocument.Suppression {
    FindingsDocument.Suppression(
      reason: allow.reason, until: allow.until.map { CalendarDate.text($0) }, owner: allow.owner,
      file: positions.path(allow.wordSpan.file), range: positions.range(allow.wordSpan))
  }
}
