import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let securityDecision = Rule(
    "ESC004", "security-decision", .info,
    summary: "A change of who may do what, of encryption or trust, of what is public, or of sensitive data.",
    why: "What is opened here by mistake is found by those who look for it.",
    fix: "Let whoever answers for security look at it, and write down a `decision` with `security`.",
    remedy: "have it looked at",
    sources: [
      "OWASP ASVS 4.0, V1.1: secure software development lifecycle", "NIST SP 800-53 revision 5, CM-4: impact analyses",
    ],
    bad: [
      """
      client Web { -> Api { timeout: 1s } }
      gateway Api { auth: basic, rate-limit: 9/s }
      // file: before.arch
      client Web { -> Api { timeout: 1s } }
      gateway Api { auth: jwt, rate-limit: 9/s }
      """,
      """
      service Api { -> People { timeout: 1s } }
      database People { holds: pii, encrypted: at-rest, backup: every 1h keep 30d }
      // file: before.arch
      service Api
      """,
    ],
    good: [
      """
      client Web { -> Api { timeout: 2s } }
      gateway Api { auth: jwt, rate-limit: 9/s, replicas: 3 }
      // file: before.arch
      client Web { -> Api { timeout: 1s } }
      gateway Api { auth: jwt, rate-limit: 9/s }
      """,
      """
      service Api { -> Shows { timeout: 1s } }
      database Shows { holds: catalog, backup: every 1h keep 30d }
      // file: before.arch
      service Api
      """,
    ],
    check: { context in
      guard let comparison = context.comparison else { return [] }
      let model = context.model
      var findings: [Finding] = []
      func add(_ subject: Subject, _ span: Span, _ name: String, _ what: [String]) {
        guard !what.isEmpty else { return }
        findings.append(
          Finding(
            subject, "\(name) changes what is secure: \(what.joined(separator: "; "))", at: span,
            help: "let whoever answers for security look at it"))
      }
      for change in comparison.elements {
        guard let element = change.after, context.isSound(element) else { continue }
        var what = guarded(change.properties)
        if change.difference == .added { what += opened(by: element, in: context) }
        if change.kind == .decision, model.stated(.security, of: element) != nil {
          what.append(change.difference == .added ? "a decision that bears on security" : "the decision changes")
        }
        let name = model[element].name == .none ? model[element].kind.rawValue : model.shortName(element)
        add(.element(element), model.nameSpan(element), "`\(name)`", what)
      }
      for change in comparison.relations {
        guard let relation = change.after, context.isSound(relation) else { continue }
        var what = guarded(change.properties)
        if change.difference == .added, let crossing = crossing(relation, in: context) { what.append(crossing) }
        add(
          .relation(relation), model.span(relation),
          "`\(model.identity(relation) { model.shortName($0) })`", what)
      }
      let defaults = guarded(
        comparison.defaults.filter { change in watched.contains { change.name.hasSuffix(".\($0)") } }, all: true)
      let (subject, span) = context.place(ofChange: [])
      add(subject, span, "`defaults`", defaults)
      return findings
    })

  /// The properties that say who may do what, what is encrypted, and what may lie where.
  private static let watched: Set<String> = [
    "auth", "authorization", "encrypted", "tls", "trust", "public", "credentials", "secrets", "holds", "may-hold",
    "waf",
    "validates", "vpn", "authentication", "encryption", "input-validation", "audit", "segmented",
  ]

  private static func guarded(_ properties: [PropertyDifference], all: Bool = false) -> [String] {
    properties.filter { all || watched.contains($0.name) }.map {
      "`\($0.name)` is \($0.after ?? "unstated") instead of \($0.before ?? "unstated")"
    }
  }

  /// What a new part opens: it is public, or keeps sensitive data.
  private static func opened(by element: ElementID, in context: RuleContext) -> [String] {
    var what: [String] = []
    if case .flag(true)? = context.model.stated(.public, of: element)?.value { what.append("it is public") }
    if KindSet.stores.contains(context.model[element].kind) {
      let classes = context.facts.sensitiveData(in: element)
      if !classes.isEmpty { what.append("it keeps \(classes.joined(separator: ", "))") }
    }
    return what
  }

  /// That a new relation leads into a more trusted zone.
  private static func crossing(_ relation: RelationID, in context: RuleContext) -> String? {
    let data = context.model[relation]
    guard let from = context.facts.trust(of: data.source), let to = context.facts.trust(of: data.target), from < to,
      to == .restricted
    else { return nil }
    return "it leads from what is \(from.rawValue) to what is \(to.rawValue)"
  }
}
