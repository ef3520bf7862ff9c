import ArchAnalysis
import ArchModel
import ArchSyntax

/// What has to hold of every figure of every program, whatever it says.
public struct FigureProperties {
  /// Figures tried so far.
  public private(set) var tried = 0
  /// Those of them that have a value.
  public private(set) var known = 0
  /// What does not hold, in words.
  public private(set) var violations: [String] = []

  public init() {}

  private struct Program {
    let model: Model
    let figures: Figures

    init(_ text: String) {
      model = compile([parse(SourceFile(path: "random.arch", text: text))]).model
      figures = Figures(model)
    }

    var subjects: [(label: String, subject: FigureSubject)] {
      [("", .system)]
        + model.elements.indices.dropFirst().filter { !model.elements[$0].isRemoved }.map {
          (model.path(ElementID($0)), .element(ElementID($0)))
        }
        + model.liveRelations.map { (model.identity($0, naming: model.path), .relation($0)) }
    }

    /// Today, the peak, a horizon, more load, a part that is lost and a replica that is.
    func conditions(_ number: Int) -> [Conditions] {
      var result: [Conditions] = [.now, .peak, Conditions(.after(8_760 * 3_600)), Conditions(.peak, loadFactor: 2.5)]
      let parts = model.components
      if !parts.isEmpty {
        for (place, isOneReplica) in [(number, false), (number + 1, true)] {
          let failure = FailureCondition(element: parts[place % parts.count], isOneReplica: isOneReplica)
          result.append(Conditions(.peak, failures: [failure]))
        }
      }
      return result
    }
  }

  private static func isSame(_ a: Double?, _ b: Double) -> Bool {
    a.map { abs($0 - b) <= 1e-7 * max(1, abs($0), abs(b)) } ?? false
  }

  /// That every figure is a possible number, and that its terms give it again.
  ///
  /// - Parameter number: which parts are lost.
  public mutating func tryFigures(of text: String, number: Int) {
    let program = Program(text)
    for conditions in program.conditions(number) {
      let circumstances = program.figures.under(conditions)
      for (label, subject) in program.subjects {
        for name in FigureName.allCases {
          guard let figure = circumstances.figure(subject, name) else { continue }
          tried += 1
          let title = "\(label).\(name.rawValue) at \(conditions.moment), \(conditions.failures.count) lost"
          guard let explanation = circumstances.explanation(subject, name) else {
            violations.append("\(title) is not explained")
            continue
          }
          if explanation.figure != figure {
            violations.append("\(title): \(figure.value) is explained as \(explanation.figure.value)")
          }
          guard let value = figure.value.value else {
            if figure.value.missing == Missing() { violations.append("\(title) is unknown, and nothing says why") }
            continue
          }
          known += 1
          if !Self.isPossible(value, name) { violations.append("\(title) is \(value)") }
          let again = explanation.formula?.evaluate()
          if !Self.isSame(again, value) {
            violations.append("\(title): \(value), not \(again.map { "\($0)" } ?? "none") as its terms say")
          }
        }
      }
    }
  }

  /// That everything that is computed of a program comes to an end, whatever the program says.
  public mutating func tryAnalyses(of text: String) {
    let program = Program(text)
    let figures = program.figures
    let model = program.model
    for conditions in [Conditions.now, .peak] {
      let table = figures.failureTable(conditions)
      for row in table.rows {
        for effect in row.effects { tryShare(effect.available, "a loss of \(model.path(row.failure.element))") }
        for overload in row.overloaded where overload.utilization.isNaN || overload.utilization <= 1 {
          violations.append("\(model.path(overload.element)) fails at \(overload.utilization)")
        }
      }
    }
    for flow in model.flows {
      if figures.cutSets(of: flow.element).sets.contains(where: \.isEmpty) {
        violations.append("\(model.path(flow.element)) has an empty cut set")
      }
    }
    for verdict in figures.verdicts() {
      for term in verdict.terms where term.figure.value.value.map({ !$0.isFinite }) ?? false {
        violations.append("a requirement is judged by \(term.figure.value)")
      }
    }
    tried += 1
    _ = figures.contradictions
    _ = figures.compared
    _ = figures.mostWanted(limit: 10)
    for budget in TimeoutBudget.all(figures.inputs) where !budget.downstream.isFinite || !budget.timeout.isFinite {
      violations.append("a timeout budget is \(budget.timeout) beside \(budget.downstream)")
    }
  }

  private mutating func tryShare(_ share: Known<Double>, _ what: @autoclosure () -> String) {
    if let value = share.value, !(0...1).contains(value) { violations.append("\(what()) leaves \(value)") }
  }

  /// What a figure may be: finite, and no less than nothing. Shares of time do not exceed one.
  private static func isPossible(_ value: Double, _ name: FigureName) -> Bool {
    guard value.isFinite, value >= 0 || name == .backlog else { return false }
    return ![.availability, .available].contains(name) || value <= 1 + 1e-12
  }

  /// What the language gives a meaning where it is not stated: one call of every request, no repetition, no copy for
  /// reads alone. A part with one percentile takes a constant time; an outside part without a price costs us nothing.
  private static let defaulted: Set<String> = [
    "calls", "share", "retry", "on-miss", "timeout", "p50", "p99", "external cost", "read-replicas",
  ]

  /// That no figure becomes another one where an input is taken away.
  ///
  /// - Parameter isTried: by position among the statements of the workload, whether it is left out for once.
  public mutating func tryRemovals(from workload: RandomWorkload, where isTried: (Int) -> Bool) {
    let (text, statements) = workload.text(without: nil)
    let before = figures(text)
    for (index, statement) in statements.enumerated() where !Self.defaulted.contains(statement) && isTried(index) {
      var found: [String] = []
      for (key, figure) in figures(workload.text(without: index).text) {
        guard let old = before[key], old.bound == .exact, let value = figure.value.value, figure.bound == .exact
        else { continue }
        tried += 1
        // What contradicts something, such as a load that no capacity holds, may vanish with one of the two.
        if !old.value.missing.reason.isEmpty { continue }
        if !Self.isSame(old.value.value, value) {
          found.append("\(key) without statement \(index), \(statement): \(value), not \(old.value)")
        }
      }
      violations += found.sorted()
    }
  }

  private func figures(_ text: String) -> [String: Figure] {
    let program = Program(text)
    var result: [String: Figure] = [:]
    for (place, conditions) in program.conditions(0).prefix(3).enumerated() {
      let circumstances = program.figures.under(conditions)
      for (label, subject) in program.subjects {
        for name in FigureName.allCases {
          if let figure = circumstances.figure(subject, name) { result["\(label).\(name.rawValue) \(place)"] = figure }
        }
      }
    }
    return result
  }
}
