import ArchSyntax

/// The messages of names, places and relations.
enum NameMessage {
  static func unknown(_ span: Span, word: String, kinds: KindSet, near: [(word: String, span: Span)]) -> Diagnostic {
    let noun = noun(kinds)
    let message = "no \(noun) is called `\(word)`"
    switch near.count {
    case 0:
      return Diagnostic(
        .unknownName, message, at: span,
        help: kinds.contains(.service) ? "declare it: `service \(word) {}`, or another kind" : nil)
    case 1:
      return Diagnostic(
        .unknownName, message, at: span, label: "nearest: `\(near[0].word)`",
        labels: [Label(near[0].span, "declared here")],
        fix: Fix("write `\(near[0].word)`", edits: [Edit(span, near[0].word)]))
    default:
      return Diagnostic(
        .unknownName, message, at: span, label: "two names are near",
        labels: [Label(near[0].span, "this one?"), Label(near[1].span, "or this?")])
    }
  }

  static func ambiguous(_ span: Span, word: String, candidates: [(path: String, span: Span)]) -> Diagnostic {
    Diagnostic(
      .ambiguousName, "`\(word)` could mean \(listed(candidates.map { "`\($0.path)`" }, joined: "or"))", at: span,
      label: "neither is nearer", labels: candidates.map { Label($0.span, "`\($0.path)`") },
      help: "write the path: \(listed(candidates.map { "`\($0.path)`" }, joined: "or"))")
  }

  static func wrongKind(_ span: Span, word: String, kind: Kind, wanted: KindSet, place: Span) -> Diagnostic {
    Diagnostic(
      .wrongKind, "`\(word)` is \(described(kind)), and a \(noun(wanted)) stands here", at: span,
      labels: [Label(place, "declared here")])
  }

  /// An `on-miss` on the call to the cache; the store is nil where the call names its own target.
  static func missOfCache(_ span: Span, asked: String, store: String?) -> Diagnostic {
    guard let store else {
      return Diagnostic(
        .wrongKind, "`on-miss` names what was asked before, and this call asks `\(asked)` itself", at: span,
        help: "name the cache whose misses make this call, or delete `on-miss`")
    }
    return Diagnostic(
      .wrongKind, "`on-miss` stands on the call that a miss makes, and `\(asked)` is the cache", at: span,
      help: "state it on the call to the store: `-> \(store) { on-miss: \(asked) }`")
  }

  /// What a declaration that has a name is: "a zone", "a `use`".
  private static func described(_ kind: Kind) -> String {
    let text = Schema.article(kind)
    return text.hasPrefix("`") ? "a \(text)" : text
  }

  static func unknownProperty(
    _ span: Span, word: String, kind: Kind, nearest: [Spelling.Match], elsewhere: [Kind]
  ) -> Diagnostic {
    let owner = owner(kind)
    let message = "\(owner) has no property `\(word)`"
    let others = elsewhere.filter { $0 != .program }.prefix(3).map { Schema.article($0) }
    let note = others.isEmpty ? nil : "`\(word)` belongs to \(listed(Array(others), joined: "or"))"
    guard let best = nearest.first, others.isEmpty || best.distance <= 1 else {
      return Diagnostic(.unknownProperty, message, at: span, note: note, help: note == nil ? help(kind, word) : nil)
    }
    if nearest.count == 1 {
      return Diagnostic(
        .unknownProperty, message, at: span, label: "nearest: `\(best.word)`",
        fix: best.isClose ? Fix("write `\(best.word)`", edits: [Edit(span, best.word)]) : nil)
    }
    return Diagnostic(
      .unknownProperty, message, at: span, label: "nearest: `\(best.word)` or `\(nearest[1].word)`")
  }

