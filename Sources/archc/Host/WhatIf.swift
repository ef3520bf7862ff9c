import ArchAnalysis
import ArchExchange
import ArchModel
import ArchViews

/// What a change of the architecture, its load or its health does.
struct WhatIf {
  let before: Figures
  let after: Figures
  let conditions: (before: Conditions, after: Conditions)
  /// What is laid over the model, in words.
  let changes: [String]

  private var model: Model { after.model }
  private var texts: FigureTexts { FigureTexts(model: after.model) }

  /// What carries more than it can without any failure: it is taken for failed too.
  private var saturated: [FailureOutcome.Overload] {
    let calm = Conditions(conditions.after.moment, loadFactor: conditions.after.loadFactor)
    return model.components.compactMap { element in
      guard !conditions.after.failures.contains(where: { $0.element == element && !$0.isOneReplica }),
        let utilization = after.figure(.element(element), .utilization, calm)?.value.value, utilization > 1 + 1e-9
      else { return nil }
      return FailureOutcome.Overload(element: element, utilization: utilization)
    }
  }

  private func outcome(_ saturated: [FailureOutcome.Overload]) -> FailureOutcome {
    let failures =
      conditions.after.failures + saturated.map { FailureCondition(element: $0.element, isOneReplica: false) }
    return after.failures(conditions.after).outcome(of: failures)
  }

  private static let pageLimit = 40
}

// MARK: For drawings

extension WhatIf {
  /// What becomes of each part, as an overlay.
  var paint: OverlayPaint {
    let saturated = saturated
    var conditions = conditions.after
    conditions.failures += saturated.map { FailureCondition(element: $0.element, isOneReplica: false) }
    return FigureOverlay(figures: after).paint(outcome(saturated), under: conditions, called: headline)
  }
}

// MARK: For people

extension WhatIf {
  func text(showsAll: Bool) -> String {
    let saturated = saturated
    let outcome = outcome(saturated)
    var parts: [String] = [headline + "\n"]
    parts += [effects(outcome), consequences(outcome, saturated), table(showsAll: showsAll)].filter { !$0.isEmpty }
    return parts.joined(separator: "\n")
  }

  private var headline: String {
    var words = changes
    for failure in conditions.after.failures {
      words.append("\(failure.isOneReplica ? "one replica of " : "")\(model.shortName(failure.element)) fails")
    }
    if conditions.after.loadFactor != 1 {
      words.append("load is \(QuantityFormatter.decimal(conditions.after.loadFactor, digits: 4)) times as high")
    }
    switch conditions.after.moment {
    case .now: words.append("at the mean load")
    case .peak: words.append("at peak")
    case .after: words.append("at the peak in \(FigureTexts.moment(conditions.after.moment))")
    }
    return "What if " + words.joined(separator: ", ")
  }

  private func effects(_ outcome: FailureOutcome) -> String {
    var table = TextTable(["effect", "on", "how"])
    for (kind, word) in Self.words {
      var effects = outcome.effects.filter { $0.kind == kind }
      if kind == .survives { effects = effects.filter { model[$0.subject].kind == .flow } }
      for effect in effects.prefix(Self.pageLimit) { table.add([word, subject(effect.subject), how(effect)]) }
      if effects.count > Self.pageLimit { table.add([word, "\(effects.count - Self.pageLimit) more", ""]) }
    }
    return table.isEmpty ? "" : table.text.split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
  }

  private static let words: [(FailureEffect.Kind, String)] = [
    (.breaks, "breaks"), (.degrades, "degrades"), (.delayed, "waits"), (.unknown, "unknown"), (.survives, "survives"),
  ]

  private func subject(_ element: ElementID) -> String { "\(model[element].kind.rawValue) \(model.shortName(element))" }

  private func how(_ effect: FailureEffect) -> String {
    if case .unknown(let missing) = effect.available { return texts.missing(missing) }
    if effect.kind == .delayed { return "it is answered; what comes afterwards waits" }
    var text = path(effect.path)
    if let share = effect.available.value, share > 0, share < 1 {
      text =
        "serves \(QuantityFormatter.text(Quantity(share, .ratio), .significant(3)))"
        + (text.isEmpty ? "" : "; ") + text
    }
    return text
  }

  private func path(_ steps: [FailureStep]) -> String {
    var text = ""
    for step in steps {
      if !text.isEmpty {
        text += step.relation.map { " \(model[$0].arrow.rawValue) " } ?? " on "
      }
      text += model.shortName(step.element)
    }
    return text
  }

