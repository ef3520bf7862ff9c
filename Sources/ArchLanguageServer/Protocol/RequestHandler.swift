#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One request that the server answers: its method, what the server says of it when it starts, and the function.
///
/// The table of all features is `RequestHandler.features`; a feature is one entry there.
public struct RequestHandler: Sendable {
  /// Where the answer is worked out.
  public enum Lane: Sendable {
    /// At once, before the next message; for what takes a few milliseconds at most.
    case loop
    /// Beside the loop, in the order of the requests; for what computes figures. Nothing waits for it.
    case background
  }

  /// Gives the contexts of documents; only while a request is being prepared.
  struct Contexts {
    let document: (_ uri: String) throws(ResponseError) -> DocumentContext
    let workspace: () -> WorkspaceContext
  }

  /// Works the answer out and writes it as the `result` of a response.
  typealias Answer = @Sendable (RequestID) throws -> Data

  public let method: String
  /// The members of the server's `capabilities` that tell of it.
  public let capabilities: [String: JSONValue]
  public let lane: Lane
  /// Whether it looks into all programs, not the first alone.
  let needsAllPrograms: Bool
  let prepare: @Sendable (_ message: Data, _ contexts: Contexts) throws -> Answer

  /// A request on one document.
  ///
  /// - Parameter needsAllPrograms: whether it looks into all programs that hold the document, as references and rename
  ///   do; otherwise `DocumentContext.programs` is the first alone.
  public static func document<Params: DocumentParams & Sendable, Result: Encodable & Sendable>(
    _ method: String, capabilities: [String: JSONValue] = [:], lane: Lane = .loop, needsAllPrograms: Bool = false,
    _ body: @escaping @Sendable (DocumentContext, Params) throws -> Result
  ) -> RequestHandler {
    RequestHandler(
      method: method, capabilities: capabilities, lane: lane, needsAllPrograms: needsAllPrograms
    ) { message, contexts in
      let params = try JSONCoding.params(Params.self, in: message)
      let context = try contexts.document(params.textDocument.uri)
      return { id in try JSONCoding.response(id, try body(context, params)) }
    }
  }

  /// A request on the workspace, or on an item that the server made. Answered in the loop it sees the programs of open
  /// documents alone.
  public static func workspace<Params: Decodable & Sendable, Result: Encodable & Sendable>(
    _ method: String, capabilities: [String: JSONValue] = [:], lane: Lane = .background,
    _ body: @escaping @Sendable (WorkspaceContext, Params) throws -> Result
  ) -> RequestHandler {
    RequestHandler(
      method: method, capabilities: capabilities, lane: lane, needsAllPrograms: lane == .background
    ) { message, contexts in
      let params = try JSONCoding.params(Params.self, in: message)
      let context = contexts.workspace()
      return { id in try JSONCoding.response(id, try body(context, params)) }
    }
  }
}
