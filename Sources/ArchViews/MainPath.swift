import ArchDiagram
import ArchModel

/// The way through a system that says most about it, for those who cannot see the drawing.
enum MainPath {
  private static let longest = 8

  /// `Main path, Buy a ticket: Web, API gateway, Orders.`, after the first flow; without flows along the first relations
  /// from an outsider. Empty where nothing is joined.
  static func sentence(of model: Model) -> String {
    if let flow = model.flows.first(where: { !$0.steps.isEmpty }) {
      var path: [ElementID] = []
      for step in flow.steps {
        for element in [model[step.relation].source, model[step.relation].target] where !path.contains(element) {
          path.append(element)
        }
        if path.count > longest { break }
      }
      return sentence(path, in: model, name: ", \(model.displayName(flow.element))")
    }
    let outsiders = model.components.filter { Diagram.Family(of: model[$0].kind) == .outside }
    guard var current = (outsiders + model.components).first(where: { !model.outgoing($0).isEmpty }) else { return "" }
    var path = [current]
    while path.count <= longest,
      let next = model.outgoing(current).map({ model[$0].target }).first(where: { !path.contains($0) })
    {
      path.append(next)
      current = next
    }
    return path.count > 1 ? sentence(path, in: model, name: "") : ""
  }

  private static func sentence(_ path: [ElementID], in model: Model, name: String) -> String {
    let names = path.prefix(longest).map { model.displayName($0) }.joined(separator: ", ")
    return "Main path\(name): \(names)\(path.count > longest ? " and further" : "")."
  }
}
