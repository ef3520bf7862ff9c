import ArchAnalysis
import ArchModel
import ArchSyntax

/// Which rules run.
public struct RuleSelection: Sendable, Hashable {
  /// Whether all rules run.
  public var strict: Bool
  /// Rules that run besides the default ones: ids, names, principles or their letters.
  public var select: [String]
  /// Rules that do not run, whatever else says.
  public var ignore: [String]
  /// The figures that are set for rules; the program's own win.
  public var options: RuleOptions
  /// Severities that are set for rules, by id, nil for `off`; what the program's own `rule` declarations say wins.
  public var severities: [String: Severity?] = [:]
  /// What else holds for some files.
  public var files: [FileChoice] = []
  /// The set of rules that the team has agreed on; rules that came later weigh as info. Nil for the latest.
  public var edition: RuleEdition?

  public init(
    strict: Bool = false, select: [String] = [], ignore: [String] = [], options: RuleOptions = RuleOptions()
  ) {
    self.strict = strict
    self.select = select
    self.ignore = ignore
    self.options = options
  }
}

/// A finding with what it is about.
public struct ReportedFinding: Sendable, Hashable {
  public let diagnostic: Diagnostic
  public let subject: Subject
  /// What names it from one check to the next. Where one finding stands for several parts it is what all of them belong
  /// to: the first of them may be another one tomorrow.
  public let lasting: Subject

  public init(_ diagnostic: Diagnostic, subject: Subject, lasting: Subject? = nil) {
    self.diagnostic = diagnostic
    self.subject = subject
    self.lasting = lasting ?? subject
  }
}

/// A finding that an `allow` silences.
public struct SuppressedFinding: Sendable {
  public let finding: ReportedFinding
  public let allow: Allowance
}

/// What a run of the rules found.
public struct RunResult: Sendable {
  /// What counts, by file and place.
  public let findings: [ReportedFinding]
  /// What an `allow` silences, by file and place.
  public let suppressed: [SuppressedFinding]
  /// The ids of the rules that ran, in order.
  public let rules: [String]
  /// The rules there are, those of the program among them.
  public let known: RuleSet
  /// What the program and its settings set of the rules' options.
  public internal(set) var options = RuleOptions()
  /// What the run took, part by part in its order; empty where it was handed no clock.
  public internal(set) var timings: [RuleTiming] = []
  /// Whether a rule asked for figures.
  var asksFigures = false

  public var diagnostics: [Diagnostic] { findings.map(\.diagnostic) }
}

