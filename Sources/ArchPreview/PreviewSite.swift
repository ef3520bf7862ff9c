/// What a server of previews answers: a function of its address and key alone, so that all of it can be tried without a
/// socket.
public struct PreviewSite: Sendable {
  /// What becomes of a request.
  public enum Answer: Sendable, Equatable {
    case response(PreviewResponse)
    /// The stream of events.
    case events
    case question(PreviewQuestion)
  }

  public let address: PreviewAddress
  /// What opens the page; from the address that the command prints, and from then on in a cookie.
  private let key: String

  /// - Parameter key: letters and digits that nobody can guess.
  public init(address: PreviewAddress, key: String) {
    self.address = address
    self.key = key
  }

  public func answer(to request: PreviewRequest) -> Answer {
    if let refusal = refusal(of: request) { return .response(refusal) }
    guard let method = PreviewRoute.method(of: request.path) else {
      return .response(.text(.notFound, "There is nothing at this address."))
    }
    guard request.method == method || request.method == "HEAD" && method == "GET" else {
      var response = PreviewResponse.text(.methodNotAllowed, "This address takes \(method) alone.")
      response.headers.append(.init(name: "Allow", value: method == "GET" ? "GET, HEAD" : method))
      return .response(response)
    }
    guard let query = request.query, let route = PreviewRoute(path: request.path, query: query) else {
      return .response(.text(.badRequest, "The query of this address is incomplete or broken."))
    }
    // Style and script are in every copy of the compiler; all else is the reader's own.
    if case .asset(let asset) = route { return .response(asset.response) }
    let given = query.first { $0.name == "key" }?.value
    guard isKey(given) || isKey(request.cookie(cookieName)) else { return .response(Self.locked) }
    switch route {
    case .page: return .response(page(isKeyGiven: isKey(given)))
    case .asset(let asset): return .response(asset.response)
    case .events: return .events
    case .question(let question): return .question(question)
    }
  }

  /// The cookies of a host are those of all its ports, so the name tells servers apart.
  var cookieName: String { "archc-\(address.port)" }

  /// Why a request is not even looked at; nil where all is well.
  private func refusal(of request: PreviewRequest) -> PreviewResponse? {
    if request.target.utf8.count > PreviewRequest.targetLimit {
      return .text(.targetTooLong, "This address is too long.")
    }
    if request.headers.reduce(0, { $0 + $1.key.utf8.count + $1.value.utf8.count }) > PreviewRequest.headerLimit {
      return .text(.headersTooLarge, "The headers are too large.")
    }
    if request.hasBody {
      return .text(.contentTooLarge, "No request here has a body.")
    }
    guard let host = request.headers["host"], address.isNamed(host) else {
      return .text(.forbidden, "This is not the host that the request names.")
    }
    // A page elsewhere may send requests here, but a browser says so.
    if let origin = request.headers["origin"], origin.lowercased() != "http://\(host.lowercased())" {
      return .text(.forbidden, "Requests of other pages are refused.")
    }
    if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" {
      // A link may lead to the page, which needs the key like any other request.
      let isLink =
        request.headers["sec-fetch-mode"] == "navigate" && request.headers["sec-fetch-dest"] == "document"
        && request.path == "/" && request.method == "GET"
      if !isLink { return .text(.forbidden, "Requests of other pages are refused.") }
    }
    return nil
  }

  /// Compares in the same time whatever the text is.
  private func isKey(_ text: String?) -> Bool {
    guard let text, text.utf8.count == key.utf8.count, !key.isEmpty else { return false }
    return zip(text.utf8, key.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func page(isKeyGiven: Bool) -> PreviewResponse {
    var response = PreviewAsset.page.response
    if isKeyGiven {
      response.headers.append(
        .init(name: "Set-Cookie", value: "\(cookieName)=\(key); Path=/; HttpOnly; SameSite=Strict"))
    }
    return response
  }

  private static let locked = PreviewResponse.text(
    .forbidden, "The key is missing: open the whole address that archc serve printed.")
}
