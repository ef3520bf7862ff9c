import ArchModel
import ArchSyntax

extension Rule {
  static let viewEmpty = Rule(
    "MOD011", "view-empty", .warning, needsWholeProgram: true,
    summary: "A view that shows nothing.",
    why: "Its drawing is an empty page, which a reader takes for a fault of the tool.",
    fix: "Include a part that the model has, exclude less, or delete the view.",
    remedy: "let the view show something",
    sources: ["ISO/IEC/IEEE 42010:2022, Architecture description: views"],
    bad: [
      """
      client Web { -> Api }
      service Api {}
      view Stores "All stores" { include: [database, cache] }
      """,
      """
      client Web { -> Api }
      zone Private { service Api {} }
      view Inside "The inside" { include: Private, exclude: [service] }
      """,
    ],
    good: [
      """
      client Web { -> Api }
      service Api {}
      view Services "All services" { include: [service] }
      """,
      """
      client Web { -> Api }
      zone Private { service Api {} }
      view Inside "The inside" { focus: Private, depth: 1 }
      """,
    ],
    check: { context in
      let model = context.model
      return context.elements(of: [.view]).compactMap { view in
        guard !ViewContent(view, in: model).showsAnything else { return nil }
        let name = model.property(.include, in: model[view].properties)
        let chosen = name ?? model.property(.focus, in: model[view].properties)
        return Finding(
          .element(view), "the view \(Wording.name(view, in: model)) shows nothing", at: model.nameSpan(view),
          labels: chosen.map { [Label(model.span($0), "no component of the model")] } ?? [],
          help: "include a part that the model has, or delete the view")
      }
    })
}

/// Whether anything is left of what a view chooses.
private struct ViewContent {
  let showsAnything: Bool

  init(_ view: ElementID, in model: Model) {
    let excluded = Choice(model.stated(.exclude, of: view)?.value, in: model)
    var candidates: [ElementID] = []
    if let include = model.stated(.include, of: view) {
      let chosen = Choice(include.value, in: model)
      candidates = model.components.filter { chosen.contains($0, in: model) }
    }
    if let focus = model.stated(.focus, of: view) {
      let chosen = Choice(focus.value, in: model)
      candidates += model.components.filter { chosen.contains($0, in: model) }
    }
    if let flow = model.stated(.flow, of: view) {
      let named = model.references(flow.value)
      for flow in model.flows where named.contains(flow.element) {
        candidates += flow.steps.flatMap { [model[$0.relation].source, model[$0.relation].target] }
      }
    }
    if [.include, .focus, .flow].allSatisfy({ model.stated($0, of: view) == nil }) { candidates = model.components }
    showsAnything = candidates.contains { !excluded.contains($0, in: model) }
  }

  /// The parts and kinds of an `include` or `exclude`.
  private struct Choice {
    private var parts: Set<ElementID> = []
    private var kinds = KindSet()

    init(_ value: Value?, in model: Model) {
      if let value { add(value, in: model) }
    }

    private mutating func add(_ value: Value, in model: Model) {
      switch value {
      case .element(let element): parts.insert(element)
      case .word(let word): if let kind = Schema.kind(word) { kinds.insert(kind) }
      case .list(let range), .record(let range):
        for index in range.indices { add(model.pool[index].value, in: model) }
      default: break
      }
    }

    /// Whether the component, its kind or something around it is chosen.
    func contains(_ component: ElementID, in model: Model) -> Bool {
      if kinds.contains(model[component].kind) { return true }
      var current = component
      while current != .program {
        if parts.contains(current) || kinds.contains(model[current].kind) { return true }
        current = model[current].parent
      }
      return false
    }
  }
}
