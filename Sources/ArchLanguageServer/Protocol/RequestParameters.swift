/// Parameters that name one document.
public protocol DocumentParams: Codable {
  var textDocument: LSP.TextDocumentIdentifier { get }
}

/// Parameters that name a place in one document.
public protocol PositionParams: DocumentParams {
  var position: LSP.Position { get }
}

extension LSP {
  /// The parameters of hover, definition, implementation, highlights, `prepareRename` and `prepareCallHierarchy`.
  public struct TextDocumentPositionParams: PositionParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var position: Position
  }

  /// The parameters of document symbols, semantic tokens of a file, folding, links and lenses.
  public struct TextDocumentParams: DocumentParams, Sendable {
    public var textDocument: TextDocumentIdentifier
  }

  /// The parameters of inlay hints and semantic tokens of a range.
  public struct TextDocumentRangeParams: DocumentParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var range: Range
  }

  public struct CompletionParams: PositionParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var position: Position
    public var context: CompletionContext?
  }

  public struct CompletionContext: Codable, Sendable {
    /// 1 invoked, 2 a trigger character, 3 again for an incomplete list.
    public var triggerKind: Int
    public var triggerCharacter: String?
  }

  public struct SignatureHelpParams: PositionParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var position: Position
  }

  public struct ReferenceParams: PositionParams, Sendable {
    public struct Context: Codable, Sendable {
      public var includeDeclaration: Bool
    }

    public var textDocument: TextDocumentIdentifier
    public var position: Position
    public var context: Context
  }

  public struct RenameParams: PositionParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var position: Position
    public var newName: String
  }

  public struct WorkspaceSymbolParams: Codable, Sendable {
    public var query: String
  }

  public struct SelectionRangeParams: DocumentParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var positions: [Position]
  }

  public struct SemanticTokensDeltaParams: DocumentParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var previousResultId: String
  }

  public struct CodeActionParams: DocumentParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var range: Range
    public var context: CodeActionContext
  }

  public struct CodeActionContext: Codable, Sendable {
    public var diagnostics: [Diagnostic]
    /// The kinds that are wanted; nil for all.
    public var only: [String]?
    /// 1 asked for, 2 automatic.
    public var triggerKind: Int?
  }

  public struct FormattingOptions: Codable, Sendable {
    public var tabSize: Int
    public var insertSpaces: Bool
  }

  public struct DocumentFormattingParams: DocumentParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var options: FormattingOptions
  }

  public struct DocumentRangeFormattingParams: DocumentParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var range: Range
    public var options: FormattingOptions
  }

  public struct DocumentOnTypeFormattingParams: PositionParams, Sendable {
    public var textDocument: TextDocumentIdentifier
    public var position: Position
    public var ch: String
    public var options: FormattingOptions
  }

  /// The parameters of incoming and outgoing calls: an item that the server made.
  public struct CallHierarchyCallsParams: DocumentParams, Sendable {
    public var item: CallHierarchyItem

    public var textDocument: TextDocumentIdentifier { TextDocumentIdentifier(uri: item.uri) }
  }

  public struct ExecuteCommandParams: Codable, Sendable {
    public var command: String
    public var arguments: [JSONValue]?
    public var workDoneToken: ProgressToken?
  }
}
