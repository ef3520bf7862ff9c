import ArchModel
import ArchSyntax

/// The files of one program, parsed: the root and everything it imports.
public struct Program: Sendable {
  /// An import: the importing file, the imported one, and the place of the statement.
  public struct Import: Sendable, Hashable {
    public let user: FileID
    public let used: FileID
    public let place: Span
  }

  /// The files by `FileID`; the root is the first.
  public let files: [Parsed]
  public let imports: [Import]
  /// What is wrong with the imports.
  public let diagnostics: [Diagnostic]

  public var sources: [SourceFile] { files.map(\.tree.source) }

  /// The program with one more file, which nothing imports; its `FileID` is the count of those before.
  public func adding(_ file: Parsed) -> Program {
    Program(files: files + [file], imports: imports, diagnostics: diagnostics)
  }
}

/// Reads a root file and what it imports. No path leaves the project root.
public struct ProgramLoader {
  /// The size of the largest file that is read.
  public static let sizeLimit = 64 << 20
  /// How many files one program may have.
  public static let fileLimit = 2_000

  private let fileSystem: FileSystem
  private let root: ProjectRoot
  private let parse: (SourceFile) -> Parsed
  private var files: [Parsed] = []
  private var imports: [Program.Import] = []
  private var diagnostics: [Diagnostic] = []
  /// The files by their resolved path, or by the name of a built-in module.
  private var known: [String: FileID] = [:]
  /// The files whose imports are being read, outermost first.
  private var open: [FileID] = []

  /// Loads the program of a root file whose bytes have been read.
  ///
  /// - Parameters:
  ///   - path: the path as people are shown it; imports are relative to its folder.
  ///   - parse: what parses a file; who loads a program again and again keeps the trees of files that did not change.
  public static func load(
    path: String, bytes: [UInt8], fileSystem: FileSystem, parse: (SourceFile) -> Parsed = ArchSyntax.parse
  ) -> Program {
    withoutActuallyEscaping(parse) { parse in
      load(
        path: path, bytes: bytes,
        loader: ProgramLoader(
          fileSystem: fileSystem, root: ProjectRoot.of(file: path, in: fileSystem), parse: parse))
    }
  }

  private static func load(path: String, bytes: [UInt8], loader: ProgramLoader) -> Program {
    var loader = loader
    let fileSystem = loader.fileSystem
    let resolved = fileSystem.resolve(path) ?? path
    loader.add(path: path, bytes: bytes, resolved: resolved)
    return Program(files: loader.files, imports: loader.imports, diagnostics: loader.diagnostics)
  }

  private init(fileSystem: FileSystem, root: ProjectRoot, parse: @escaping (SourceFile) -> Parsed) {
    self.fileSystem = fileSystem
    self.root = root
    self.parse = parse
  }

  private mutating func add(path: String, bytes: [UInt8], resolved: String) {
    let id = FileID(files.count)
    known[resolved] = id
    let parsed = parse(SourceFile(id: id, path: path, bytes: bytes))
    files.append(parsed)
    open.append(id)
    let tree = parsed.tree
    for node in tree.children(of: 0) where tree.nodes[node].kind == .importStatement {
      follow(node, in: tree)
    }
    open.removeLast()
  }

  private mutating func follow(_ node: Int, in tree: SyntaxTree) {
    let token = tree.nodes[node].firstToken + 1
    guard token < tree.nodes[node].endToken, tree.tokens[token].kind == .string, !tree.tokens[token].isMalformed else {
      return
    }
    let place = tree.span(ofToken: token)
    let written = StringValue.of(tree.tokens[token], in: tree.source)
    if written.hasPrefix("std/") {
      followStandard(written, from: tree.source.id, place: place)
      return
    }
    let path = Path.joined(Path.folder(of: tree.source.path), written)
    guard let absolute = absolutePath(of: written, from: tree.source) else { return }
    guard Path.isInside(absolute, folder: root.folder) else {
      diagnostics.append(ImportMessage.escape(place, path: absolute, root: root))
      return
    }
    guard let resolved = fileSystem.resolve(absolute) else {
      let near = Spelling.nearest(
        to: Path.name(of: written),
        among: fileSystem.list(Path.folder(of: absolute)).filter { !$0.isFolder && $0.name.hasSuffix(".arch") }.map(
          \.name))
      diagnostics.append(ImportMessage.missing(place, written: written, near: near))
      return
    }
    guard Path.isInside(resolved, folder: root.folder) else {
      diagnostics.append(ImportMessage.escape(place, path: resolved, root: root))
      return
    }
    if let file = known[resolved] {
      connect(tree.source.id, to: file, place: place)
      return
    }
    guard files.count < Self.fileLimit else {
      diagnostics.append(ImportMessage.tooMany(place, limit: Self.fileLimit))
      return
    }
    switch fileSystem.read(resolved) {
    case .success(let bytes):
      imports.append(Program.Import(user: tree.source.id, used: FileID(files.count), place: place))
      add(path: Path.normalized(path), bytes: bytes, resolved: resolved)
    case .failure(let problem):
      diagnostics.append(ImportMessage.unreadable(place, written: written, problem: problem))
    }
  }

  private func absolutePath(of written: String, from source: SourceFile) -> String? {
    if written.hasPrefix("/") { return Path.normalized(written) }
    let folder: String
    if source.path == "-" {
      folder = root.folder
    } else {
      folder = Path.folder(of: fileSystem.resolve(source.path) ?? source.path)
    }
    return Path.normalized(Path.joined(folder, written))
  }

  private mutating func followStandard(_ written: String, from user: FileID, place: Span) {
    if let file = known[written] {
      connect(user, to: file, place: place)
      return
    }
    guard let text = StandardLibrary.text(of: written) else {
      diagnostics.append(
        ImportMessage.missingModule(
          place, written: written, near: Spelling.nearest(to: written, among: StandardLibrary.modules),
          modules: StandardLibrary.modules))
      return
    }
    imports.append(Program.Import(user: user, used: FileID(files.count), place: place))
    add(path: written, bytes: Array(text.utf8), resolved: written)
  }

  /// Notes an import of a file that is known; one that is still open closes a circle.
  private mutating func connect(_ user: FileID, to file: FileID, place: Span) {
    if let start = open.firstIndex(of: file) {
      let names = open[start...].map { files[Int($0.index)].tree.source.path }
      diagnostics.append(ImportMessage.cycle(place, names: names + [names.first ?? ""]))
      return
    }
    imports.append(Program.Import(user: user, used: file, place: place))
  }
}
