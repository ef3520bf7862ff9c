import ArchAnalysis
import ArchModel
import ArchSyntax

extension Rule {
  static let tailFanOut = Rule(
    "PER003", "tail-fan-out", .warning,
    summary: "A request that waits for more than ten calls at once.",
    why: """
      It is as slow as the slowest of them. Where one call in a hundred is slow, of requests that make a hundred 63 % are: \
      the rare case of the callee is the common case of the caller.
      """,
    fix: """
      Ask fewer at once, answer with what has arrived in time (`optional`, `fallback`), or send a second request where \
      the first is late.
      """,
    remedy: "ask fewer at once",
    sources: ["J. Dean, L. A. Barroso, The Tail at Scale, Communications of the ACM 56(2), 2013"],
    options: [.threshold(10, .count, "Up to how many calls at once are fine.")],
    bad: [
      """
      service Search { -> Shards { timeout: 1s, calls: 100, parallel } }
      service Shards {}
      """,
      """
      service Page {
        timeout: 1s
        -> [A, B, C, D, E, F, G, H, I, J, K]
      }
      service A {}
      service B {}
      service C {}
      service D {}
      service E {}
      service F {}
      service G {}
      service H {}
      service I {}
      service J {}
      service K {}
      flow Show { Page -> [A, B, C, D, E, F, G, H, I, J, K] }
      """,
    ],
    good: [
      """
      service Search { -> Shards { timeout: 1s, calls: 8, parallel } }
      service Shards {}
      """,
      """
      service Page { -> [Head, Body] { timeout: 1s } }
      service Head {}
      service Body {}
      flow Show { Page -> [Head, Body] }
      """,
    ],
    check: { context in fans(context) + lists(context) })

  private static func slowShare(_ calls: Double) -> String {
    QuantityFormatter.text(
      Quantity(ArchAnalysis.TailFanOut.slowShare(fast: 0.99, calls: calls), .ratio), .significant(2))
  }

  private static func finding(_ subject: Subject, _ name: String, _ calls: Double, _ span: Span) -> Finding {
    let number = QuantityFormatter.text(Quantity(calls, .count))
    return Finding(
      subject, "\(name) waits for \(number) calls at once", at: span, label: "as slow as the slowest",
      why: "where 1 % of the calls are slow, \(slowShare(calls)) of the requests are",
      help: "ask fewer at once, or answer without the late ones")
  }

  private static func fans(_ context: RuleContext) -> [Finding] {
    let model = context.model
    return context.relations.compactMap { relation in
      guard model[relation].arrow.isSynchronous, context.facts.isTrue(.parallel, of: relation),
        let property = model.property(.calls, in: model[relation].properties),
        let calls = model.figure(property.stated)?.value, calls > context.figure()
      else { return nil }
      return finding(.relation(relation), Wording.name(relation, in: model), calls, model.span(property))
    }
  }

  /// Lists and `parallel` blocks of flows, the widest of each flow.
  private static func lists(_ context: RuleContext) -> [Finding] {
    let model = context.model
    return model.flows.compactMap { flow in
      guard context.isSound(flow.element), !flow.isBroken else { return nil }
      var widths: [Int: Int] = [:]
      var blocks: [Int: Set<NodeRef>] = [:]
      var places: [Int: Span] = [:]
      for step in flow.steps where model[step.relation].arrow.isSynchronous {
        if step.fan != 0 {
          widths[step.fan, default: 0] += 1
          places[step.fan] = places[step.fan] ?? model.span(step)
        }
        if let block = step.block, flow.blocks[block].kind == .parallel {
          blocks[-1 - block, default: []].insert(step.node)
          places[-1 - block] = places[-1 - block] ?? model.span(step)
        }
      }
      for (block, statements) in blocks { widths[block] = statements.count }
      let widest = widths.max { ($0.value, $1.key) < ($1.value, $0.key) }
      guard let widest, Double(widest.value) > context.figure(), let place = places[widest.key] else { return nil }
      return finding(.element(flow.element), Wording.name(flow.element, in: model), Double(widest.value), place)
    }
  }
}

extension Model {
  /// The place of a step's statement in its flow.
  func span(_ step: FlowStep) -> Span {
    let tree = tree(of: step.node)
    return tree.span(ofTokens: tree.nodes[step.node.node].firstToken..<tree.headEnd(of: step.node.node))
  }
}
