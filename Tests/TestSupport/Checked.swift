import ArchModel
import ArchProject
import ArchRules
import ArchSyntax
import Foundation

/// A program compiled and checked from memory or from the checkout, for tests.
public struct Checked {
  public let program: Program
  public let compilation: Compilation
  /// What compiler and rules found, by place.
  public let diagnostics: [Diagnostic]

  public var model: Model { compilation.model }
  public var sources: [SourceFile] { program.sources }
  public var ids: [String] { diagnostics.map(\.id) }

  /// The day on which tests take place.
  public static let today = CalendarDate.days(year: 2026, month: 11, day: 23) ?? 0

  /// Compiles a text. Further files follow lines of the form `// file: NAME`.
  public init(_ text: String, strict: Bool = false) {
    self.init(bytes: Array(text.utf8), strict: strict)
  }

  public init(bytes: [UInt8], strict: Bool = false) {
    let (root, others) = Self.split(bytes)
    let system = FileSystem(files: others.merging(["/project/.archc.yml": ""]) { old, _ in old })
    let disk = FileSystem(
      read: { path in path == "/project/main.arch" ? .success(root) : system.read(path) },
      resolve: { path in
        let path = path.hasPrefix("/") ? path : "/project/" + path
        return Path.normalized(path) == "/project/main.arch" ? "/project/main.arch" : system.resolve(path)
      }, list: { system.list($0) })
    self.init(ProgramLoader.load(path: "/project/main.arch", bytes: root, fileSystem: disk), strict: strict)
  }

  /// Compiles a file of the checkout.
  ///
  /// - Parameter replacing: bytes that stand for those on the disk, by the path that the program gives the file.
  public init(file: String, replacing: [String: [UInt8]] = [:], strict: Bool = false) throws {
    let path = Repository.url(file).path
    let bytes = try replacing[path] ?? [UInt8](Data(contentsOf: Repository.url(file)))
    let disk = FileSystem(
      read: { path in replacing[path].map { .success($0) } ?? FileSystem.checkout.read(path) },
      resolve: FileSystem.checkout.resolve, list: FileSystem.checkout.list)
    self.init(ProgramLoader.load(path: path, bytes: bytes, fileSystem: disk), strict: strict)
  }

  public init(_ program: Program, strict: Bool = false) {
    self.program = program
    compilation = compileWithVariants(program.files)
    let compiled = program.diagnostics + compilation.diagnostics
    let run = RuleRunner.run(
      model: compilation.model, compiled: compiled, today: Self.today,
      imports: program.imports.map { ImportEdge(importer: $0.user, imported: $0.used, span: $0.place) },
      selection: RuleSelection(strict: strict))
    diagnostics = (compiled.filter { RuleSet.all.find($0.id) == nil } + run.diagnostics).sortedByPlace()
  }

  /// As people see it, for messages of failed tests.
  public var rendered: String { DiagnosticRenderer(sources: sources).render(diagnostics) }

  private static func split(_ bytes: [UInt8]) -> (root: [UInt8], others: [String: String]) {
    let marker = Array("// file: ".utf8)
    var root: [UInt8] = []
    var others: [String: String] = [:]
    var name: String?
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: marker) {
        let file = String(decoding: line.dropFirst(marker.count), as: UTF8.self).trimmingCharacters(in: .whitespaces)
        name = "/project/" + file
        others["/project/" + file] = ""
      } else if let name {
        others[name, default: ""] += String(decoding: line, as: UTF8.self) + "\n"
      } else {
        root += Array(line) + [0x0A]
      }
    }
    // What the text did not end in, the root does not end in either.
    if name == nil { root.removeLast() }
    return (root, others)
  }
}

extension FileSystem {
  /// The real files, for samples.
  public static let checkout = FileSystem(
    read: { path in
      guard let data = FileManager.default.contents(atPath: path) else { return .failure(.notFound) }
      return .success([UInt8](data))
    },
    resolve: { path in
      let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
      return FileManager.default.fileExists(atPath: url.path) ? url.path : nil
    },
    list: { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().map { name in
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
        return Entry(name: name, isFolder: isFolder.boolValue)
      }
    })
}
