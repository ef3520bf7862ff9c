import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let escalationRules: [Rule] = [
    majorChange, longTermTechnology, costlyChange, securityDecision, breakingPublicInterface,
  ]
}

extension RuleContext {
  /// The name of the first of some elements, else of the system, else of the first part: where a finding about the whole
  /// change stands.
  func place(ofChange elements: [ElementID]) -> (subject: Subject, span: Span) {
    if let first = elements.first { return (.element(first), model.nameSpan(first)) }
    if let system = model.system { return (.element(system), model.nameSpan(system)) }
    if let first = model.components.first { return (.element(first), model.nameSpan(first)) }
    return (.program, Span(FileID(0), 0..<0))
  }
}
