/// The values of the Language Server Protocol 3.17, as they go over the wire.
///
/// They lie in a namespace of their own, because half of them bear names that the compiler uses too: a `Range` of the
/// protocol speaks of lines and characters, one of the compiler of bytes.
public enum LSP {
  /// Lines and characters count from 0; what a character is depends on the encoding that was agreed on.
  public struct Position: Codable, Hashable, Sendable, Comparable {
    public var line: Int
    public var character: Int

    public init(line: Int, character: Int) {
      self.line = line
      self.character = character
    }

    public static func < (a: Position, b: Position) -> Bool { (a.line, a.character) < (b.line, b.character) }
  }

  /// The end is not part of it.
  public struct Range: Codable, Hashable, Sendable {
    public var start: Position
    public var end: Position

    public init(start: Position, end: Position) {
      self.start = start
      self.end = end
    }
  }

  public struct Location: Codable, Hashable, Sendable {
    public var uri: String
    public var range: Range

    public init(uri: String, range: Range) {
      self.uri = uri
      self.range = range
    }
  }

  public struct LocationLink: Codable, Hashable, Sendable {
    public var originSelectionRange: Range?
    public var targetUri: String
    public var targetRange: Range
    public var targetSelectionRange: Range

    public init(originSelectionRange: Range?, targetUri: String, targetRange: Range, targetSelectionRange: Range) {
      self.originSelectionRange = originSelectionRange
      self.targetUri = targetUri
      self.targetRange = targetRange
      self.targetSelectionRange = targetSelectionRange
    }
  }

  public struct TextEdit: Codable, Hashable, Sendable {
    public var range: Range
    public var newText: String

    public init(range: Range, newText: String) {
      self.range = range
      self.newText = newText
    }
  }

  /// The edits by document. Where the client knows `documentChanges`, these carry versions and new files.
  public struct WorkspaceEdit: Codable, Hashable, Sendable {
    public var changes: [String: [TextEdit]]?
    public var documentChanges: [DocumentChange]?

    public init(changes: [String: [TextEdit]]? = nil, documentChanges: [DocumentChange]? = nil) {
      self.changes = changes
      self.documentChanges = documentChanges
    }
  }

  /// The edits of one document, or a file that is to be made.
  public enum DocumentChange: Codable, Hashable, Sendable {
    case edit(TextDocumentEdit)
    case create(CreateFile)

    public init(from decoder: any Decoder) throws {
      if let file = try? CreateFile(from: decoder), file.kind == "create" {
        self = .create(file)
      } else {
        self = .edit(try TextDocumentEdit(from: decoder))
      }
    }

    public func encode(to encoder: any Encoder) throws {
      switch self {
      case .edit(let edit): try edit.encode(to: encoder)
      case .create(let file): try file.encode(to: encoder)
      }
    }
  }

  public struct TextDocumentEdit: Codable, Hashable, Sendable {
    public var textDocument: OptionalVersionedTextDocumentIdentifier
    public var edits: [TextEdit]

    public init(uri: String, version: Int?, edits: [TextEdit]) {
      textDocument = OptionalVersionedTextDocumentIdentifier(uri: uri, version: version)
      self.edits = edits
    }
  }

  public struct CreateFile: Codable, Hashable, Sendable {
    public var kind = "create"
    public var uri: String

    public init(uri: String) {
      self.uri = uri
    }
  }

  public struct TextDocumentIdentifier: Codable, Hashable, Sendable {
    public var uri: String

    public init(uri: String) {
      self.uri = uri
    }
  }

  public struct VersionedTextDocumentIdentifier: Codable, Hashable, Sendable {
    public var uri: String
    public var version: Int
  }

  /// The version is null where the document is not open, and has to be written as such.
  public struct OptionalVersionedTextDocumentIdentifier: Codable, Hashable, Sendable {
    public var uri: String
    public var version: Int?

    enum CodingKeys: String, CodingKey {
      case uri, version
    }

    public init(uri: String, version: Int?) {
      self.uri = uri
      self.version = version
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(uri, forKey: .uri)
      try container.encode(version, forKey: .version)
    }
  }

  public struct TextDocumentItem: Codable, Hashable, Sendable {
    public var uri: String
    public var languageId: String
    public var version: Int
    public var text: String
  }

  public struct MarkupContent: Codable, Hashable, Sendable {
    /// `markdown` or `plaintext`.
    public var kind: String
    public var value: String

    public init(kind: String, value: String) {
      self.kind = kind
      self.value = value
    }

    public static func markdown(_ text: String) -> MarkupContent { MarkupContent(kind: "markdown", value: text) }
  }

  public struct Command: Codable, Hashable, Sendable {
    public var title: String
    public var command: String
    public var arguments: [JSONValue]?

    public init(title: String, command: String, arguments: [JSONValue]? = nil) {
      self.title = title
      self.command = command
      self.arguments = arguments
    }
  }
}