/// Runs rules over a model, weighs what they find, and silences what is allowed.
public enum RuleRunner {
  /// Runs the selected rules.
  ///
  /// - Parameters:
  ///   - model: the bound program.
  ///   - compiled: what compiling it reported. Diagnostics that bear the id of a rule (MOD013) are taken up as findings
  ///     of that rule, whichever rules are selected; the others only tell whether the program is whole, and are not
  ///     among the result.
  ///   - today: days since 1970-01-01.
  ///   - imports: the imports of the program; rules about them are quiet without.
  ///   - comparison: what differs from an earlier state; rules about changes are quiet without.
  ///   - selection: which rules run.
  ///   - rules: the rules there are, besides those that the program declares.
  ///   - scope: which of the selected rules run now.
  ///   - figures: those of the model, where somebody has them already.
  ///   - clock: what measures the parts of the run; nil for none.
  ///   - isWanted: asked before each rule; where it says no the run ends, and its result is not to be used.
  public static func run(
    model: Model, compiled: [Diagnostic] = [], today: Int32, imports: [ImportEdge] = [],
    comparison: ModelComparison? = nil, selection: RuleSelection = RuleSelection(), rules: RuleSet = .all,
    scope: RuleScope = .all, figures: Figures? = nil, clock: RunClock? = nil, while isWanted: () -> Bool = { true }
  ) -> RunResult {
    var timings = RunTimings(clock)
    let rules = rules.including(model)
    var weights: [String: Severity?] = [:]
    if let edition = selection.edition {
      for rule in rules.rules where rule.since > edition { weights[rule.id] = .info }
    }
    weights.merge(selection.severities) { $1 }
    weights.merge(statedSeverities(model, rules)) { $1 }
    let profile = StyleProfile.of(model)
    let everywhere = Set(select(from: rules, selection, weights, profile).map(\.id))
    let somewhere = Set(selection.files.flatMap(\.choice.select).flatMap { rules.matching($0) }.map(\.id))
    let selected = rules.rules.filter { everywhere.contains($0.id) || somewhere.contains($0.id) }
    let subjects = timings.measure("places in the source") { SubjectIndex(model) }
    let isWhole = !compiled.contains { $0.severity == .error }
    var allowances = AllowanceTable(model, subjects: subjects, rules: rules, today: today)
    let asked = Set(selection.select.flatMap { rules.matching($0) }.map(\.id)).union(weights.keys)
    var outcome = Outcome(
      model: model, weights: weights, files: FileWeights(selection.files, rules: rules, everywhere: everywhere),
      gapRules: selection.strict ? Set(rules.rules.map(\.id)) : asked)
    var options = selection.options
    options.read(model, rules)
    let facts = timings.measure("facts for all rules") { ModelFacts(model) }
    let computed = FigureFacts(model, figures: figures)
    // Else the first rule that asks for a group of figures would seem to take what computing them takes.
    if clock != nil { computed.prepare(&timings) }
    func context(for rule: Rule) -> RuleContext {
      RuleContext(
        model: model, today: today, imports: imports, allowances: allowances.allowances, isWhole: isWhole, rules: rules,
        facts: facts, computed: computed, comparison: comparison, rule: rule, options: options)
    }

    var ran: Set<String> = []
    for rule in selected
    where rule.stage == .model && (isWhole || !rule.needsWholeProgram) && scope.includes(rule) && isWanted() {
      ran.insert(rule.id)
      let found = timings.measure(rule.id) { rule.check(context(for: rule)) }
      for finding in found { outcome.add(finding, of: rule) }
    }
    let ignored = Set(selection.ignore.flatMap { rules.matching($0) }.map(\.id))
    for diagnostic in compiled {
      guard let rule = rules.find(diagnostic.id), weights[rule.id] != .some(.none), !ignored.contains(rule.id) else {
        continue
      }
      outcome.add(diagnostic, of: rule, subject: subjects.subject(at: diagnostic.primary.span))
    }
    for rule in rules.rules where rule.stage == .compiler && !ignored.contains(rule.id) { ran.insert(rule.id) }
    timings.measure("weighing what was found") { outcome.settle(&allowances) }

    allowances.note(ran: ran)
    for rule in selected
    where rule.stage == .allows && (isWhole || !rule.needsWholeProgram) && scope.includes(rule) && isWanted() {
      ran.insert(rule.id)
      let found = timings.measure(rule.id) { rule.check(context(for: rule)) }
      for finding in found { outcome.add(finding, of: rule) }
    }
    outcome.settle(&allowances)
    var result = outcome.result(ran: rules.rules.map(\.id).filter(ran.contains), of: rules)
    result.options = options
    result.timings = timings.entries
    result.asksFigures = computed.isUsed
    return result
  }

  /// The rules that run: the default ones, those asked for, those to which the program gives a severity, and those that
  /// its style wants.
  private static func select(
    from rules: RuleSet, _ selection: RuleSelection, _ weights: [String: Severity?], _ profile: StyleProfile?
  ) -> [Rule] {
    let wanted = Set(profile?.wanted.map(\.rule) ?? [])
    let unwanted = Set(profile?.unwanted.map(\.rule) ?? [])
    let added = Set(selection.select.flatMap { rules.matching($0) }.map(\.id))
    let ignored = Set(selection.ignore.flatMap { rules.matching($0) }.map(\.id))
    return rules.rules.filter { rule in
      if ignored.contains(rule.id) { return false }
      if let weight = weights[rule.id] { return weight != nil }
      if added.contains(rule.id) { return true }
      if unwanted.contains(rule.id) { return false }
      return selection.strict || rule.isDefault || wanted.contains(rule.id)
    }
  }

  /// What `rule NAME { severity: … }` says: a severity, or nothing for `off`.
  private static func statedSeverities(_ model: Model, _ rules: RuleSet) -> [String: Severity?] {
    var result: [String: Severity?] = [:]
    for element in model.elements(of: .rule) {
      guard let rule = rules.find(model.name(element)), let stated = model.stated(.severity, of: element),
        let word = model.text(stated.value)
      else { continue }
      if word == "off" {
        result[rule.id] = .some(nil)
      } else if let severity = Severity(rawValue: word) {
        result[rule.id] = severity
      }
    }
    return result
  }
}
