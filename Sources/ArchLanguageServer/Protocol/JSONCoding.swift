#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON of messages.
enum JSONCoding {
  private struct ParamsOf<Params: Decodable>: Decodable {
    let params: Params
  }

  private struct ResultOf<Result: Decodable>: Decodable {
    let result: Result
  }

  private struct Response<Result: Encodable>: Encodable {
    let id: RequestID
    let result: Result

    private enum CodingKeys: String, CodingKey {
      case jsonrpc, id, result
    }

    /// A result that is nil is written as null: it has to be there.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode("2.0", forKey: .jsonrpc)
      try container.encode(id, forKey: .id)
      try container.encode(result, forKey: .result)
    }
  }

  private struct Failure: Encodable {
    let id: RequestID?
    let error: ResponseError

    private enum CodingKeys: String, CodingKey {
      case jsonrpc, id, error
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode("2.0", forKey: .jsonrpc)
      try container.encode(id, forKey: .id)
      try container.encode(error, forKey: .error)
    }
  }

  private struct Outgoing<Params: Encodable>: Encodable {
    let id: RequestID?
    let method: String
    let params: Params

    private enum CodingKeys: String, CodingKey {
      case jsonrpc, id, method, params
    }

    /// Parameters are an object or an array, or they are not there.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode("2.0", forKey: .jsonrpc)
      try container.encodeIfPresent(id, forKey: .id)
      try container.encode(method, forKey: .method)
      if params as? JSONValue != .null { try container.encode(params, forKey: .params) }
    }
  }

  /// What a message is.
  ///
  /// - Throws: a parse error for what is no JSON, an invalid request for JSON of another shape.
  static func envelope(_ message: Data) throws(ResponseError) -> Envelope {
    do {
      return try JSONDecoder().decode(Envelope.self, from: message)
    } catch DecodingError.dataCorrupted {
      throw ResponseError(.parseError, "the message is no JSON")
    } catch {
      throw ResponseError(.invalidRequest, "a message is a JSON object")
    }
  }

  /// The parameters of a message.
  static func params<Params: Decodable>(_ type: Params.Type, in message: Data) throws(ResponseError) -> Params {
    do {
      return try JSONDecoder().decode(ParamsOf<Params>.self, from: message).params
    } catch {
      throw ResponseError(.invalidParams, describe(error))
    }
  }

  /// The result of a response by the client; nil where it is of another shape.
  static func result<Result: Decodable>(_ type: Result.Type, in message: Data) -> Result? {
    (try? JSONDecoder().decode(ResultOf<Result>.self, from: message))?.result
  }

  static func response(_ id: RequestID, _ result: some Encodable) throws -> Data {
    try encoder.encode(Response(id: id, result: result))
  }

  /// - Parameter id: nil where the id of the request could not be read.
  static func failure(_ id: RequestID?, _ error: ResponseError) -> Data {
    // An id, a number and a text are always written.
    (try? encoder.encode(Failure(id: id, error: error))) ?? Data()
  }

  static func notification(_ method: String, _ params: some Encodable) throws -> Data {
    try encoder.encode(Outgoing(id: nil, method: method, params: params))
  }

  static func request(_ id: RequestID, _ method: String, _ params: some Encodable) throws -> Data {
    try encoder.encode(Outgoing(id: id, method: method, params: params))
  }

  /// Something as JSON that is passed on, such as the argument of a command.
  static func value(_ content: some Encodable) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: encoder.encode(content))
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return encoder
  }

  /// What is wrong with parameters, for the log of an editor.
  private static func describe(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      let place = path(context)
      return "`\(place.isEmpty ? "" : place + ".")\(key.stringValue)` is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      let place = path(context)
      return "`\(place.isEmpty ? "params" : place)` has another type than it should"
    default: return "the parameters cannot be read"
    }
  }
}
