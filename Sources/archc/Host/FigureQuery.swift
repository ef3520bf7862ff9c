import ArchAnalysis
import ArchModel
import ArchSyntax

/// A figure as people name it on the command line, in the words of `verify:`:
/// `Checkout.p99 at peak under Sale when Payments fails`.
struct FigureQuery {
  let subject: FigureSubject
  let name: FigureName
  let conditions: Conditions
  /// The scenario behind `under`, or nil.
  let scenario: ElementID?

  init(_ text: String, in model: Model) throws(CommandFailure) {
    var words = text.split(whereSeparator: { $0.isWhitespace }).map(String.init)
    guard !words.isEmpty else { throw CommandFailure("name a figure, such as `Checkout.p99`") }
    (subject, name) = try Self.figure(words.removeFirst(), in: model)
    var conditions = Conditions()
    var scenario: ElementID?
    while !words.isEmpty {
      let word = words.removeFirst()
      switch word {
      case "at":
        conditions.moment = try Self.moment(words.isEmpty ? "" : words.removeFirst())
      case "under":
        scenario = try Self.element(words.isEmpty ? "" : words.removeFirst(), of: [.scenario], in: model)
      case "when":
        var isOneReplica = false
        if words.count > 2, words[0] == "1", words[1] == "of" {
          isOneReplica = true
          words.removeFirst(2)
        }
        let element = try Self.element(
          words.isEmpty ? "" : words.removeFirst(), of: KindSet.components | KindSet.boundaries, in: model)
        conditions.failures.append(FailureCondition(element: element, isOneReplica: isOneReplica))
        if words.first == "fails" || words.first == "fail" { words.removeFirst() }
      case "and" where !conditions.failures.isEmpty: words.insert("when", at: 0)
      default:
        throw CommandFailure(
          "`\(word)` is no condition of a figure",
          help: "write `at peak`, `at 6mo`, `under SCENARIO`, `when NAME fails` or `when 1 of NAME fails`")
      }
    }
    self.conditions = conditions
    self.scenario = scenario
  }

  /// `now`, `peak`, or a time from today (`6mo`).
  static func moment(_ text: String) throws(CommandFailure) -> Horizon {
    switch text {
    case "now": return .now
    case "peak": return .peak
    default:
      let read = Array(text.utf8).withUnsafeBufferPointer { QuantityParser.parse($0) }
      guard case .success(let quantity) = read, quantity.dimension == .duration, quantity.value > 0 else {
        throw CommandFailure(
          "`\(text)` is no time", help: "write `now`, `peak`, or a time from today, such as `6mo` or `1y`")
      }
      return .after(quantity.value)
    }
  }

  private static func figure(
    _ text: String, in model: Model
  ) throws(CommandFailure) -> (FigureSubject, FigureName) {
    // A relation has dots of its own: `Private.Orders->Payments.attempts`.
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let word = parts.last ?? ""
    let path = parts.dropLast().joined(separator: ".")
    guard let name = FigureName(rawValue: word) else {
      let names = FigureName.allCases.map(\.rawValue)
      let near = Spelling.nearest(to: word, among: names)
      let remedy =
        near.isEmpty
        ? "a figure is \(names.map { "`\($0)`" }.joined(separator: ", "))"
        : "did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?"
      throw CommandFailure(
        path.isEmpty
          ? "`\(text)` names no figure: write a part and its figure, such as `\(text).availability`"
          : "`\(word)` is no figure", help: path.isEmpty ? nil : remedy)
    }
    if path.isEmpty || path == "system" { return (.system, name) }
    if let relation = model.liveRelations.first(where: { model.isCalled(path, $0) }) {
      return (.relation(relation), name)
    }
    let element = try element(path, of: KindSet.components | KindSet.boundaries | [.flow, .system], in: model)
    return (model[element].kind == .system ? .system : .element(element), name)
  }

  /// The element of some kinds that a path, or a name that occurs once, means.
  static func element(
    _ name: String, of kinds: KindSet, in model: Model, noun: String = "part"
  ) throws(CommandFailure) -> ElementID {
    let all = model.elements(of: kinds)
    if let exact = all.first(where: { model.path($0) == name }) { return exact }
    let ending = all.filter { model.path($0).hasSuffix("." + name) || model.name($0) == name }
    if ending.count == 1 { return ending[0] }
    if ending.count > 1 {
      throw CommandFailure(
        "`\(name)` is the name of \(ending.count) \(noun)s",
        help: "write \(ending.prefix(5).map { "`\(model.path($0))`" }.joined(separator: " or "))")
    }
    let near = Spelling.nearest(to: name, among: all.map { model.shortName($0) })
    let names = all.prefix(12).map { "`\(model.shortName($0))`" }.joined(separator: ", ")
    throw CommandFailure(
      name.isEmpty ? "a name is missing" : "the program has no \(noun) `\(name)`",
      help: !near.isEmpty
        ? "did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?"
        : names.isEmpty ? "it declares none" : "it declares \(names)")
  }
}

extension Model {
  /// Whether a relation is called so: `A->B`, with short names or full paths.
  func isCalled(_ text: String, _ relation: RelationID) -> Bool {
    let data = self[relation]
    guard let arrow = ["<->", "->", "~>", "=>"].first(where: { text.contains($0) }), data.arrow.rawValue == arrow,
      let place = text.range(of: arrow)
    else { return false }
    let source = String(text[..<place.lowerBound]).trimmed
    var target = String(text[place.upperBound...]).trimmed
    if let bracket = target.firstIndex(of: "[") {
      let inside = target[target.index(after: bracket)...].prefix { $0 != "]" }
      let words = [stated(.protocol, of: relation).flatMap { self.text($0.value) }, label(relation)]
      guard words.contains(String(inside)) else { return false }
      target = String(target[..<bracket])
    }
    func isNamed(_ element: ElementID, _ name: String) -> Bool {
      path(element) == name || self.name(element) == name || path(element).hasSuffix("." + name)
    }
    return isNamed(data.source, source) && isNamed(data.target, target)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  fileprivate func range(of other: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) {
        return start..<(index(start, offsetBy: other.count, limitedBy: endIndex) ?? endIndex)
      }
      start = index(after: start)
    }
    return nil
  }
}