  private static func help(_ kind: Kind, _ word: String) -> String? {
    if [.flow, .parallel, .optional, .alternative, .loop].contains(kind) {
      return "a step has an arrow, as in `\(word) -> Api`"
    }
    return Schema.spec(of: kind).holds.contains(.metadata)
      ? "what the language does not know goes into `metadata { … }`" : nil
  }

  static func unknownKind(_ span: Span, word: String, nearest: [String]) -> Diagnostic {
    let message = "there is no kind `\(word)`"
    switch nearest.count {
    case 0:
      return Diagnostic(.unknownKind, message, at: span, help: "a declaration begins with its kind, such as `service`")
    case 1:
      return Diagnostic(
        .unknownKind, message, at: span, label: "nearest: `\(nearest[0])`",
        fix: Fix("write `\(nearest[0])`", edits: [Edit(span, nearest[0])]))
    default:
      return Diagnostic(.unknownKind, message, at: span, label: "nearest: `\(nearest[0])` or `\(nearest[1])`")
    }
  }

  /// - Parameter isInVariant: whether a variant declares again what it is laid over.
  static func duplicate(
    _ span: Span, name: String, scope: String, first: Span, free: String?, isInVariant: Bool
  ) -> Diagnostic {
    let path = scope.isEmpty ? name : scope + "." + name
    let help = isInVariant ? "`extend \(path) { … }` changes what is there" : "names are unique in a block"
    return Diagnostic(
      .duplicateName, "`\(name)` is declared twice\(scope.isEmpty ? "" : " in `\(scope)`")", at: span, label: "again",
      labels: [Label(first, "first")],
      help: free.map { "\(help); `\($0)` is free" } ?? help)
  }

