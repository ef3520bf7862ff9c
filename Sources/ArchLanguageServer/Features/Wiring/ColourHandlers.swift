import ArchSyntax
import Synchronization

extension LSP {
  /// What `semanticTokens/full/delta` gives: the edits of the answer before, or all tokens where that one is forgotten.
  enum SemanticTokensAnswer: Encodable, Sendable {
    case all(SemanticTokens)
    case edits(SemanticTokensDelta)

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .all(let tokens): try tokens.encode(to: encoder)
      case .edits(let delta): try delta.encode(to: encoder)
      }
    }
  }

  struct SemanticTokensDelta: Codable, Hashable, Sendable {
    var resultId: String?
    var edits: [SemanticTokensEdit]
  }
}

extension RequestHandler {
  static let colourHandlers: [RequestHandler] = [
    .document(
      "textDocument/semanticTokens/full",
      capabilities: [
        "semanticTokensProvider": [
          "legend": [
            "tokenTypes": .array(SemanticTokenType.allCases.map { .string($0.name) }),
            "tokenModifiers": .array(SemanticModifiers.names.map { .string($0) }),
          ], "full": ["delta": true], "range": true,
        ]
      ]
    ) { (context, _: LSP.TextDocumentParams) -> LSP.SemanticTokens in
      let data = context.encoded(semanticTokens(in: context.snapshot, file: context.file))
      return LSP.SemanticTokens(resultId: ColourMemory.shared.keep(data, of: context.uri), data: data)
    },
    .document("textDocument/semanticTokens/full/delta") {
      (context, params: LSP.SemanticTokensDeltaParams) -> LSP.SemanticTokensAnswer in
      let data = context.encoded(semanticTokens(in: context.snapshot, file: context.file))
      let before = ColourMemory.shared.data(params.previousResultId, of: context.uri)
      let id = ColourMemory.shared.keep(data, of: context.uri)
      guard let before else { return .all(LSP.SemanticTokens(resultId: id, data: data)) }
      return .edits(LSP.SemanticTokensDelta(resultId: id, edits: ColourMemory.edits(from: before, to: data)))
    },
    .document("textDocument/semanticTokens/range") {
      (context, params: LSP.TextDocumentRangeParams) -> LSP.SemanticTokens in
      let tokens = semanticTokens(in: context.snapshot, file: context.file, bytes: context.bytes(params.range))
      return LSP.SemanticTokens(data: context.encoded(tokens))
    },
  ]
}

extension DocumentContext {
  /// Five numbers a token: lines and characters from the token before, length, type, modifiers.
  fileprivate func encoded(_ tokens: [SemanticToken]) -> [UInt32] {
    var data: [UInt32] = []
    data.reserveCapacity(tokens.count * 5)
    var before = LSP.Position(line: 0, character: 0)
    for token in tokens {
      let start = position(token.range.lowerBound)
      let isSameLine = start.line == before.line
      let numbers = [
        start.line - before.line, isSameLine ? start.character - before.character : start.character,
        lines.length(token.range, encoding), token.type.rawValue, token.modifiers.rawValue,
      ]
      data += numbers.map { UInt32(clamping: $0) }
      before = start
    }
    return data
  }
}

/// The last colours of the last documents, so that an edit sends what changed. It only saves bytes on the wire: where an
/// answer is forgotten, all tokens are sent.
final class ColourMemory: Sendable {
  static let shared = ColourMemory()

  private struct Kept {
    let uri: String
    let id: String
    let data: [UInt32]
  }

  private static let limit = 16
  private let kept: Mutex<[Kept]> = Mutex([])

  /// Keeps an answer under an id that its numbers give.
  func keep(_ data: [UInt32], of uri: String) -> String {
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for number in data { hash = (hash ^ UInt64(number)) &* 0x100_0000_01B3 }
    let id = String(hash, radix: 16) + "-\(data.count)"
    kept.withLock { kept in
      kept.removeAll { $0.uri == uri }
      kept.append(Kept(uri: uri, id: id, data: data))
      if kept.count > Self.limit { kept.removeFirst() }
    }
    return id
  }

  func data(_ id: String, of uri: String) -> [UInt32]? {
    kept.withLock { kept in kept.first { $0.uri == uri && $0.id == id }?.data }
  }

  /// One edit between what both begin and end with alike, in whole tokens.
  static func edits(from old: [UInt32], to new: [UInt32]) -> [LSP.SemanticTokensEdit] {
    var head = 0
    while head + 5 <= old.count, head + 5 <= new.count, old[head..<head + 5] == new[head..<head + 5] { head += 5 }
    var tail = 0
    while tail + 5 <= old.count - head, tail + 5 <= new.count - head,
      old[old.count - tail - 5..<old.count - tail] == new[new.count - tail - 5..<new.count - tail]
    {
      tail += 5
    }
    guard head + tail < old.count || head + tail < new.count else { return [] }
    return [
      LSP.SemanticTokensEdit(
        start: UInt32(clamping: head), deleteCount: UInt32(clamping: old.count - head - tail),
        data: Array(new[head..<new.count - tail]))
    ]
  }
}
