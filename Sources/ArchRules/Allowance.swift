import ArchModel
import ArchSyntax

/// An `allow` of the program: which rule it names, for what, until when, and whether it silenced anything.
public struct Allowance: Sendable {
  /// The part that an `allow` stands in and speaks of, with all that the part holds.
  public enum Holder: Sendable, Hashable {
    case file(FileID)
    case element(ElementID)
    /// The statement of a relation.
    case relation(NodeRef)
  }

  /// The element of kind `allow`.
  public let element: ElementID
  public let holder: Holder
  /// The holder as findings about the `allow` name it.
  public let subject: Subject
  /// The rule's id or name as it is written.
  public let word: String
  /// The place of the word.
  public let wordSpan: Span
  /// The rule that it names; nil where there is none.
  public let rule: Rule?
  public let reason: String
  /// The last day on which it holds, in days since 1970-01-01.
  public let until: Int32?
  public let owner: String?
  /// Whether `until` has passed.
  public let isExpired: Bool
  /// Whether its rule ran, so that it could have silenced something.
  public internal(set) var ruleRan = false
  /// How many findings it covers; an expired one lets them through all the same.
  public internal(set) var covered = 0
}

/// The `allow`s of a program, found by rule and holder.
struct AllowanceTable {
  private struct Key: Hashable {
    let rule: String
    let holder: Allowance.Holder
  }

  private(set) var allowances: [Allowance] = []
  private var places: [Key: Int] = [:]
  private var ruleNames: Set<String> = []
  private let model: Model
  private let subjects: SubjectIndex

  init(_ model: Model, subjects: SubjectIndex, rules: RuleSet, today: Int32) {
    self.model = model
    self.subjects = subjects
    for allow in model.allows {
      let data = model[allow.element]
      guard !data.isRemoved, !data.isBroken else { continue }
      let head = model.head(allow.element)
      guard let name = head.name else { continue }
      let tree = model.tree(of: data.node)
      let word = tree.text(ofToken: name)
      var until: Int32?
      if case .date(let days) = model.stated(.until, of: allow.element)?.value { until = days }
      let holder: Allowance.Holder =
        if let relation = allow.relation {
          .relation(relation)
        } else if data.parent == .program {
          .file(data.node.file)
        } else {
          .element(data.parent)
        }
      let subject: Subject =
        switch holder {
        case .file(let file): .file(file)
        case .element(let element): .element(element)
        case .relation(let node): subjects.subject(declaredBy: node) ?? .element(allow.element)
        }
      let allowance = Allowance(
        element: allow.element, holder: holder, subject: subject, word: word, wordSpan: tree.span(ofToken: name),
        rule: rules.find(word), reason: model.title(allow.element) ?? "", until: until,
        owner: model.stated(.owner, of: allow.element).flatMap { model.text($0.value) },
        isExpired: until.map { $0 < today } ?? false)
      if let rule = allowance.rule {
        let key = Key(rule: rule.id, holder: holder)
        // One that has expired must not hide one that holds.
        let other = places[key].map { allowances[$0] }
        if other.map({ $0.isExpired && !allowance.isExpired }) ?? true {
          places[key] = allowances.count
        }
        ruleNames.insert(rule.id)
      }
      allowances.append(allowance)
    }
  }

  mutating func note(ran: Set<String>) {
    for index in allowances.indices {
      if let rule = allowances[index].rule, ran.contains(rule.id) { allowances[index].ruleRan = true }
    }
  }

  /// The `allow` that silences a finding, or nil. Those that cover it count it, also when they have expired.
  mutating func cover(_ finding: Diagnostic, subject: Subject) -> Allowance? {
    guard ruleNames.contains(finding.id) else { return nil }
    for holder in holders(subject, file: finding.primary.span.file) {
      guard let index = places[Key(rule: finding.id, holder: holder)] else { continue }
      allowances[index].covered += 1
      if !allowances[index].isExpired { return allowances[index] }
    }
    return nil
  }

  /// What an `allow` may stand in to cover the subject, from the inside out.
  private func holders(_ subject: Subject, file: FileID) -> [Allowance.Holder] {
    var result: [Allowance.Holder] = []
    func climb(from start: ElementID) {
      var element = start
      while element != .program {
        result.append(.element(element))
        element = model[element].parent
      }
    }
    switch subject {
    case .program, .file: break
    case .element(let element): climb(from: element)
    case .relation(let relation):
      result.append(.relation(model[relation].node))
      // What the relation leaves, and where it is written: `<~ Events` stands in its target.
      climb(from: model[relation].source)
      for holder in subjects.holders(of: model[relation].node) { result.append(.element(holder)) }
    }
    result.append(.file(file))
    return result
  }
}
