import ArchSyntax

/// The messages about values: their types, units and words.
enum TypeMessage {
  static func write(_ text: String, at span: Span, safety: Fix.Safety = .safe) -> Fix {
    Fix("write `\(text)`", safety: safety, edits: [Edit(span, text)])
  }

  /// `timeout` takes a duration, and `200/s` is a rate.
  static func wrongType(
    _ span: Span, property: String, wanted: String, found: String, label: String = "", help: String? = nil,
    fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      .wrongType, "`\(property)` takes \(wanted), and \(found)", at: span, label: label, help: fix == nil ? help : nil,
      fix: fix)
  }

  static func quantityProblem(
    _ problem: QuantityProblem, text: String, span: Span, unit: Span, unitText: String, help: String?
  ) -> Diagnostic {
    let fix = problem.suggestions.count == 1 ? write(problem.suggestions[0], at: span) : nil
    let shown = shortened(text)
    switch problem.reason {
    case .compound:
      return Diagnostic(
        .compoundQuantity, "`\(shown)` has several units", at: span, label: "one number and one unit stand here",
        help: fix == nil ? help : nil, fix: fix)
    case .currencyBehind:
      return Diagnostic(
        .unknownUnit, "the currency of `\(shown)` stands before the number", at: span,
        help: fix == nil ? "as in `$70/month`" : nil, fix: fix)
    case .ambiguousUnit:
      return Diagnostic(
        .unknownUnit, "`m` is no unit", at: span, label: "minutes are `min`, months `mo`",
        // Minutes are what nearly everybody means; a person has to say so.
        fix: fix
          ?? problem.suggestions.first.map {
            Fix("write `\($0)`", safety: .needsReview, edits: [Edit(span, $0)])
          })
    case .unfitUnits:
      return Diagnostic(
        .unknownUnit, "the units of `\(shown)` do not go together", at: span, help: help)
    case .tooLarge:
      return Diagnostic(
        .numberTooLarge, "this number is too large", at: span, label: "more than about 10^308")
    case .unlikeEnds:
      return Diagnostic(.wrongType, "the ends of `\(shown)` measure different things", at: span, help: help)
    case .unknownUnit, .noNumber:
      return Diagnostic(
        .unknownUnit, "`\(shortened(unitText))` is no unit", at: fix == nil ? unit : span,
        label: fix == nil && !problem.suggestions.isEmpty
          ? "nearest: \(problem.suggestions.map { "`\($0)`" }.joined(separator: " or "))" : "",
        help: fix == nil ? help : nil, fix: fix)
    }
  }

  static func spacedUnit(_ span: Span, joined: String?) -> Diagnostic {
    Diagnostic(
      .spacedUnit, "a number and its unit are one word", at: span,
      label: joined == nil ? "no space stands between them" : "",
      fix: joined.map { write($0, at: span) })
  }

  static func mixedCurrencies(
    _ span: Span, currency: Currency, first: Span, firstCurrency: Currency
  ) -> Diagnostic {
    Diagnostic(
      .mixedCurrencies, "amounts stand in \(currency.sign) and in \(firstCurrency.sign)", at: span,
      label: "in \(currency.sign)", labels: [Label(first, "in \(firstCurrency.sign)")],
      help: "count in one currency; costs are added up")
  }

  static func impossibleDate(_ span: Span, text: String, lastDay: Int?) -> Diagnostic {
    Diagnostic(
      .impossibleDate, "there is no `\(shortened(text))`", at: span,
      label: lastDay.map { "that month has \($0) days" } ?? "",
      help: lastDay == nil ? "a date is year, month and day, as in `2026-10-02`" : nil)
  }

  static func misspeltDate(_ span: Span, text: String, right: String) -> Diagnostic {
    Diagnostic(
      .impossibleDate, "a date is written with four, two and two digits", at: span, fix: write(right, at: span))
  }

  /// A word that is not among those the property knows.
  static func unknownWord(
    _ span: Span, word: String, property: String, words: [String], nearest: [Spelling.Match]
  ) -> Diagnostic {
    let message = "`\(shortened(word))` is no value of `\(property)`"
    guard let best = nearest.first else {
      return Diagnostic(.unknownWord, message, at: span, help: choice(words))
    }
    guard nearest.count == 1 else {
      return Diagnostic(.unknownWord, message, at: span, label: "nearest: `\(best.word)` or `\(nearest[1].word)`")
    }
    return Diagnostic(
      .unknownWord, message, at: span, label: "nearest: `\(best.word)`",
      fix: write(best.word, at: span, safety: best.isClose || isFlag(best.word) ? .safe : .needsReview))
  }

  /// `yes` and `on` are `true` beyond doubt.
  private static func isFlag(_ word: String) -> Bool { word == "true" || word == "false" }

  /// A word that an open set does not know: a warning.
  static func unknownOpenWord(
    _ span: Span, word: String, noun: String, nearest: [Spelling.Match]
  ) -> Diagnostic {
    let isSure = nearest.count == 1 && nearest[0].isClose
    let label = nearest.map { "`\($0.word)`" }.joined(separator: " or ")
    // The page of this one is the rule of the same id, as people may `allow` it.
    return Diagnostic(
      id: "MOD013", name: "unknown-word", severity: .warning,
      message: "`\(shortened(word))` is not known as \(noun)",
      primary: Label(span, label.isEmpty ? "" : "nearest: " + label),
      fix: isSure ? write(nearest[0].word, at: span, safety: .needsReview) : nil)
  }

  static func listNeedsBrackets(_ span: Span, property: String, text: String) -> Diagnostic {
    Diagnostic(
      .listNeedsBrackets, "several values of `\(property)` stand in brackets", at: span,
      fix: write("[" + text + "]", at: span))
  }

  static func leftOver(
    _ span: Span, text: String, property: String, help: String?, fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      .leftOverInPhrase, "`\(shortened(text))` is left over behind the value of `\(property)`", at: span,
      help: fix == nil ? help : nil, fix: fix)
  }

  static func missing(
    _ span: Span, property: String, behind: String?, wanted: String, example: String, label: String = "nothing follows"
  ) -> Diagnostic {
    let place = behind.map { "behind `\(shortened($0))`, " } ?? ""
    return Diagnostic(
      .missingInPhrase, "\(place)`\(property)` takes \(wanted)", at: span, label: label,
      help: example.isEmpty ? nil : "as in `\(property): \(example)`")
  }

  static func notWhole(_ span: Span, property: String, text: String) -> Diagnostic {
    Diagnostic(
      .wrongType, "`\(property)` takes a whole number, and `\(shortened(text))` is none", at: span)
  }

  /// `Checkout.p99` is a duration, and `400/s` is a rate.
  static func wrongFigure(
    _ span: Span, figure: String, noun: String, found: String, label: String = "", help: String?
  ) -> Diagnostic {
    Diagnostic(
      .wrongType, "`\(shortened(figure))` is \(noun), and \(found)", at: span, label: label, help: help)
  }

  static func noMetric(_ span: Span, word: String, metrics: [Metric]) -> Diagnostic {
    Diagnostic(
      .missingInPhrase, "`\(word)` is no figure by itself", at: span,
      label: "as in `\(word).\(metrics.first { $0 == .p99 }?.rawValue ?? "rate")`",
      help: "figures: \(Metric.words(metrics))")
  }

  static func rangeUpsideDown(_ span: Span, swapped: String) -> Diagnostic {
    Diagnostic(
      .rangeUpsideDown, "the first end of a range is the lesser one", at: span, fix: write(swapped, at: span))
  }

  static func unsafeLink(_ span: Span, scheme: String) -> Diagnostic {
    Diagnostic(
      .unsafeLink, "a link does not begin with `\(shortened(scheme)):`", at: span,
      help: "links are `http:`, `https:`, `mailto:` or relative")
  }

  static func unknownMetric(
    _ span: Span, word: String, owner: String, metrics: [Metric], nearest: [Spelling.Match]
  ) -> Diagnostic {
    let message = "\(owner) has no figure `\(shortened(word))`"
    if nearest.count == 1, let best = nearest.first, best.isClose {
      return Diagnostic(
        .unknownMetric, message, at: span, label: "nearest: `\(best.word)`", fix: write(best.word, at: span))
    }
    return Diagnostic(
      .unknownMetric, message, at: span,
      label: nearest.count == 1 ? "nearest: `\(nearest[0].word)`" : "",
      help: "figures: \(Metric.words(metrics))")
  }

  /// The words that fit; nothing where they are too many to read.
  static func choice(_ words: [String]) -> String? {
    guard words.count <= 10, let last = words.last else { return nil }
    if words.count == 1 { return "write `\(last)`" }
    return "one of " + words.dropLast().map { "`\($0)`" }.joined(separator: ", ") + " and `\(last)`"
  }

  static func shortened(_ text: String) -> String {
    guard text.unicodeScalars.count > 40 else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(39))) + "…"
  }
}
