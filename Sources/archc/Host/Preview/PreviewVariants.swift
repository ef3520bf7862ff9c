import ArchModel
import ArchPreview

/// The variants that a reader can lay over a program on the page.
enum PreviewVariants {
  /// Phases are missing, as they have drawings of their own.
  private static let kinds: [Kind] = [.environment, .option, .scenario]

  static func all(of model: Model) -> [PreviewState.Variant] {
    kinds.flatMap { kind in
      model.elements(of: kind).map { element in
        let parent = model[element].parent
        let owner = model[parent].kind == .decision ? model.path(parent) : nil
        return PreviewState.Variant(
          id: "\(kind.rawValue):\(model.path(element))", kind: kind.rawValue, title: model.displayName(element),
          owner: owner)
      }
    }
  }

  /// What the ids mean, in the order in which the command line lays variants over each other.
  static func selections(_ ids: [String], of model: Model) throws(CommandFailure) -> [VariantSelection] {
    var result: [VariantSelection] = []
    for kind in kinds {
      for element in model.elements(of: kind) where ids.contains("\(kind.rawValue):\(model.path(element))") {
        result.append(VariantSelection(kinds: [kind], name: model.path(element)))
      }
    }
    guard result.count == Set(ids).count else {
      let known = Set(result.map { words($0).replacing(" ", with: ":") })
      throw CommandFailure("the program has no variant `\(ids.first { !known.contains($0) } ?? "")`")
    }
    return result
  }

  /// `scenario Easter`.
  static func words(_ selection: VariantSelection) -> String {
    "\(selection.kinds.kinds.first?.rawValue ?? "variant") \(selection.name)"
  }
}