  static func duplicateRelation(_ span: Span, source: String, target: String, arrow: Arrow, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateRelation, "`\(source) \(arrow.rawValue) \(target)` is declared twice", at: span, label: "again",
      labels: [Label(first, "first")],
      help: "give each its label or protocol, or state all properties on one")
  }

  static func misplaced(_ span: Span, kind: Kind, parent: Kind, place: Span?) -> Diagnostic {
    let message =
      parent == .program
      ? "\(Schema.article(kind)) does not stand at the top level"
      : "\(owner(parent)) does not hold \(Schema.article(kind))"
    let holders = Schema.kinds.filter { $0.holds.contains(kind) && $0.kind != .program }.map { Schema.article($0.kind) }
    return Diagnostic(
      .misplaced, message, at: span, labels: place.map { parent == .program ? [] : [Label($0, "inside this")] } ?? [],
      help: parent == .program && !holders.isEmpty
        ? "it stands inside \(listed(Array(holders.prefix(3)), joined: "or"))" : nil)
  }

  static func relationMisplaced(_ span: Span, parent: Kind, place: Span) -> Diagnostic {
    Diagnostic(
      .misplaced, "\(owner(parent)) does not hold relations", at: span, labels: [Label(place, "inside this")])
  }

  static func tagOutsideDefaults(_ span: Span) -> Diagnostic {
    Diagnostic(
      .misplaced, "a tag begins an entry only inside `defaults`", at: span,
      help: "elsewhere a tag stands behind a name: `service Orders #legacy`")
  }

  static func pathArrow(_ span: Span) -> Diagnostic {
    Diagnostic(
      .pathArrow, "`->+` stands in rules only", at: span, label: "a relation is one step",
      fix: Fix("write `->`", safety: .needsReview, edits: [Edit(span, "->")]))
  }

  static func noLeftEnd(_ span: Span) -> Diagnostic {
    Diagnostic(
      .noLeftEnd, "this relation begins nowhere", at: span, label: "no component around it",
      help: "name its left end: `A -> B`")
  }

  static func conflictingExtends(_ span: Span, word: String, target: String, first: Span) -> Diagnostic {
    Diagnostic(
      .conflictingExtends, "two `extend`s of `\(target)` set `\(word)` differently", at: span, label: "and here",
      labels: [Label(first, "here")])
  }

  static func duplicateProperty(_ span: Span, word: String, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateProperty, "`\(word)` is stated twice", at: span, label: "again", labels: [Label(first, "first")],
      help: "a key stands once in a block")
  }

  static func severalNames(_ span: Span, kind: String, edits: [Edit]) -> Diagnostic {
    Diagnostic(
      .severalNames, "one `\(kind)` declares one name", at: span,
      fix: Fix("declare each on a line of its own", edits: edits))
  }

  static func missingValue(_ span: Span, word: String, example: String) -> Diagnostic {
    Diagnostic(.missingValue, "`\(word)` needs a value", at: span, help: "as in `\(word): \(example)`")
  }

  static func missingName(_ span: Span, kind: Kind) -> Diagnostic {
    Diagnostic(
      .missingName, "\(Schema.article(kind)) needs a name", at: span,
      help: "as in `\(firstLine(Schema.spec(of: kind).example))`")
  }

  /// A kind that stands alone and whose declarations bear no name.
  static func missingBlock(_ span: Span, kind: Kind) -> Diagnostic {
    Diagnostic(
      .missingName, "`\(kind.rawValue)` needs what it declares", at: span,
      help: "as in `\(firstLine(Schema.spec(of: kind).example))`")
  }

  static func missingReason(at span: Span) -> Diagnostic {
    Diagnostic(
      .missingName, "an `allow` gives its reason", at: span, label: "no reason follows",
      help: "as in `allow missing-timeout \"Cannot set one\"`")
  }

  static func severalSystems(_ span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .severalSystems, "a program describes one system", at: span, label: "a second one",
      labels: [Label(first, "the first")], help: "other systems are `external`")
  }

  static func missingColon(_ span: Span, word: String) -> Diagnostic {
    let end = Span(span.file, span.end..<span.end)
    return Diagnostic(
      .missingColon, "`\(word)` is a property, written `\(word): …`", at: span,
      fix: Fix("add `:`", edits: [Edit(end, ":")]))
  }

  /// What a variant changes stands in an `extend` of it, where it would change the program itself.
  static func variantContentOutside(_ span: Span, variant: String, kind: Kind, place: Span) -> Diagnostic {
    Diagnostic(
      .misplaced, "an `extend` of `\(variant)` does not say what it changes", at: span,
      labels: [Label(place, "this \(kind.rawValue)")],
      help: "write it in the block of `\(variant)`, where all that it changes stands together")
  }

  static func absentInPhase(_ span: Span, phase: String, part: String, verb: String, adders: [String]) -> Diagnostic {
    let names = adders.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .absentInPhase, "`\(phase)` \(verb) `\(part)`, which is not there", at: span,
      label: "added by \(names) alone",
      help: "let `\(phase)` come `after: \(adders.first ?? "")`, or move this into a phase that does")
  }

  /// A name that is there only with a variant.
  static func declaredInVariant(
    _ span: Span, word: String, kinds: KindSet, variant: String, kind: Kind, place: Span
  ) -> Diagnostic {
    Diagnostic(
      .unknownName, "no \(noun(kinds)) is called `\(word)`", at: span, label: "only `\(variant)` declares it",
      labels: [Label(place, "in the block of this \(kind.rawValue)")],
      help: "declare it outside `\(variant)`, or write this in its block")
  }

  static func importPlace(_ span: Span) -> Diagnostic {
    Diagnostic(.importPlace, "an import stands at the top level of a file", at: span)
  }

  static func unknownPart(_ span: Span, word: String, pattern: String, nearest: [String], parts: [String]) -> Diagnostic
  {
    Diagnostic(
      .patternPart, "the pattern `\(pattern)` has no part `\(word)`", at: span,
      label: nearest.count == 1 ? "nearest: `\(nearest[0])`" : "",
      help: parts.isEmpty ? nil : "its parts: \(parts.prefix(10).map { "`\($0)`" }.joined(separator: ", "))",
      fix: nearest.count == 1 ? Fix("write `\(nearest[0])`", edits: [Edit(span, nearest[0])]) : nil)
  }

  static func partNeedsComponent(_ span: Span, word: String, kind: Kind) -> Diagnostic {
    Diagnostic(.patternPart, "the part `\(word)` takes \(Schema.article(kind))", at: span)
  }

  static func loopCount(_ span: Span, isMissing: Bool) -> Diagnostic {
    Diagnostic(
      .loopCount, isMissing ? "a loop says how often it runs" : "a loop runs a whole number of times", at: span,
      help: "as in `loop 3 { … }`")
  }

  static func stepWithoutRelation(
    _ span: Span, flow: String, source: String, target: String, reached: [(name: String, line: Int)], fix: Fix?
  ) -> Diagnostic {
    let list = reached.enumerated().map { index, item in
      "`\(item.name)` (\(index == 0 ? "line " : "")\(item.line))"
    }.joined(separator: ", ")
    return Diagnostic(
      .stepWithoutRelation, "`\(flow)` steps from `\(source)` to `\(target)`, which no relation joins", at: span,
      note: reached.isEmpty ? nil : "`\(source)` reaches \(list)", fix: fix)
  }

  static func stepArrow(
    _ span: Span, source: String, target: String, arrow: Arrow, isTurned: Bool, place: Span
  ) -> Diagnostic {
    let text = isTurned ? (arrow == .message ? "<~" : "<-") : arrow.rawValue
    return Diagnostic(
      .stepArrow, "the relation of `\(source)` and `\(target)` is `\(arrow.rawValue)`", at: span,
      labels: [Label(place, "declared here")], fix: Fix("write `\(text)`", edits: [Edit(span, text)]))
  }

  static func ambiguousStep(_ span: Span, source: String, target: String, labels: [String]) -> Diagnostic {
    Diagnostic(
      .ambiguousStep, "several relations join `\(source)` and `\(target)`", at: span,
      help: labels.isEmpty
        ? "give each relation a label, and the step the one it takes"
        : "the step takes a label: \(listed(labels.prefix(10).map { "\"\($0)\"" }, joined: "or"))")
  }

  static func chosenOption(_ span: Span, word: String, options: [String], nearest: [String]) -> Diagnostic {
    Diagnostic(
      .chosenOption, "the decision has no option `\(word)`", at: span,
      help: options.isEmpty
        ? "add `option \(word) { … }`" : "its options: \(options.prefix(10).map { "`\($0)`" }.joined(separator: ", "))",
      fix: nearest.count == 1 ? Fix("write `\(nearest[0])`", edits: [Edit(span, nearest[0])]) : nil)
  }

  // MARK: Words

  /// What a set of kinds is called: the kind itself, or the family.
  static func noun(_ kinds: KindSet) -> String {
    let all = kinds.kinds
    if all.count == 1, let only = all.first { return only.rawValue }
    if kinds == KindSet.components { return "component" }
    if all.count <= 3 { return listed(all.map(\.rawValue), joined: "or") }
    if all.allSatisfy({ KindSet.components.contains($0) || KindSet.boundaries.contains($0) }) {
      return all.allSatisfy { KindSet.boundaries.contains($0) } ? "boundary" : "component"
    }
    return "declaration"
  }

  /// The holder of a property or a child in words: "a service", "a relation", "the top level".
  static func owner(_ kind: Kind) -> String {
    switch kind {
    case .program: "the top level"
    case .relation: "a relation"
    case .defaults: "`defaults`"
    case .constraints, .security, .capacity, .metadata: "`\(kind.rawValue)`"
    default: Schema.article(kind)
    }
  }

  static func listed(_ words: [String], joined conjunction: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  private static func firstLine(_ text: String) -> String {
    String(text.split(separator: "\n", omittingEmptySubsequences: false).first ?? "")
  }
}
