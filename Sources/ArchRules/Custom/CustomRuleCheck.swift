import ArchModel
import ArchSyntax

/// Finds where a model differs from what a rule of the program demands. Each demand costs a few walks over the model.
struct CustomRuleCheck {
  /// So many calls of a path are told.
  private static let pathLimit = 8

  private let rule: CustomRule
  private let context: RuleContext
  private let model: Model
  private let selection: PartSelection

  init(_ rule: CustomRule, in context: RuleContext) {
    self.rule = rule
    self.context = context
    model = context.model
    selection = PartSelection(context)
  }

  func findings() -> [Finding] {
    rule.clauses.flatMap { clause in
      switch clause.demand {
      case .never(let pattern) where pattern.isPath: paths(pattern, clause)
      case .never(let pattern): forbidden(pattern, clause)
      case .relation(let pattern): missing(pattern, clause)
      case .everyRelation(let pattern, let condition): unmet(pattern, condition, clause)
      case .every(let selector, let condition): unmet(selector, condition, clause)
      case .none(let selector): present(selector, clause)
      case .path(let source, let target, let through): bypasses(source, target, through, clause)
      }
    }
  }

  // MARK: Relations

  /// The relations that a pattern means, in source order.
  private func matches(_ pattern: RelationPattern) -> [RelationID] {
    let sources = selection.reach(pattern.source)
    let targets = selection.reach(pattern.target)
    let test = pattern.condition.map { ConditionTest($0, in: selection) }
    return context.relations.filter { relation in
      let data = model[relation]
      guard pattern.arrows?.contains(data.arrow) ?? data.arrow.isSynchronous else { return false }
      let isThere =
        sources[Int(data.source.index)] && targets[Int(data.target.index)]
        || data.arrow == .twoWay && sources[Int(data.target.index)] && targets[Int(data.source.index)]
      guard isThere else { return false }
      if let label = pattern.label, model.label(relation) != label { return false }
      if !pattern.tags.isEmpty {
        let tags = model.tags(relation)
        guard pattern.tags.allSatisfy(tags.contains) else { return false }
      }
      return test?.holds(relation) ?? true
    }
  }

  /// `never { A -> B }`
  private func forbidden(_ pattern: RelationPattern, _ clause: RuleClause) -> [Finding] {
    matches(pattern).map { relation in
      finding(
        .relation(relation), "\(Wording.ends(relation, in: model)) is a relation that must not be",
        at: model.span(relation), clause, "forbidden here", help: "take the relation away, or lead it elsewhere")
    }
  }

  /// `require { A -> B }`
  private func missing(_ pattern: RelationPattern, _ clause: RuleClause) -> [Finding] {
    var satisfied = [Bool](repeating: false, count: model.elements.count)
    func satisfy(_ element: ElementID) {
      // What holds a part that has the relation has it as well.
      var current = element
      while current != .program, !satisfied[Int(current.index)] {
        satisfied[Int(current.index)] = true
        current = model[current].parent
      }
    }
    if pattern.isPath {
      let targets = selection.reach(pattern.target)
      let search = CallPaths(in: context, to: targets)
      for component in model.components where search.path(from: component, limit: 1) != nil { satisfy(component) }
    } else {
      let sources = selection.reach(pattern.source)
      for relation in matches(pattern) {
        let data = model[relation]
        if sources[Int(data.source.index)] { satisfy(data.source) }
        if data.arrow == .twoWay, sources[Int(data.target.index)] { satisfy(data.target) }
      }
    }
    let target = model.words(pattern.target.tokens)
    return selection.elements(pattern.source).filter { !satisfied[Int($0.index)] }.map { element in
      finding(
        .element(element), "\(Wording.name(element, in: model)) has no \(words(of: pattern)) `\(target)`",
        at: model.nameSpan(element), clause, "required here",
        help: "add the relation, or leave \(Wording.name(element, in: model)) out of the rule")
    }
  }

  private func words(of pattern: RelationPattern) -> String {
    guard let arrows = pattern.arrows else { return "path of calls to" }
    return arrows.count == 1 && arrows.first == .message
      ? "message to" : arrows.contains(.call) && arrows.count < 3 ? "call to" : "relation to"
  }

