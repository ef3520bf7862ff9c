import ArchModel
import ArchSyntax

extension Rule {
  static let oversizedMessage = Rule(
    "PER006", "oversized-message", .warning,
    summary: "A message that is larger than its queue, stream or topic takes.",
    why: "The broker refuses it. Until somebody notices, what it carries is lost or is repeated for ever.",
    fix: "Keep the data in a store and send a reference to it, split the message, or raise `max-message`.",
    remedy: "send a reference",
    sources: ["G. Hohpe, B. Woolf, Enterprise Integration Patterns, 2003: Claim Check"],
    bad: [
      """
      service Scans { ~> Pages { payload: 4MB } }
      queue Pages { max-message: 256KB }
      """,
      """
      service Scans { ~> Pages { payload: 2MB } }
      stream Log { max-message: 1MB }
      topic Pages { on: Log }
      """,
    ],
    good: [
      """
      service Scans { ~> Pages { payload: 200KB } }
      queue Pages { max-message: 256KB }
      """,
      """
      service Scans { ~> Pages { payload: 4MB }, -> Files { payload: 4MB, timeout: 5s } }
      queue Pages {}
      storage Files {}
      """,
    ],
    check: { context in
      let model = context.model
      return context.relations.compactMap { relation in
        guard let property = model.property(.payload, in: model[relation].properties),
          let payload = model.figure(property.stated), let limit = limit(model[relation].target, context),
          payload.value > limit.size.value
        else { return nil }
        let target = Wording.name(model[relation].target, in: model)
        return Finding(
          .relation(relation),
          "messages of \(QuantityFormatter.text(payload)) are too large for \(target), which takes "
            + QuantityFormatter.text(limit.size),
          at: model.span(property), labels: [Label(model.span(limit.property), "takes no more")],
          why: "the broker refuses them", help: "send a reference to what lies in a store")
      }
    })

  /// What the target takes, or the broker that it lives on.
  private static func limit(_ target: ElementID, _ context: RuleContext) -> (size: Quantity, property: StatedProperty)?
  {
    var place = target
    for _ in 0..<4 {
      if let found = context.facts.effective(.maxMessage, of: place),
        let size = context.model.figure(found.property.stated)
      {
        return (size, found.property)
      }
      guard KindSet.messaging.contains(context.model[place].kind),
        case .element(let host)? = context.facts.effective(.on, of: place)?.property.stated.value, host != place
      else { return nil }
      place = host
    }
    return nil
  }
}
