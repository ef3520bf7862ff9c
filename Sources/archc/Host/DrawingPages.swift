import ArchModel
import ArchViews

/// One drawing that `archc build` makes, in each format.
struct DrawingPage: Hashable {
  enum Content: Hashable {
    case structure(DiagramSelection)
    case flow(ElementID)
  }

  /// What it shows, for people.
  let title: String
  let content: Content
  /// The name of its file without the ending, unique among the pages of a run.
  let file: String
}

/// The drawings that `archc build` makes of a model without being asked.
enum DrawingPages {
  /// Everything (as an overview and whole where the system is large), the context, each boundary, each view, each flow.
  ///
  /// - Parameters:
  ///   - name: the name of the root file without its ending; the names of the files begin with it.
  ///   - taken: names of files that exist already, without their endings; the new ones are added.
  static func of(_ model: Model, name: String, taken: inout FileNames) -> [DrawingPage] {
    var pages: [DrawingPage] = []
    func add(_ title: String, _ content: DrawingPage.Content, _ part: String) {
      pages.append(
        DrawingPage(title: title, content: content, file: taken.add(part.isEmpty ? name : "\(name).\(part)")))
    }
    if DiagramProjection.collapsesOverview(of: model) {
      add("overview", .structure(.overview), "")
      add("everything", .structure(.all), "all")
    } else {
      add("drawing", .structure(.all), "")
    }
    if !model.components.isEmpty { add("context", .structure(.context), "context") }
    for boundary in model.boundaries {
      add(model.displayName(boundary), .structure(.boundary(boundary)), FileNames.part(model.path(boundary)))
    }
    for view in model.elements(of: .view) {
      add(model.title(view) ?? model.displayName(view), .structure(.view(view)), FileNames.part(model.path(view)))
    }
    for flow in model.flows where !flow.steps.isEmpty {
      add(model.displayName(flow.element), .flow(flow.element), FileNames.part(model.path(flow.element)))
    }
    return pages
  }
}

/// Names of files that no two pages share, also where a file system ignores case.
struct FileNames {
  private var taken: Set<String> = []

  /// The most bytes of a part that comes from the model; file systems allow 255 for the whole.
  private static let limit = 100

  /// The name itself, or where it is taken with the first number behind it that is free.
  mutating func add(_ name: String) -> String {
    var result = name
    var number = 2
    while !taken.insert(result.lowercased()).inserted {
      result = "\(name)-\(number)"
      number += 1
    }
    return result
  }

  /// A path of the model as a part of a file name: letters, digits, `-` and `_` stay, all else becomes `-`.
  static func part(_ path: String) -> String {
    var result = ""
    var size = 0
    for character in path {
      let isPlain = character.isLetter || character.isNumber || character == "-" || character == "_"
      let next: Character = isPlain ? character : "-"
      size += String(next).utf8.count
      guard size <= limit else { break }
      result.append(next)
    }
    return result.isEmpty ? "drawing" : result
  }
}
