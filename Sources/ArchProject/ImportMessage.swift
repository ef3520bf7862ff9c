import ArchModel
import ArchSyntax

/// The messages of imports. Their pages stand with those of names in the model.
enum ImportMessage {
  static func missing(_ place: Span, written: String, near: [String]) -> Diagnostic {
    let folder = written.contains("/") ? Path.folder(of: written) + "/" : ""
    return Diagnostic(
      .importMissing, "no file is called `\(written)`", at: place,
      label: near.isEmpty
        ? "relative to this file" : "nearest: \(near.map { "`\(folder)\($0)`" }.joined(separator: ", "))",
      fix: near.count == 1
        ? Fix("write `\(folder)\(near[0])`", edits: [Edit(place, StringValue.quoted(folder + near[0]))]) : nil)
  }

  static func missingModule(_ place: Span, written: String, near: [String], modules: [String]) -> Diagnostic {
    Diagnostic(
      .importMissing, "there is no module `\(written)`", at: place,
      label: near.count == 1 ? "nearest: `\(near[0])`" : "",
      help: "built in: \(modules.prefix(10).map { "`\($0)`" }.joined(separator: ", "))",
      fix: near.count == 1 ? Fix("write `\(near[0])`", edits: [Edit(place, StringValue.quoted(near[0]))]) : nil)
  }

  static func unreadable(_ place: Span, written: String, problem: FileSystem.Problem) -> Diagnostic {
    Diagnostic(.importMissing, "`\(written)` cannot be read", at: place, label: problem.words)
  }

  static func tooMany(_ place: Span, limit: Int) -> Diagnostic {
    Diagnostic(.importMissing, "a program has at most \(limit) files", at: place, label: "not read from here on")
  }

  static func escape(_ place: Span, path: String, root: ProjectRoot) -> Diagnostic {
    // How far above the root the path leads.
    var above = 0
    var folder = root.folder
    while !Path.isInside(path, folder: folder), folder != "/" {
      folder = Path.folder(of: folder)
      above += 1
    }
    let count = above == 1 ? "one folder" : "\(above) folders"
    return Diagnostic(
      .importEscape, "this import leaves the project", at: place, label: "\(count) above the root",
      note: root.marker.map { "the root is the folder of `\($0)`" } ?? "the root is the folder of the root file",
      help: root.marker == ".archc.yml"
        ? "move the file inside, or `.archc.yml` \(count) up"
        : "move the file inside, or put an `.archc.yml` \(count) up")
  }

  static func cycle(_ place: Span, names: [String]) -> Diagnostic {
    if names.count == 2 {
      return Diagnostic(.importCycle, "a file does not import itself", at: place)
    }
    return Diagnostic(
      .importCycle, "these files import each other", at: place, label: "closes the circle",
      note: names.map { "`\($0)`" }.joined(separator: " imports "),
      help: "move what both need into a third file")
  }
}

extension FileSystem.Problem {
  /// The problem in words, to stand behind a path.
  public var words: String {
    switch self {
    case .notFound: "it does not exist"
    case .isFolder: "it is a folder"
    case .tooLarge(let bytes): "it has \(bytes) bytes, and \(ProgramLoader.sizeLimit) are read at most"
    case .unreadable(let reason): reason
    }
  }
}
