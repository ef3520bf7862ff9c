import ArchModel
import ArchProject
import ArchSyntax

/// Programs of the workspace that no open document belongs to. Each is read when it is asked for, so that a request on
/// all of them costs the loop nothing.
public struct UnopenedPrograms: Sendable {
  /// The resolved paths of their root files, in order.
  public let roots: [String]
  let fileSystem: FileSystem
  /// The URIs of open documents, by key.
  let open: [String: String]

  /// The state of one program; nil where its root cannot be read any more.
  func snapshot(of root: String) -> Snapshot? {
    guard case .success(let bytes) = fileSystem.read(root) else { return nil }
    let program = ProgramLoader.load(path: root, bytes: bytes, fileSystem: fileSystem)
    let uris = program.sources.map { source -> String? in
      if StandardLibrary.text(of: source.path) != nil { return nil }
      let key = fileSystem.resolve(source.path) ?? source.path
      return open[key] ?? FileURI.of(path: key)
    }
    return Snapshot(program: program, compilation: compile(program.files), uris: uris)
  }
}
