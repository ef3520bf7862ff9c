import ArchAnalysis
import ArchModel
import ArchProject
import ArchSyntax

/// One consistent state of a program, as every feature of the language server reads it.
///
/// A snapshot is a value: a request keeps the one it was asked of, whatever is typed meanwhile. Features speak of byte
/// offsets in files; only the edge that knows the protocol turns them into positions.
public struct Snapshot: Sendable {
  /// The files as the editor has them, the entry file first, with their trees.
  public let program: Program
  /// What was made of them.
  public let compilation: Compilation
  /// What is wrong with the program, as far as it is known yet: the compiler's words, the rules on single parts, and
  /// those on figures and on the whole as soon as they have run. By file and place.
  public let diagnostics: [Diagnostic]
  /// The URI of each file, by `FileID`; nil for modules of the standard library, which are no documents.
  public let uris: [String?]
  private let memory: SnapshotMemory
  /// What features look up, made when it is first asked for.
  public let index: FeatureIndex

  public var model: Model { compilation.model }

  /// - Parameter lines: those of files where they are known already.
  public init(
    program: Program, compilation: Compilation, diagnostics: [Diagnostic] = [], uris: [String?] = [],
    lines: [FileID: LineTable] = [:]
  ) {
    self.program = program
    self.compilation = compilation
    self.diagnostics = diagnostics
    self.uris = uris.isEmpty ? program.sources.map { FileURI.of(path: $0.path) } : uris
    memory = SnapshotMemory(program: program, compilation: compilation, lines: lines)
    index = FeatureIndex(trees: program.files.map(\.tree), model: compilation.model)
  }

  private init(_ snapshot: Snapshot, diagnostics: [Diagnostic]) {
    program = snapshot.program
    compilation = snapshot.compilation
    self.diagnostics = diagnostics
    uris = snapshot.uris
    memory = snapshot.memory
    index = snapshot.index
  }

  /// The same state, of which more is known.
  func with(_ diagnostics: [Diagnostic]) -> Snapshot { Snapshot(self, diagnostics: diagnostics) }

  /// All figures; made when they are first asked for, and shared by all copies of the snapshot.
  public var figures: Figures { memory.figures }

  /// The figures where they are there or quickly had, for what must not wait.
  public var figuresAtHand: Figures? { memory.figuresAtHand }

  /// The lines of a file, found when they are first asked for.
  public func lines(of file: FileID) -> LineTable { memory.lines(of: file) }

  /// The file of a URI, or nil.
  public func file(uri: String) -> FileID? { uris.firstIndex(of: uri).map { FileID($0) } }

  public func tree(of file: FileID) -> SyntaxTree? {
    program.files.indices.contains(Int(file.index)) ? program.files[Int(file.index)].tree : nil
  }
}
