import ArchModel
import ArchProject
import ArchSyntax

/// What a request on a document gets: the program that the document belongs to, and how to speak of places in it.
public struct DocumentContext: Sendable {
  /// The program that is read first where several import the document: the one whose root it is, else the first by path.
  public let snapshot: Snapshot
  /// The document in that program.
  public let file: FileID
  /// All programs that hold the document, the first one included.
  public let programs: [Snapshot]
  /// Further programs that hold some file of the first one, where a request looks into all of them.
  public let related: [Snapshot]
  /// Those of them that no open document belongs to.
  public let unopened: UnopenedPrograms
  public let settings: ServerSettings
  public let client: ClientAbilities
  public let encoding: PositionEncoding
  /// The versions of the documents that are open, by URI.
  public let versions: [String: Int]
  /// Whether the answer is not wanted any more; long work asks now and then.
  public let isCancelled: @Sendable () -> Bool
  /// The entries of a folder as the editor and the disk have them, for the completion of imports; nil for those of the
  /// files that the programs know.
  public let list: (@Sendable (_ folder: String) -> [FileSystem.Entry])?

  /// The path of a copy of a module of the standard library; nil where there is none.
  public let libraryCopy: @Sendable (_ module: String) -> String?

  public var model: Model { snapshot.model }
  public var uri: String { snapshot.uris[Int(file.index)] ?? "" }
  public var tree: SyntaxTree { snapshot.program.files[Int(file.index)].tree }
  public var lines: LineTable { snapshot.lines(of: file) }

  /// The byte offset of a position in the document.
  public func offset(_ position: LSP.Position) -> Int { lines.offset(at: position, encoding) }

  /// The bytes of a range in the document.
  public func bytes(_ range: LSP.Range) -> Range<Int> {
    let start = offset(range.start)
    return start..<max(start, offset(range.end))
  }

  public func position(_ offset: Int) -> LSP.Position { lines.position(at: offset, encoding) }

  /// A range of bytes in the document.
  public func range(_ bytes: Range<Int>) -> LSP.Range {
    LSP.Range(start: position(bytes.lowerBound), end: position(bytes.upperBound))
  }

  /// A place in any file of the program; nil in modules of the standard library.
  public func location(_ span: Span) -> LSP.Location? { snapshot.location(span, encoding) }

  /// A place to go to: in any file of the program, or in the copy of a module of the standard library.
  public func target(_ span: Span) -> LSP.Location? {
    if let place = location(span) { return place }
    guard let uri = copyURI(of: span.file) else { return nil }
    let lines = snapshot.lines(of: span.file)
    return LSP.Location(
      uri: uri,
      range: LSP.Range(
        start: lines.position(at: span.start, encoding), end: lines.position(at: max(span.start, span.end), encoding)))
  }

  /// The URI of a file of the program, or of the copy of a module of the standard library; nil where there is neither.
  public func targetURI(of file: FileID) -> String? {
    guard snapshot.uris.indices.contains(Int(file.index)) else { return nil }
    return snapshot.uris[Int(file.index)] ?? copyURI(of: file)
  }

  private func copyURI(of file: FileID) -> String? {
    let files = snapshot.program.files
    guard files.indices.contains(Int(file.index)) else { return nil }
    let path = files[Int(file.index)].tree.source.path
    guard StandardLibrary.text(of: path) != nil else { return nil }
    return libraryCopy(path).flatMap { FileURI.of(path: $0) }
  }

  /// The edits of files of the program, in the form that the client takes; those in the standard library are left out.
  public func workspaceEdit(_ edits: [Edit]) -> LSP.WorkspaceEdit {
    var byFile: [(uri: String, edits: [LSP.TextEdit])] = []
    for edit in edits {
      guard let place = snapshot.location(edit.span, encoding) else { continue }
      let edit = LSP.TextEdit(
        range: place.range, newText: snapshot.lines(of: edit.span.file).withOwnLineBreaks(edit.text))
      if let index = byFile.firstIndex(where: { $0.uri == place.uri }) {
        byFile[index].edits.append(edit)
      } else {
        byFile.append((place.uri, [edit]))
      }
    }
    return workspaceEdit(byFile)
  }

  /// Edits by document, in the form that the client takes.
  public func workspaceEdit(_ edits: [(uri: String, edits: [LSP.TextEdit])]) -> LSP.WorkspaceEdit {
    if client.hasDocumentChanges {
      return LSP.WorkspaceEdit(
        documentChanges: edits.map {
          .edit(LSP.TextDocumentEdit(uri: $0.uri, version: versions[$0.uri], edits: $0.edits))
        })
    }
    return LSP.WorkspaceEdit(changes: Dictionary(edits.map { ($0.uri, $0.edits) }, uniquingKeysWith: +))
  }
}

/// What a request on the workspace gets.
public struct WorkspaceContext: Sendable {
  /// The programs of open documents.
  public let programs: [Snapshot]
  /// All others, where a request looks into them.
  public let unopened: UnopenedPrograms
  public let settings: ServerSettings
  public let client: ClientAbilities
  public let encoding: PositionEncoding
  public let versions: [String: Int]
  public let isCancelled: @Sendable () -> Bool
}

extension Snapshot {
  /// A place in any file of the program; nil in modules of the standard library.
  public func location(_ span: Span, _ encoding: PositionEncoding) -> LSP.Location? {
    guard uris.indices.contains(Int(span.file.index)), let uri = uris[Int(span.file.index)] else { return nil }
    let lines = lines(of: span.file)
    return LSP.Location(
      uri: uri,
      range: LSP.Range(
        start: lines.position(at: span.start, encoding), end: lines.position(at: max(span.start, span.end), encoding)))
  }
}
