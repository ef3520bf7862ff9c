import ArchAnalysis
import ArchModel
import ArchSyntax

/// A line above a declaration, which may be clicked.
struct Lens: Sendable, Hashable {
  enum Action: Sendable, Hashable {
    /// Opens the preview, on an element where one is named.
    case preview(String?)
    /// Only tells something.
    case none
  }

  var span: Span
  var title: String
  var action: Action
}

/// The preview above the file, and above each flow what is computed of it.
func codeLenses(in snapshot: Snapshot, file: FileID, showsPreview: Bool, figures: Figures) -> [Lens] {
  let table = snapshot.index.declarations
  guard table.ranges.indices.contains(Int(file.index)), let tree = snapshot.tree(of: file) else { return [] }
  var result: [Lens] = []
  let entries = table.ranges[Int(file.index)]
  if showsPreview, tree.nodes.count > 1 {
    let place = entries.first { table[$0].kind == .system }.map { table[$0].node } ?? 1
    result.append(
      Lens(span: tree.span(ofToken: tree.nodes[place].firstToken), title: "Open preview", action: .preview(nil)))
  }
  for entry in entries where table[entry].kind == .flow {
    guard let element = snapshot.index.element(declaredBy: table[entry].node, in: file) else { continue }
    let parts = FigureLine.ofFlows.compactMap { name -> String? in
      guard let figure = FigureLine.figure(name, of: element, figures), figure.quantity != nil else { return nil }
      let text = FigureText.text(figure)
      return FigureLine.conditions(of: name) == .peak ? "\(name.rawValue) \(text) at peak" : "\(name.rawValue) \(text)"
    }
    guard !parts.isEmpty else { continue }
    result.append(
      Lens(
        span: tree.span(ofToken: tree.nodes[table[entry].node].firstToken), title: parts.joined(separator: " · "),
        action: showsPreview ? .preview(snapshot.model.path(element)) : .none))
  }
  return result
}
