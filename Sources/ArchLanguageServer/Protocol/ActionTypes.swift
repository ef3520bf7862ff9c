extension LSP {
  public struct CodeAction: Codable, Hashable, Sendable {
    public struct Disabled: Codable, Hashable, Sendable {
      public var reason: String
    }

    public var title: String
    /// `quickfix`, `refactor.extract`, `refactor.rewrite`, `source.fixAll` …
    public var kind: String?
    public var diagnostics: [Diagnostic]?
    public var isPreferred: Bool?
    public var disabled: Disabled?
    public var edit: WorkspaceEdit?
    public var command: Command?
    public var data: JSONValue?

    public init(
      title: String, kind: String? = nil, diagnostics: [Diagnostic]? = nil, isPreferred: Bool? = nil,
      edit: WorkspaceEdit? = nil, command: Command? = nil
    ) {
      self.title = title
      self.kind = kind
      self.diagnostics = diagnostics
      self.isPreferred = isPreferred
      self.edit = edit
      self.command = command
    }
  }

  /// What answers the question for code actions: of a client that knows commands alone, the command that does the same.
  public enum ActionOrCommand: Encodable, Sendable {
    case action(CodeAction)
    case command(Command)

    public func encode(to encoder: any Encoder) throws {
      switch self {
      case .action(let action): try action.encode(to: encoder)
      case .command(let command): try command.encode(to: encoder)
      }
    }
  }

  public struct ApplyEditParams: Codable, Sendable {
    public var label: String?
    public var edit: JSONValue
  }

  public struct CodeLens: Codable, Hashable, Sendable {
    public var range: Range
    public var command: Command?
    public var data: JSONValue?

    public init(range: Range, command: Command?) {
      self.range = range
      self.command = command
    }
  }

  public enum InlayHintKind: Int, Codable, Hashable, Sendable {
    case type = 1
    case parameter = 2
  }

  public struct InlayHint: Codable, Hashable, Sendable {
    public var position: Position
    public var label: String
    public var kind: InlayHintKind?
    public var tooltip: MarkupContent?
    public var paddingLeft: Bool?
    public var paddingRight: Bool?

    public init(
      position: Position, label: String, kind: InlayHintKind? = nil, tooltip: MarkupContent? = nil,
      paddingLeft: Bool? = nil
    ) {
      self.position = position
      self.label = label
      self.kind = kind
      self.tooltip = tooltip
      self.paddingLeft = paddingLeft
    }
  }

  /// What `prepareRename` gives: the range of the name and the name.
  public struct PrepareRename: Codable, Hashable, Sendable {
    public var range: Range
    public var placeholder: String

    public init(range: Range, placeholder: String) {
      self.range = range
      self.placeholder = placeholder
    }
  }
}
