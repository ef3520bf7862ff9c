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

  public init(program: Program, compilation: Compilation) {
    self.program = program
    self.compilation = compilation
  }
}
