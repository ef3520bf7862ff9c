import ArchModel
import ArchSyntax

extension Rule {
  static let isolatedComponent = Rule(
    "MOD001", "isolated-component", .warning, needsWholeProgram: true,
    summary: "A component that no relation and no reference joins to the rest.",
    why: """
      No load comes to it, no flow crosses it and no failure is seen through it, so that whatever is computed is \
      computed without it. Mostly a relation was forgotten.
      """,
    fix: """
      Add the relation that is missing, or delete the component. A part that another one names (`dead-letter`, \
      `backup … to`, `fallback`, `on`, `on-miss`) is in use, and so is a monitor that watches something.
      """,
    remedy: "join it to the rest",
    sources: ["ISO/IEC/IEEE 42010:2022, Architecture description: elements and their correspondences"],
    bad: [
      """
      client Web { -> Api }
      service Api {}
      service Billing {}
      """,
      """
      import "parts.arch"
      client Web { -> Api }
      // file: parts.arch
      service Api { -> Ledger }
      database Ledger {}
      queue Mails { dead-letter: Refused }
      queue Refused {}
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api { -> Billing }
      service Billing {}
      """,
      """
      client Web { -> Api }
      service Api { ~> Mails }
      queue Mails { dead-letter: Refused }
      queue Refused { alert: "pages the owner" }
      monitor Watch { watches: [service, queue] }
      """,
    ],
    check: { context in
      let model = context.model
      let joined = JoinedParts(model)
      guard joined.hasRelations else { return [] }
      return context.elements(of: KindSet.components).filter { !joined.contains($0) }.map { element in
        let kind = model[element].kind
        return Finding(
          .element(element), "nothing joins \(Wording.name(element, in: model)) to the rest",
          at: model.nameSpan(element), label: "no relation, no reference",
          why: "what is computed is computed without it",
          help: "add the relation that is missing, or delete the \(kind.rawValue)")
      }
    })
}

/// The components that something joins to others.
struct JoinedParts {
  let hasRelations: Bool
  private var joined: [Bool]

  init(_ model: Model) {
    joined = [Bool](repeating: false, count: model.elements.count)
    let relations = model.liveRelations
    hasRelations = !relations.isEmpty
    for relation in relations {
      joined[Int(model[relation].source.index)] = true
      joined[Int(model[relation].target.index)] = true
    }
    let references = PartReferences(model)
    for pair in references.pairs { joined[Int(pair.target.index)] = true }
    for monitor in references.watching { joined[Int(monitor.index)] = true }
    // A mesh carries the calls of the boundary that it stands in.
    for mesh in model.elements(of: .mesh) where model.children(model[mesh].parent).count > 1 {
      joined[Int(mesh.index)] = true
    }
    // An endpoint that leads elsewhere joins its holder to that part.
    for endpoint in model.elements(of: .endpoint) where model.stated(.to, of: endpoint) != nil {
      joined[Int(model[endpoint].parent.index)] = true
    }
    // A container is joined through what it holds, and its parts through it. Parents stand before their children.
    for index in model.elements.indices.reversed() where joined[index] && !model.elements[index].isRemoved {
      let parent = model.elements[index].parent
      if KindSet.components.contains(model[parent].kind) { joined[Int(parent.index)] = true }
    }
    for (index, element) in model.elements.enumerated()
    where !joined[index] && KindSet.components.contains(element.kind) {
      let parent = element.parent
      if KindSet.components.contains(model[parent].kind) { joined[index] = joined[Int(parent.index)] }
    }
  }

  func contains(_ element: ElementID) -> Bool { joined[Int(element.index)] }
}
