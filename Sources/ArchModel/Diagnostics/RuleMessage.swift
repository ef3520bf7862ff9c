import ArchSyntax

/// The messages about rules that a program declares.
enum RuleMessage {
  private static let example = "every service has owner"

  static func wanted(
    _ span: Span, behind: String?, wanted: String, found: String?, readsPath: Bool
  ) -> Diagnostic {
    Diagnostic(
      .missingInPhrase,
      "\(behind.map { "behind `\(TypeMessage.shortened($0))`, " } ?? "")`require` takes \(wanted)", at: span,
      label: found == nil ? "nothing follows" : "",
      help: "as in `require: \(readsPath ? "path client to database passes gateway" : example)`")
  }

  static func leftOver(_ span: Span, text: String) -> Diagnostic {
    TypeMessage.leftOver(
      span, text: text, property: "require",
      help: "conditions are joined by `and` and `or`; another demand is another `require:`")
  }

  static func unknownSelector(_ span: Span, word: String, nearest: [Spelling.Match]) -> Diagnostic {
    let message = "no part or kind is called `\(TypeMessage.shortened(word))`"
    guard let best = nearest.first else {
      return Diagnostic(
        .unknownName, message, at: span, help: "a rule names kinds such as `service`, parts, or tags such as `#legacy`")
    }
    guard nearest.count == 1 else {
      return Diagnostic(.unknownName, message, at: span, label: "nearest: `\(best.word)` or `\(nearest[1].word)`")
    }
    return Diagnostic(
      .unknownName, message, at: span, label: "nearest: `\(best.word)`",
      fix: TypeMessage.write(best.word, at: span, safety: best.isClose ? .safe : .needsReview))
  }

  static func unknownProperty(_ span: Span, word: String, nearest: [Spelling.Match]) -> Diagnostic {
    let message = "nothing that is selected has a property `\(TypeMessage.shortened(word))`"
    guard let best = nearest.first, nearest.count == 1 else {
      return Diagnostic(
        .unknownProperty, message, at: span,
        label: nearest.isEmpty ? "" : "nearest: \(nearest.map { "`\($0.word)`" }.joined(separator: " or "))")
    }
    return Diagnostic(
      .unknownProperty, message, at: span, label: "nearest: `\(best.word)`",
      fix: best.isClose ? TypeMessage.write(best.word, at: span) : nil)
  }

  static func noValue(_ span: Span, property: String) -> Diagnostic {
    Diagnostic(
      .leftOverInPhrase, "a rule asks only whether `\(property)` is stated", at: span,
      fix: Fix("delete the value", safety: .needsReview, edits: [Edit(span, "")]))
  }

  static func notOrdered(_ span: Span, property: String, sign: String, value: String) -> Diagnostic {
    Diagnostic(
      .wrongType, "`\(property)` is not ordered, and `\(sign)` compares numbers", at: span,
      help: "write `\(property) \(TypeMessage.shortened(value))` or `not \(property) \(TypeMessage.shortened(value))`")
  }

  static func contradiction(
    _ span: Span, words: String, first: Span, firstWords: String, isDemand: Bool
  ) -> Diagnostic {
    Diagnostic(
      .contradictoryRule,
      "`\(TypeMessage.shortened(words))` excludes `\(TypeMessage.shortened(firstWords))`", at: span,
      label: isDemand ? "nothing that is selected can have this" : "nothing has both",
      labels: [Label(first, "and this")],
      help: isDemand ? "`no …` forbids what should not be" : "join them by `or`, or drop one")
  }

  static func noContent(_ span: Span, kind: Kind, name: String?) -> Diagnostic {
    let what = kind == .never ? "forbids" : "requires"
    return Diagnostic(
      .emptyRule, "\(name.map { "`\($0)`" } ?? "this `\(kind.rawValue)`") \(what) nothing", at: span,
      help: kind == .never ? "as in `never { client ->+ database }`" : "as in `require { Orders -> Payments }`")
  }

  static func relationInRule(_ span: Span) -> Diagnostic {
    Diagnostic(
      .emptyRule, "a rule says whether it forbids or requires a relation", at: span,
      help: "write `never { … }` or `require { … }` around it")
  }

  static func misplaced(_ span: Span, word: String, parent: Kind) -> Diagnostic {
    let help =
      switch parent {
      case .rule: "it holds `never { … }`, `require { … }` and `require: …`"
      case .pattern: "it holds `never { … }`"
      default: "it holds relations"
      }
    return Diagnostic(
      .misplaced, "\(Schema.article(parent)) does not hold `\(TypeMessage.shortened(word))`", at: span, help: help)
  }
}

extension ErrorPage {
  static let contradictoryRule = ErrorPage(
    "ARC056", "a rule whose conditions exclude each other",
    """
    Conditions joined by `and` hold together. Where one excludes another the rule selects nothing, or wants what \
    nothing can have, and would be silent or loud for ever.
    """,
    bad: "service Orders { replicas: 2 }\nrequire: every service with replicas > 3 and replicas < 2 has owner\n",
    good: "service Orders { replicas: 2 }\nrequire: every service with replicas > 3 or replicas < 2 has owner\n")

  static let emptyRule = ErrorPage(
    "ARC057", "a rule that forbids or requires nothing",
    """
    A `never` holds the relations that must not be, a `require` those that must be. In a `rule` they stand inside one of \
    the two.
    """,
    bad: "service Orders {}\nnever \"Orders stays alone\" {}\n",
    good: "service Orders {}\nservice Web {}\nnever \"Orders stays alone\" { Orders -> Web }\n")
}
