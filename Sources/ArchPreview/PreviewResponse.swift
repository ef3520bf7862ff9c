/// What a browser gets.
public struct PreviewResponse: Sendable, Equatable {
  public struct Header: Sendable, Hashable {
    public var name: String
    public var value: String
  }

  public enum Status: Int, Sendable, CaseIterable {
    case ok = 200
    case noContent = 204
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case contentTooLarge = 413
    case targetTooLong = 414
    case unprocessable = 422
    case headersTooLarge = 431
    case failed = 500
    case busy = 503

    public var phrase: String {
      switch self {
      case .ok: "OK"
      case .noContent: "No Content"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .contentTooLarge: "Content Too Large"
      case .targetTooLong: "URI Too Long"
      case .unprocessable: "Unprocessable Content"
      case .headersTooLarge: "Request Header Fields Too Large"
      case .failed: "Internal Server Error"
      case .busy: "Service Unavailable"
      }
    }
  }

  public var status: Status
  public var headers: [Header]
  public var body: [UInt8]

  /// A response with what every one of them says: nothing but this server, no guessing of types, no frame around it,
  /// nobody else's page may read it, and no copy is kept.
  public init(_ status: Status = .ok, type: String, body: [UInt8], policy: String = PreviewResponse.pagePolicy) {
    self.status = status
    self.body = body
    headers = [
      Header(name: "Content-Type", value: type), Header(name: "Content-Security-Policy", value: policy),
      Header(name: "X-Content-Type-Options", value: "nosniff"), Header(name: "X-Frame-Options", value: "DENY"),
      Header(name: "Referrer-Policy", value: "no-referrer"),
      Header(name: "Cross-Origin-Resource-Policy", value: "same-origin"),
      Header(name: "Cross-Origin-Opener-Policy", value: "same-origin"),
      Header(name: "Cache-Control", value: "no-store"),
    ]
  }

  /// Only files of this server: no script and no style in the page itself, no picture or font from elsewhere.
  public static let pagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    + "form-action 'none'; frame-ancestors 'none'"

  /// A drawing on its own has a style sheet in it and nothing else.
  public static let drawingPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

  /// A sentence for people.
  public static func text(_ status: Status, _ text: String) -> PreviewResponse {
    PreviewResponse(status, type: "text/plain; charset=utf-8", body: Array((text + "\n").utf8))
  }

  public static func json(_ bytes: [UInt8]) -> PreviewResponse {
    PreviewResponse(type: "application/json", body: bytes)
  }

  public static func drawing(_ svg: String) -> PreviewResponse {
    PreviewResponse(type: "image/svg+xml; charset=utf-8", body: Array(svg.utf8), policy: drawingPolicy)
  }

  public static var nothing: PreviewResponse { PreviewResponse(.noContent, type: "text/plain", body: []) }

  /// The value of a header.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
