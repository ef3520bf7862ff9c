extension LSP {
  public struct CompletionList: Codable, Hashable, Sendable {
    public var isIncomplete: Bool
    public var items: [CompletionItem]

    public init(isIncomplete: Bool = false, items: [CompletionItem]) {
      self.isIncomplete = isIncomplete
      self.items = items
    }
  }

  public enum CompletionItemKind: Int, Codable, Hashable, Sendable {
    case text = 1
    case method, function, constructor, field, variable, `class`, interface, module, property, unit, value, `enum`
    case keyword, snippet, color, file, reference, folder, enumMember, constant, `struct`, event, `operator`
    case typeParameter
  }

  public enum InsertTextFormat: Int, Codable, Hashable, Sendable {
    case plainText = 1
    case snippet = 2
  }

  public struct CompletionItemLabelDetails: Codable, Hashable, Sendable {
    public var detail: String?
    public var description: String?

    public init(detail: String? = nil, description: String? = nil) {
      self.detail = detail
      self.description = description
    }
  }

  public struct CompletionItem: Codable, Hashable, Sendable {
    public var label: String
    public var labelDetails: CompletionItemLabelDetails?
    public var kind: CompletionItemKind?
    /// 1 deprecated.
    public var tags: [Int]?
    public var detail: String?
    public var documentation: MarkupContent?
    public var preselect: Bool?
    public var sortText: String?
    public var filterText: String?
    public var insertText: String?
    public var insertTextFormat: InsertTextFormat?
    public var textEdit: TextEdit?
    public var additionalTextEdits: [TextEdit]?
    public var commitCharacters: [String]?
    public var command: Command?
    public var data: JSONValue?

    public init(label: String, kind: CompletionItemKind? = nil) {
      self.label = label
      self.kind = kind
    }
  }

  public struct Hover: Codable, Hashable, Sendable {
    public var contents: MarkupContent
    public var range: Range?

    public init(contents: MarkupContent, range: Range? = nil) {
      self.contents = contents
      self.range = range
    }
  }

  public struct SignatureHelp: Codable, Hashable, Sendable {
    public var signatures: [SignatureInformation]
    public var activeSignature: Int?
    public var activeParameter: Int?

    public init(signatures: [SignatureInformation], activeSignature: Int? = nil, activeParameter: Int? = nil) {
      self.signatures = signatures
      self.activeSignature = activeSignature
      self.activeParameter = activeParameter
    }
  }

  public struct SignatureInformation: Codable, Hashable, Sendable {
    public var label: String
    public var documentation: MarkupContent?
    public var parameters: [ParameterInformation]?
    public var activeParameter: Int?

    public init(
      label: String, documentation: MarkupContent? = nil, parameters: [ParameterInformation]? = nil,
      activeParameter: Int? = nil
    ) {
      self.label = label
      self.documentation = documentation
      self.parameters = parameters
      self.activeParameter = activeParameter
    }
  }

  public struct ParameterInformation: Codable, Hashable, Sendable {
    /// A part of the signature's label: its text, or where it begins and ends, in UTF-16 whatever the encoding.
    public var label: JSONValue
    public var documentation: MarkupContent?

    public init(label: JSONValue, documentation: MarkupContent? = nil) {
      self.label = label
      self.documentation = documentation
    }
  }
}
