import ArchAnalysis
import ArchModel
import ArchSyntax

/// A figure beside a name.
struct FigureHint: Sendable, Hashable {
  /// Where it stands: behind the name.
  var offset: Int
  var file: FileID
  var label: String
  /// What the figures are, in words.
  var tooltip: String
}

/// The figures of the components and flows of some bytes, each kind of which can be switched off. Unknown figures show
/// nothing.
func inlayHints(
  in snapshot: Snapshot, file: FileID, bytes: Range<Int>, shown: ServerSettings.InlayHints, figures: Figures
) -> [FigureHint] {
  let table = snapshot.index.declarations
  guard shown.isShown, table.ranges.indices.contains(Int(file.index)) else { return [] }
  var result: [FigureHint] = []
  for entry in table.ranges[Int(file.index)] {
    let data = table[entry]
    guard let kind = data.kind, data.nameToken >= 0, kind == .flow || KindSet.components.contains(kind) else {
      continue
    }
    let place = table.nameSpan(entry)
    guard place.end >= bytes.lowerBound, place.start <= bytes.upperBound,
      let element = snapshot.index.element(declaredBy: data.node, in: file), !snapshot.model[element].isBroken
    else { continue }
    let parts = HintParts(figures, element, shown)
    guard !parts.labels.isEmpty else { continue }
    result.append(
      FigureHint(
        offset: place.end, file: file, label: parts.labels.joined(separator: " · "),
        tooltip: parts.tooltips.joined(separator: "\n\n")))
  }
  return result
}

private struct HintParts {
  var labels: [String] = []
  var tooltips: [String] = []

  init(_ figures: Figures, _ element: ElementID, _ shown: ServerSettings.InlayHints) {
    let model = figures.model
    let kind = model[element].kind
    let known = Set(figures.names(of: .element(element)))
    func add(_ name: FigureName, _ prefix: String, _ words: String) {
      guard known.contains(name), let figure = FigureLine.figure(name, of: element, figures), figure.quantity != nil
      else { return }
      labels.append(prefix + FigureText.text(figure))
      tooltips.append("\(words): \(FigureText.text(figure))")
    }
    if shown.load { add(.rate, "", "rate at peak") }
    // What is stated stands in the text already; people and programs of theirs have no more.
    guard kind != .external else { return }
    if shown.utilization { add(.utilization, "util ", "utilisation at peak") }
    if shown.replicas { add(.replicasNeeded, "needs ", "replicas needed at peak") }
    if shown.p99, kind == .flow { add(.p99, "p99 ", "p99 at peak") }
    if shown.availability { add(.availability, "avail ", "availability") }
    if shown.p99, kind != .flow, model.stated(.p99, of: element) == nil { add(.p99, "p99 ", "p99 at peak") }
  }
}