  private func consequences(_ outcome: FailureOutcome, _ saturated: [FailureOutcome.Overload]) -> String {
    var table = TextTable(["what", "part", "detail"])
    for overload in saturated {
      table.add(["over capacity", model.shortName(overload.element), full(overload)])
    }
    for overload in outcome.overloaded {
      table.add(["fails too", model.shortName(overload.element), full(overload)])
    }
    for store in outcome.withoutPrimary {
      table.add(["no primary", model.shortName(store), "writes wait until somebody makes another one the primary"])
    }
    for doubt in outcome.undecided {
      table.add(["undecided", model.shortName(doubt.element), texts.missing(doubt.missing)])
    }
    return table.isEmpty ? "" : table.text.split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
  }

  private func full(_ overload: FailureOutcome.Overload) -> String {
    guard overload.utilization.isFinite else { return "too few replicas are left" }
    return "\(QuantityFormatter.text(Quantity(overload.utilization, .ratio), .significant(3))) of its capacity"
  }

  private func table(showsAll: Bool) -> String {
    var table = TextTable(["Figure", "before", "after"], right: [1, 2])
    let rows = rows
    let shown = rows.filter { showsAll || $0.texts.before != $0.texts.after }
    for row in shown { table.add([row.name, row.texts.before, row.texts.after]) }
    let same = rows.count - shown.count
    let rest = same > 0 ? "\(same) figure\(same == 1 ? " is" : "s are") the same; `--all` prints them\n" : ""
    return (table.isEmpty ? "" : table.text) + rest
  }
}

// MARK: Before and after

extension WhatIf {
  private struct Row {
    let name: String
    let before: Figure?
    let after: Figure?
    let texts: (before: String, after: String)
  }

  /// By the names of parts, as the changed model is one of its own.
  private var rows: [Row] {
    let old = Self.figures(before, conditions.before)
    let new = Self.figures(after, conditions.after)
    let known = Dictionary(new.map { ($0.name, $0.figure) }) { first, _ in first }
    var seen: Set<String> = []
    var rows = old.map { item -> Row in
      seen.insert(item.name)
      return row(item.name, item.figure, known[item.name])
    }
    rows += new.filter { !seen.contains($0.name) }.map { row($0.name, nil, $0.figure) }
    return rows
  }

  private func row(_ name: String, _ old: Figure?, _ new: Figure?) -> Row {
    Row(
      name: name, before: old, after: new,
      texts: (
        old.map { FigureTexts(model: before.model).value($0) } ?? "–",
        new.map { FigureTexts(model: after.model).value($0) } ?? "–"
      ))
  }

  private static func figures(_ figures: Figures, _ conditions: Conditions) -> [(name: String, figure: Figure)] {
    let texts = FigureTexts(model: figures.model)
    let under = figures.under(conditions)
    var result: [(name: String, figure: Figure)] = []
    func add(_ subject: FigureSubject, _ names: [FigureName]) {
      for name in names {
        if let figure = under.figure(subject, name) { result.append((texts.name(subject, name), figure)) }
      }
    }
    for flow in figures.model.flows where !figures.model[flow.element].isRemoved {
      add(.element(flow.element), [.rate, .p50, .p99, .availability])
    }
    for component in figures.model.components {
      add(.element(component), [.rate, .utilization, .replicasNeeded, .availability])
    }
    add(.system, [.cost, .worstCost])
    return result
  }
}

// MARK: For programs

extension WhatIf {
  func document(variant: String?) -> WhatIfDocument {
    let identities = FigureIdentities(model)
    let saturated = saturated
    let outcome = outcome(saturated)
    func overload(_ item: FailureOutcome.Overload) -> WhatIfDocument.Overload {
      WhatIfDocument.Overload(
        part: identities.name(.element(item.element)),
        utilization: item.utilization.isFinite ? item.utilization : nil)
    }
    return WhatIfDocument(
      variant: variant, at: FigureIdentities.moment(conditions.after.moment), load: conditions.after.loadFactor,
      failures: conditions.after.failures.map {
        ($0.isOneReplica ? "1 of " : "") + identities.name(.element($0.element))
      },
      effects: outcome.effects.map { effect in
        WhatIfDocument.Effect(
          subject: identities.name(.element(effect.subject)), effect: effect.kind.rawValue,
          available: effect.available.value, path: effect.path.map { identities.name(.element($0.element)) },
          missing: effect.available.missing.inputs.map { identities.name($0.subject) + "." + $0.property.rawValue })
      },
      overloaded: saturated.map(overload) + outcome.overloaded.map(overload),
      undecided: outcome.undecided.map { identities.name(.element($0.element)) },
      figures: rows.map { row in
        WhatIfDocument.Change(
          figure: row.name, before: row.before?.value.value, after: row.after?.value.value,
          texts: [row.texts.before, row.texts.after])
      })
  }
}
