/// The number or text that a client gives a request.
public enum RequestID: Codable, Hashable, Sendable {
  case number(Int)
  case text(String)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

/// A token of progress is a number or a text, like the id of a request.
public typealias ProgressToken = RequestID

/// Why a request has no result.
public struct ResponseError: Error, Codable, Hashable, Sendable {
  /// The codes of JSON-RPC and of the protocol.
  public enum Code: Int, Codable, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    case serverNotInitialized = -32002
    case requestFailed = -32803
    case contentModified = -32801
    case requestCancelled = -32800
  }

  public var code: Code
  public var message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// What a message is, before anybody looks at its parameters.
struct Envelope: Decodable {
  /// How an `id` stands in a message.
  enum Identity: Equatable {
    case absent
    case null
    case known(RequestID)
    /// Neither a number nor a text.
    case broken
  }

  let version: String?
  let identity: Identity
  let method: String?
  let hasResult: Bool
  let error: ResponseFailure?

  /// The error of a response by the client; its code may be any.
  struct ResponseFailure: Decodable, Equatable {
    let code: Int
    let message: String
  }

  private enum CodingKeys: String, CodingKey {
    case jsonrpc, id, method, result, error
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    version = try? container.decodeIfPresent(String.self, forKey: .jsonrpc)
    method = try? container.decodeIfPresent(String.self, forKey: .method)
    hasResult = container.contains(.result)
    error = try? container.decodeIfPresent(ResponseFailure.self, forKey: .error)
    if !container.contains(.id) {
      identity = .absent
    } else if (try? container.decodeNil(forKey: .id)) == true {
      identity = .null
    } else if let id = try? container.decode(RequestID.self, forKey: .id) {
      identity = .known(id)
    } else {
      identity = .broken
    }
  }
}
