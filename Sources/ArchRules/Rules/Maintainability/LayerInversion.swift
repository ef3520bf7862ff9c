import ArchModel
import ArchSyntax

extension Rule {
  static let layerInversion = Rule(
    "MNT002", "layer-inversion", .error,
    summary: "A call from an inner layer to an outer one.",
    why: """
      The layers are declared so that what lies inside can be changed, tested and replaced without what lies outside. One \
      call outward and neither side can stand alone.
      """,
    fix: """
      Turn the dependency round: the outer part calls or listens (`~>`), or what both need moves inward. `system { \
      layers: [edge, app, data] }` names the layers from the users inward; `layer` stands on a part or on the boundary \
      around it. Messages, monitors and parts without a layer are not judged.
      """,
    remedy: "turn the call round",
    sources: [
      "F. Buschmann and others, Pattern-Oriented Software Architecture, volume 1, 1996: Layers",
      "R. Martin, Clean Architecture, 2017, chapter 22: The Dependency Rule",
    ],
    bad: [
      """
      system Shop { layers: [edge, app, data] }
      service Pages { layer: edge }
      service Orders { layer: app, -> Pages { timeout: 1s } }
      """,
      """
      import "parts.arch"
      system Shop { layers: [edge, app] }
      defaults { service { timeout: 1s, layer: app } }
      service Orders { module Prices { -> [Pages, Menus] } }
      // file: parts.arch
      zone Front { layer: edge, service Pages {}, service Menus {} }
      """,
    ],
    good: [
      """
      system Shop { layers: [edge, app, data] }
      defaults { service { timeout: 1s } }
      service Pages { layer: edge, -> Orders, -> Stock }
      service Orders { layer: app, -> Stock, ~> Pages }
      service Stock { layer: data }
      """,
      """
      system Shop { layers: [edge, app] }
      defaults { monitor { layer: app } }
      zone Front { layer: edge, service Pages {} }
      service Orders { timeout: 1s, -> Pages }
      monitor Watch { -> Pages }
      """,
    ],
    check: { context in
      let model = context.model
      let facts = context.facts
      guard let system = model.system, let stated = model.stated(.layers, of: system) else { return [] }
      var ranks: [String: Int] = [:]
      for (index, item) in model.items(stated).enumerated() {
        if let name = model.text(item.value), ranks[name] == nil { ranks[name] = index }
      }
      func layer(of element: ElementID) -> String? { facts.value(.layer, of: element).flatMap { model.text($0.value) } }
      let inverted = context.relations.filter { relation in
        let data = model[relation]
        guard data.arrow.isSynchronous, ![.monitor, .pipeline].contains(model[data.source].kind),
          facts.value(.usage, of: relation).flatMap({ model.word($0.value) }) != "operations",
          let source = layer(of: data.source).flatMap({ ranks[$0] }),
          let target = layer(of: data.target).flatMap({ ranks[$0] })
        else { return false }
        return target < source
      }
      return CallStatement.grouped(inverted, in: model).compactMap { call in
        guard let first = call.relations.first else { return nil }
        let targets = call.relations.map { model[$0].target }
        let inner = layer(of: call.source) ?? ""
        let outer = targets.first.flatMap { layer(of: $0) } ?? ""
        return Finding(
          .relation(first),
          "\(Wording.name(call.source, in: model)) in layer \(inner) calls outward to \(Wording.names(targets, in: model)) in layer \(outer)",
          at: model.span(first),
          labels: [Label(model.nameSpan(call.source), inner)]
            + targets.prefix(3).map { Label(model.nameSpan($0), layer(of: $0) ?? "") },
          why: "the inner layer can no longer be changed or tested without the outer one",
          help: "turn the call round, or send a message (`~>`)")
      }
    })
}
