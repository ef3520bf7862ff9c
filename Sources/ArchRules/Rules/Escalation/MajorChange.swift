import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let majorChange = Rule(
    "ESC001", "major-change", .info,
    summary: "A change by which many parts come or go, a region does, or the style of the whole.",
    why: "What many others build on is decided here, and hardly taken back once it runs.",
    fix: "Let whoever answers for the architecture decide, and write down why as a `decision`.",
    remedy: "have it decided",
    sources: [
      "M. Nygard, Documenting Architecture Decisions, 2011",
      "AWS Well-Architected Framework, Operational Excellence, OPS 1: evaluate trade-offs while managing benefits and risks",
    ],
    options: [.threshold(3, .count, "How many components and boundaries come or go.")],
    bad: [
      """
      client Web { -> Api { timeout: 1s } }
      service Api { -> [Stock, Prices] { timeout: 1s }, rate-limit: 9/s }
      service Stock
      service Prices { ~> Changes }
      queue Changes
      // file: before.arch
      client Web { -> Api { timeout: 1s } }
      service Api { rate-limit: 9/s }
      """,
      """
      system Shop { style: microservices }
      service Api
      // file: before.arch
      system Shop { style: modular-monolith }
      service Api
      """,
    ],
    good: [
      """
      client Web { -> Api { timeout: 1s } }
      service Api { -> Stock { timeout: 1s }, rate-limit: 9/s }
      service Stock
      // file: before.arch
      client Web { -> Api { timeout: 1s } }
      service Api { rate-limit: 9/s }
      """,
      """
      zone Inner { was: Private, service Orders { was: Sales }, service Items { was: Stock }, service Cards { was: Bank } }
      // file: before.arch
      zone Private { service Sales, service Stock, service Bank }
      """,
    ],
    check: { context in
      guard let comparison = context.comparison else { return [] }
      let parts = comparison.elements(of: KindSet.parts)
      let added = parts.filter { $0.difference == .added }
      let removed = parts.filter { $0.difference == .removed }
      var reasons: [String] = []
      if Double(added.count + removed.count) >= context.figure() {
        let counts = [("come", added.count), ("go", removed.count)].filter { $0.1 > 0 }
        reasons.append(
          counts.map { "\(Wording.count($0.1, "part")) \($0.1 == 1 ? $0.0 + (($0.0 == "go") ? "es" : "s") : $0.0)" }
            .joined(separator: ", "))
      }
      for region in parts where region.kind == .region && region.difference != .changed {
        let model = region.after == nil ? comparison.before : comparison.after
        guard let element = region.after ?? region.before else { continue }
        reasons.append("the region `\(model.shortName(element))` \(region.after == nil ? "goes" : "comes")")
      }
      for style in comparison.elements(of: [.system]).flatMap(\.properties) where style.name == "style" {
        reasons.append("the style is \(style.after ?? "unstated") instead of \(style.before ?? "unstated")")
      }
      guard !reasons.isEmpty else { return [] }
      let new = added.compactMap(\.after)
      let (subject, span) = context.place(ofChange: new)
      return [
        Finding(
          subject, "a major change of the architecture: \(reasons.joined(separator: "; "))", at: span,
          labels: new.dropFirst().prefix(3).map { Label(context.model.nameSpan($0), "comes") },
          help: "let whoever answers for the architecture decide")
      ]
    })
}
