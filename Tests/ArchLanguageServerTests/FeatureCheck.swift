import ArchModel
import ArchProject
import ArchSyntax
import Testing
import TestSupport

@testable import ArchLanguageServer

/// A program with a place in it: `$0` marks the place, `// file: NAME` begins a further file.
struct Marked {
  let snapshot: Snapshot
  let file: FileID
  let offset: Int
  /// The place where a second `$0` stands, else the first.
  let end: Int

  init(_ text: String) {
    var files: [(path: String, text: String)] = [("/main.arch", "")]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("// file: ") {
        files.append(("/" + line.dropFirst(9), ""))
      } else {
        files[files.count - 1].text += line + "\n"
      }
    }
    if let last = files.indices.last { files[last].text.removeLast() }
    var marks: [(path: String, offset: Int)] = []
    for index in files.indices {
      while let mark = files[index].text.firstRange(of: "$0") {
        marks.append((files[index].path, files[index].text[..<mark.lowerBound].utf8.count))
        files[index].text.removeSubrange(mark)
      }
    }
    let system = FileSystem(files: Dictionary(files.map { ($0.path, $0.text) }, uniquingKeysWith: { $1 }))
    let program = ProgramLoader.load(path: "/main.arch", bytes: Array(files[0].text.utf8), fileSystem: system)
    let compilation = compileWithVariants(program.files)
    let checked = Checked(program)
    snapshot = Snapshot(program: program, compilation: compilation, diagnostics: checked.diagnostics)
    let mark = marks.first ?? ("/main.arch", 0)
    file = FileID(program.sources.firstIndex { $0.path == mark.path } ?? 0)
    offset = mark.offset
    end = marks.count > 1 ? marks[1].offset : mark.offset
  }

  var text: String { String(decoding: snapshot.program.sources[Int(file.index)].bytes, as: UTF8.self) }

  func text(_ span: Span) -> String { snapshot.program.sources[Int(span.file.index)].text(span.range) }

  /// `main.arch:3 Orders`
  func place(_ span: Span) -> String {
    let source = snapshot.program.sources[Int(span.file.index)]
    let line = LineIndex(source).line(at: span.start) + 1
    return "\(Path.name(of: source.path)):\(line) \(source.text(span.range))"
  }

  /// The text of a file after some edits.
  func applying(_ edits: [Edit], to file: FileID? = nil) -> String {
    let source = snapshot.program.sources[Int((file ?? self.file).index)]
    return String(decoding: EditApplication.apply(edits, to: source).bytes, as: UTF8.self)
  }
}

/// Checks what a feature says of a marked text.
///
/// - Parameter answer: the feature, made into lines.
func check(
  _ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ answer: (Marked) -> String
) {
  #expect(answer(Marked(text)) == expected, sourceLocation: sourceLocation)
}

extension Marked {
  /// The labels of what is offered, the likely first.
  var offered: [String] { completion(in: snapshot, file: file, at: offset).items.map(\.label) }
}