  /// `every relation A to B has …`
  private func unmet(_ pattern: RelationPattern, _ condition: RuleCondition, _ clause: RuleClause) -> [Finding] {
    let test = ConditionTest(condition, in: selection)
    let wording = ConditionWording(condition, in: selection)
    return matches(pattern).filter { !test.holds($0) }.map { relation in
      let found = wording.text(relation)
      return finding(
        .relation(relation), "\(Wording.ends(relation, in: model)) \(found.message)", at: model.span(relation), clause,
        "required here", labels: found.label.map { [$0] } ?? [], help: found.help)
    }
  }

  // MARK: Parts

  /// `every A has …`
  private func unmet(_ selector: RuleSelector, _ condition: RuleCondition, _ clause: RuleClause) -> [Finding] {
    let test = ConditionTest(condition, in: selection)
    let wording = ConditionWording(condition, in: selection)
    return selection.elements(selector).filter { !test.holds($0) }.map { element in
      let found = wording.text(element)
      return finding(
        .element(element), "\(Wording.name(element, in: model)) \(found.message)", at: model.nameSpan(element), clause,
        "required here", labels: found.label.map { [$0] } ?? [], help: found.help)
    }
  }

  /// `no A`
  private func present(_ selector: RuleSelector, _ clause: RuleClause) -> [Finding] {
    selection.elements(selector).map { element in
      finding(
        .element(element),
        "\(Wording.name(element, in: model)) is a `\(model.words(selector.tokens))`, of which there must be none",
        at: model.nameSpan(element), clause, "forbidden here", help: "take it away, or change what makes it one")
    }
  }

  // MARK: Paths

  /// `never { A ->+ B }`
  private func paths(_ pattern: RelationPattern, _ clause: RuleClause) -> [Finding] {
    let search = CallPaths(in: context, to: selection.reach(pattern.target))
    return pathFindings(from: pattern.source, search, clause, "forbidden here", help: "take one of these calls away") {
      $0
    }
  }

  /// `path A to B passes C`
  private func bypasses(
    _ source: RuleSelector, _ target: RuleSelector, _ through: RuleSelector, _ clause: RuleClause
  ) -> [Finding] {
    let avoided = selection.reach(through)
    let search = CallPaths(in: context, to: selection.reach(target), avoiding: avoided)
    let words = model.words(through.tokens)
    return pathFindings(
      from: source, search, clause, "required here", help: "lead the path over `\(words)`", avoiding: avoided
    ) { "\($0) and passes no `\(words)`" }
  }

  private func pathFindings(
    from source: RuleSelector, _ search: CallPaths, _ clause: RuleClause, _ place: String, help: String,
    avoiding avoided: [Bool]? = nil, _ wording: (String) -> String
  ) -> [Finding] {
    let sources = selection.reach(source)
    return sources.indices.compactMap { index in
      guard sources[index], !(avoided?[index] ?? false) else { return nil }
      let element = ElementID(index)
      guard KindSet.components.contains(model[element].kind),
        let path = search.path(from: element, limit: Self.pathLimit)
      else { return nil }
      var previous = element
      let labels = zip(path.relations, path.parts).map { relation, part in
        defer { previous = part }
        return Label(
          model.span(relation), "\(model.shortName(previous)) calls \(model.shortName(part))")
      }
      return finding(
        .element(element), wording(Self.route(from: element, path, in: model)), at: model.nameSpan(element), clause,
        place, labels: labels, help: help
      ).caused(by: path.relations.map { .relation($0) })
    }
  }

  /// "`Web` reaches `Ledger` over `Api` and `Orders`"
  private static func route(from source: ElementID, _ path: CallPaths.Path, in model: Model) -> String {
    let name = Wording.name(source, in: model)
    let goal = Wording.name(path.goal, in: model)
    if path.count == 1 { return "\(name) calls \(goal)" }
    let between = path.parts.prefix(path.count - 1)
    let shown = between.prefix(3).map { Wording.name($0, in: model) }
    let more = path.count - 1 - shown.count
    let route = more > 0 ? shown.joined(separator: ", ") + " and \(more) more" : Wording.list(shown)
    return "\(name) reaches \(goal) over \(route)"
  }

  // MARK: Findings

  private func finding(
    _ subject: Subject, _ message: String, at span: Span, _ clause: RuleClause, _ place: String, labels: [Label] = [],
    help: String
  ) -> Finding {
    Finding(
      subject, message, at: span, labels: labels + [Label(model.span(clause.tokens), place)],
      why: rule.why ?? rule.title, help: rule.help ?? help)
  }
}
