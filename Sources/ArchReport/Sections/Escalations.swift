import ArchAnalysis
import ArchModel
import ArchSyntax

/// What somebody else has to decide: the five reasons to escalate, each with what speaks for it.
extension ReportWriter {
  /// Past which somebody else decides, where the program sets nothing else.
  private static let usualThreshold = Quantity(1000, .moneyRate, currency: .dollar)

  mutating func writeEscalations() {
    writeHeading(2, "Escalations")
    let found = options.check?.findings.filter { $0.principle == "escalation" } ?? []
    func changes(_ ids: String...) -> [MarkdownText] {
      found.filter { ids.contains($0.id) }.map { "\(.prose($0.message)) (\($0.id), \(place($0.span)))" }
    }
    let isCompared = options.isComparedWithBefore
    let notCompared: MarkdownText = "not compared; `--since REVISION` does"
    let decisions = model.elements(of: .decision)
    let lasting = decisions.filter { decision in
      model.references(.affects, of: decision).contains {
        (KindSet.stores | KindSet.messaging).contains(model[$0].kind)
      }
        || model.text(.reversible, of: decision) == "no"
    }
    let sensitive = decisions.filter { model.text(.security, of: $0).map { $0 != "no" } ?? false }
    var table = ReportTable(["Reason", "Escalate", "On what grounds"])
    func row(_ reason: MarkdownText, _ grounds: [MarkdownText], _ otherwise: MarkdownText) {
      table.add([
        reason, grounds.isEmpty ? (otherwise == notCompared ? "?" : "no") : "**yes**",
        grounds.isEmpty ? otherwise : .joined(grounds, by: "; "),
      ])
    }
    /// What is accepted has been decided; what is not waits for somebody.
    func decided(_ reason: MarkdownText, _ decisions: [ElementID], _ found: [MarkdownText], _ otherwise: MarkdownText) {
      let open = decisions.filter { !isSettled($0) }
      let settled = decisions.filter { isSettled($0) }
      guard found.isEmpty, open.isEmpty, !settled.isEmpty else {
        let rest: [MarkdownText] =
          open.isEmpty || settled.isEmpty ? [] : ["decided: \(.joined(settled.map { state(of: $0) }))"]
        return row(reason, found + open.map { state(of: $0) } + rest, otherwise)
      }
      table.add([reason, "decided", .joined(settled.map { state(of: $0) })])
    }
    row("Major architectural change", changes("ESC001"), isCompared ? "no finding of the comparison" : notCompared)
    decided("Technology with long-term impact", lasting, changes("ESC002"), "no decision affects a store or a broker")
    let cost = costGrounds() + changes("ESC003")
    let limit = options.check?.costThreshold.map { QuantityFormatter.text($0) } ?? "$1000/month"
    let reason: MarkdownText = "Cost above \(limit)"
    if cost.isEmpty, !isCostKnown || !isCostCompared {
      table.add([reason, "?", costOtherwise()])
    } else {
      row(reason, cost, costOtherwise())
    }
    decided("Security-sensitive decision", sensitive, changes("ESC004"), "no decision states `security`")
    row("Breaking change of a public API", changes("ESC005"), isCompared ? "no finding of the comparison" : notCompared)
    writeTable(table)
  }

  private func state(of decision: ElementID) -> MarkdownText {
    let status = standings.status(of: decision).map { MarkdownText(text: $0) } ?? .unknown("status")
    let deciders = model.texts(.deciders, of: decision)
    return deciders.isEmpty ? "\(name(decision)) (\(status))" : "\(name(decision)) (\(status) by \(.list(deciders)))"
  }

  /// Whether somebody has decided already, be it against it.
  private func isSettled(_ decision: ElementID) -> Bool {
    ["accepted", "rejected", "deprecated", "superseded"].contains(standings.status(of: decision) ?? "")
  }

  private var costThreshold: Quantity { options.check?.costThreshold ?? Self.usualThreshold }

  private func costGrounds() -> [MarkdownText] {
    guard let cost = figures.figure(.system, .cost, .now), let value = cost.value.value, isCostCompared,
      value > costThreshold.value
    else { return [] }
    return ["the system costs \(FigureText.text(cost))"]
  }

  /// Whether the cost is in the currency of the threshold; rates of exchange change by the hour.
  private var isCostCompared: Bool {
    let currency = figures.figure(.system, .cost, .now)?.currency ?? .none
    return currency == costThreshold.currency || currency == .none
  }

  /// Whether the cost is the whole cost, so that what is below the threshold stays below.
  private var isCostKnown: Bool {
    guard let cost = figures.figure(.system, .cost, .now) else { return false }
    return cost.value.value != nil && cost.bound == .exact
  }

  private func costOtherwise() -> MarkdownText {
    guard let cost = figures.figure(.system, .cost, .now) else { return .unknown("cost") }
    guard cost.value.value != nil else { return missing(cost.value.missing) }
    let text = FigureText.text(cost)
    if isCostCompared { return "\(text)" }
    let example: MarkdownText = .code("rule ESC003 { threshold: \(cost.currency.sign)…/month }")
    return "\(text), not compared: another currency; \(example) states from where on"
  }
}
