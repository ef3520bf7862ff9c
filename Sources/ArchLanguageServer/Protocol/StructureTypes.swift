extension LSP {
  public enum SymbolKind: Int, Codable, Hashable, Sendable {
    case file = 1
    case module, namespace, package, `class`, method, property, field, constructor, `enum`, interface, function
    case variable, constant, string, number, boolean, array, object, key, null, enumMember, `struct`, event
    case `operator`, typeParameter
  }

  public struct DocumentSymbol: Codable, Hashable, Sendable {
    public var name: String
    public var detail: String?
    public var kind: SymbolKind
    public var tags: [Int]?
    public var range: Range
    public var selectionRange: Range
    public var children: [DocumentSymbol]?

    public init(
      name: String, detail: String? = nil, kind: SymbolKind, range: Range, selectionRange: Range,
      children: [DocumentSymbol]? = nil
    ) {
      self.name = name
      self.detail = detail
      self.kind = kind
      self.range = range
      self.selectionRange = selectionRange
      self.children = children
    }
  }

  /// A symbol of a list, for `workspace/symbol` and clients without nested document symbols.
  public struct SymbolInformation: Codable, Hashable, Sendable {
    public var name: String
    public var kind: SymbolKind
    public var tags: [Int]?
    public var containerName: String?
    public var location: Location

    public init(name: String, kind: SymbolKind, containerName: String? = nil, location: Location) {
      self.name = name
      self.kind = kind
      self.containerName = containerName
      self.location = location
    }
  }

  public struct SemanticTokens: Codable, Hashable, Sendable {
    public var resultId: String?
    public var data: [UInt32]

    public init(resultId: String? = nil, data: [UInt32]) {
      self.resultId = resultId
      self.data = data
    }
  }

  public struct SemanticTokensEdit: Codable, Hashable, Sendable {
    public var start: UInt32
    public var deleteCount: UInt32
    public var data: [UInt32]?
  }

  public struct SemanticTokensLegend: Codable, Hashable, Sendable {
    public var tokenTypes: [String]
    public var tokenModifiers: [String]

    public init(tokenTypes: [String], tokenModifiers: [String]) {
      self.tokenTypes = tokenTypes
      self.tokenModifiers = tokenModifiers
    }
  }

  public struct DocumentHighlight: Codable, Hashable, Sendable {
    public var range: Range
    /// 1 text, 2 read, 3 write.
    public var kind: Int?

    public init(range: Range, kind: Int? = nil) {
      self.range = range
      self.kind = kind
    }
  }

  public struct FoldingRange: Codable, Hashable, Sendable {
    public var startLine: Int
    public var startCharacter: Int?
    public var endLine: Int
    public var endCharacter: Int?
    /// `comment`, `imports` or `region`.
    public var kind: String?

    public init(startLine: Int, endLine: Int, kind: String? = nil) {
      self.startLine = startLine
      self.endLine = endLine
      self.kind = kind
    }
  }

  /// A range with the ones around it, from the inside out.
  public struct SelectionRange: Codable, Hashable, Sendable {
    /// From the inside out; never empty.
    public var ranges: [Range]

    private enum CodingKeys: String, CodingKey {
      case range, parent
    }

    public init(_ ranges: [Range]) {
      self.ranges = ranges
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      ranges = [try container.decode(Range.self, forKey: .range)]
      ranges += try container.decodeIfPresent(SelectionRange.self, forKey: .parent)?.ranges ?? []
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      guard let first = ranges.first else { return }
      try container.encode(first, forKey: .range)
      if ranges.count > 1 { try container.encode(SelectionRange(Array(ranges.dropFirst())), forKey: .parent) }
    }
  }

  public struct DocumentLink: Codable, Hashable, Sendable {
    public var range: Range
    public var target: String?
    public var tooltip: String?

    public init(range: Range, target: String?, tooltip: String? = nil) {
      self.range = range
      self.target = target
      self.tooltip = tooltip
    }
  }

  public struct CallHierarchyItem: Codable, Hashable, Sendable {
    public var name: String
    public var kind: SymbolKind
    public var detail: String?
    public var uri: String
    public var range: Range
    public var selectionRange: Range
    public var data: JSONValue?

    public init(
      name: String, kind: SymbolKind, detail: String? = nil, uri: String, range: Range, selectionRange: Range,
      data: JSONValue? = nil
    ) {
      self.name = name
      self.kind = kind
      self.detail = detail
      self.uri = uri
      self.range = range
      self.selectionRange = selectionRange
      self.data = data
    }
  }

  public struct CallHierarchyIncomingCall: Codable, Hashable, Sendable {
    public var from: CallHierarchyItem
    public var fromRanges: [Range]

    public init(from: CallHierarchyItem, fromRanges: [Range]) {
      self.from = from
      self.fromRanges = fromRanges
    }
  }

  public struct CallHierarchyOutgoingCall: Codable, Hashable, Sendable {
    public var to: CallHierarchyItem
    public var fromRanges: [Range]

    public init(to: CallHierarchyItem, fromRanges: [Range]) {
      self.to = to
      self.fromRanges = fromRanges
    }
  }
}
