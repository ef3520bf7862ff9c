import ArchDiagram
import ArchModel
import ArchViews

/// One drawing that `archc build` makes, in each format.
struct DrawingPage: Hashable {
  enum Content: Hashable {
    case structure(DiagramSelection)
    case flow(ElementID)
    /// The architecture after a phase, with what it brings.
    case phase(ElementID)
  }

  /// What it shows, for people.
  let title: String
  let content: Content
  /// The name of its file without the ending, unique among the pages of a run.
  let file: String

  /// A link to its picture from one beside it: all but the plainest characters are escaped.
  var link: String {
    var result = ""
    for byte in (file + ".svg").utf8 {
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-._~".unicodeScalars.contains(scalar)
      {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }
}

/// The drawings that `archc build` makes of a model without being asked.
enum DrawingPages {
  /// Everything (as an overview and whole where the system is large), the context, each boundary, each view, each flow,
  /// each phase of a migration.
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
    for phase in PhaseSeries.phases(of: model) {
      add(model.displayName(phase), .phase(phase), FileNames.part(model.path(phase)))
    }
    return pages
  }

  /// The diagram with links between the pages: a boundary that is drawn as one box leads to its page, and the page of
  /// a boundary back to that of the boundary around it or to the first page.
  static func linked(_ diagram: Diagram, on page: DrawingPage, of model: Model, among pages: [DrawingPage]) -> Diagram {
    var files: [String: DrawingPage] = [:]
    for other in pages {
      if case .structure(.boundary(let boundary)) = other.content { files[model.path(boundary)] = other }
    }
    var diagram = diagram
    for index in diagram.nodes.indices where diagram.nodes[index].family == .boundary {
      guard let target = files[diagram.nodes[index].id], target.file != page.file else { continue }
      diagram.nodes[index].link = target.link
    }
    if case .structure(.boundary(let boundary)) = page.content {
      let around = model.boundary(of: boundary).flatMap { files[model.path($0)] }
      if let parent = around ?? pages.first { diagram.parent = Diagram.Link(title: parent.title, target: parent.link) }
    } else if let first = pages.first, first.file != page.file {
      diagram.parent = Diagram.Link(title: first.title, target: first.link)
    }
    return diagram
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
