import ArchModel
import ArchPatterns
import ArchProject
import ArchSyntax
import ArchViews

/// A pattern of the library or of a program, with the files that declare it.
struct DescribedPattern {
  let pattern: PatternDescription
  /// Its row in the library; nil for one that a program declares.
  let entry: PatternLibrary.Entry?
  private let files: [Parsed]

  /// The patterns of the library, in its order.
  static var library: [DescribedPattern] { PatternLibrary.all.compactMap { of($0) } }

  static func of(_ entry: PatternLibrary.Entry) -> DescribedPattern? {
    let file = parse(SourceFile(id: FileID(0), path: entry.module, bytes: Array(entry.text.utf8)))
    return PatternDescription.of(entry).map { DescribedPattern(pattern: $0, entry: entry, files: [file]) }
  }

  /// The patterns that a program declares itself, those of the library that it imports not among them.
  static func declared(in path: String) throws(CommandFailure) -> [DescribedPattern] {
    let compiled = try CompiledProgram.load(path)
    let model = compiled.model
    return model.elements(of: .pattern).compactMap { element in
      guard !model[element].isBroken, !model.tree(of: model[element].node).source.path.hasPrefix("std/") else {
        return nil
      }
      return DescribedPattern(
        pattern: PatternDescription(element, of: model), entry: nil, files: compiled.program.files)
    }
  }

  /// The pattern in characters: a use of it that makes all its parts; empty where it has none.
  func drawing(width: Int?) -> String {
    guard let (model, use) = pattern.example(in: files) else { return "" }
    var choice = ViewChoice()
    choice.include = model.components.filter { model[$0].parent == use }
    guard !choice.include.isEmpty else { return "" }
    let drawings = Drawings(model: model)
    let diagram = drawings.diagram(.choice(choice, title: ""), extras: DiagramExtras(references: true))
    if let text = try? drawings.text(diagram, width: width) { return text }
    return (try? drawings.text(diagram, width: nil)) ?? ""
  }

  func page(width: Int?) -> PatternPage {
    PatternPage(pattern, module: entry?.module, drawing: drawing(width: width), example: entry?.example)
  }
}
