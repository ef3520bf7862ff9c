import Testing

@testable import ArchPreview

/// What the server answers, without a socket.
@Suite struct PreviewSiteTests {
  private let site = PreviewSite(address: PreviewAddress(port: 4000), key: "c0ffee")

  private func answer(
    _ target: String, method: String = "GET", host: String? = "127.0.0.1:4000", cookie: Bool = true,
    headers: [String: String] = [:]
  ) -> PreviewSite.Answer {
    var all = headers
    all["host"] = host
    if cookie { all["cookie"] = "other=1; archc-4000=c0ffee" }
    return site.answer(to: PreviewRequest(method: method, target: target, headers: all))
  }

  private func status(_ answer: PreviewSite.Answer) -> PreviewResponse.Status? {
    if case .response(let response) = answer { response.status } else { nil }
  }

  @Test func `the key in the address opens the page and becomes a cookie`() throws {
    guard case .response(let page) = answer("/?key=c0ffee", cookie: false) else {
      Issue.record("the page is a response")
      return
    }
    #expect(page.status == .ok)
    #expect(page.header("Set-Cookie") == "archc-4000=c0ffee; Path=/; HttpOnly; SameSite=Strict")
    #expect(status(answer("/")) == .ok)
  }

  @Test(arguments: [
    "/", "/?key=", "/?key=c0ffe", "/?key=c0ffef", "/?key=c0ffee0", "/events", "/api/state", "/api/findings",
    "/api/drawing", "/api/report", "/api/part?id=A", "/api/source?file=0", "/api/whatif?down=A",
  ])
  func `without the key there is nothing to see`(target: String) {
    #expect(status(answer(target, cookie: false)) == .forbidden)
    #expect(status(answer(target, cookie: false, headers: ["cookie": "archc-4000=guess"])) == .forbidden)
    // The cookie of another server on this machine.
    #expect(status(answer(target, cookie: false, headers: ["cookie": "archc-4001=c0ffee"])) == .forbidden)
  }

  @Test func `an empty key opens nothing`() {
    let open = PreviewSite(address: PreviewAddress(port: 4000), key: "")
    let request = PreviewRequest(target: "/?key=", headers: ["host": "127.0.0.1:4000"])
    #expect(status(open.answer(to: request)) == .forbidden)
  }

  @Test(arguments: ["evil.example:4000", "127.0.0.1:4001", "", nil])
  func `a name that is given away by somebody else is refused`(host: String?) {
    for target in ["/?key=c0ffee", "/api/state", "/page/main.js", "/nothing"] {
      #expect(status(answer(target, host: host)) == .forbidden, "\(target)")
    }
  }

  @Test(arguments: ["http://evil.example", "null", "https://127.0.0.1:4000", "http://127.0.0.1:4001", ""])
  func `requests of other pages are refused`(origin: String) {
    #expect(status(answer("/api/state", headers: ["origin": origin])) == .forbidden)
    #expect(status(answer("/api/open?file=0&line=1", method: "POST", headers: ["origin": origin])) == .forbidden)
  }

  @Test(arguments: ["cross-site", "same-site"])
  func `browsers say where a request comes from`(origin: String) {
    let headers = ["sec-fetch-site": origin, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"]
    #expect(status(answer("/page/main.js", headers: headers)) == .forbidden)
    #expect(status(answer("/api/state", headers: headers)) == .forbidden)
    let link = ["sec-fetch-site": origin, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"]
    #expect(status(answer("/?key=c0ffee", headers: link)) == .ok)
    #expect(status(answer("/api/report", headers: link)) == .forbidden)
    let frame = ["sec-fetch-site": origin, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"]
    #expect(status(answer("/?key=c0ffee", headers: frame)) == .forbidden)
  }

  @Test func `the page's own requests are answered`() {
    let own = ["origin": "http://127.0.0.1:4000", "sec-fetch-site": "same-origin"]
    #expect(answer("/api/state", headers: own) == .question(.state))
    #expect(answer("/events", headers: own) == .events)
    #expect(
      answer("/api/open?file=2&line=14", method: "POST", headers: own) == .question(.open(file: 2, line: 14)))
    // A name of the same server is no other page, but the origin has to be the host that was asked.
    #expect(
      status(answer("/api/state", host: "localhost:4000", headers: ["origin": "http://127.0.0.1:4000"])) == .forbidden)
  }

  @Test(arguments: [
    "/../../etc/passwd", "/page/../../etc/passwd", "/page/%2e%2e/%2e%2e/etc/passwd", "/page/..%2f..%2fetc%2fpasswd",
    "//etc/passwd", "/page//etc/passwd", "/page/", "/page", "/etc/passwd", "/page/main.js/", "/PAGE/main.js", "*",
    "http://evil.example/", "/api", "/api/", "/api/state/", "/index.html", "", "/page/main.js%00", "/\u{0}",
  ])
  func `there is nothing but what is listed`(target: String) {
    #expect(status(answer(target)) == .notFound)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "CONNECT", "X"])
  func `reading takes reading methods`(method: String) {
    guard case .response(let response) = answer("/api/state", method: method) else {
      Issue.record("it is refused")
      return
    }
    #expect(response.status == .methodNotAllowed)
    #expect(response.header("Allow") == "GET, HEAD")
  }

  @Test func `a link cannot open the editor`() {
    #expect(status(answer("/api/open?file=0&line=1")) == .methodNotAllowed)
    #expect(status(answer("/api/open?file=0&line=1", method: "HEAD")) == .methodNotAllowed)
    #expect(status(answer("/api/show?id=A")) == .methodNotAllowed)
  }

  @Test func `no request has a body, a long address or large headers`() {
    #expect(status(answer("/api/state", headers: ["content-length": "1"])) == .contentTooLarge)
    #expect(status(answer("/api/state", headers: ["transfer-encoding": "chunked"])) == .contentTooLarge)
    #expect(answer("/api/state", headers: ["content-length": "0"]) == .question(.state))
    #expect(status(answer("/api/part?id=" + String(repeating: "a", count: 9_000))) == .targetTooLong)
    #expect(status(answer("/", headers: ["x": String(repeating: "a", count: 40_000)])) == .headersTooLarge)
  }

  @Test(arguments: [
    "/api/source", "/api/source?file=-1", "/api/source?file=x", "/api/source?file=99999999999999999999",
    "/api/part?id=%zz", "/api/part?id=%f", "/api/part?id=%ff", "/api/whatif", "/api/whatif?down=",
    "/api/whatif?" + String(repeating: "down=A&", count: 65),
  ])
  func `broken queries are refused`(target: String) {
    #expect(status(answer(target)) == .badRequest)
  }

  @Test func `every response forbids what the page does not need`() {
    for target in ["/", "/page/main.js", "/nothing", "/api/source"] {
      guard case .response(let response) = answer(target) else {
        Issue.record("\(target) is answered at once")
        continue
      }
      #expect(response.header("Content-Security-Policy") == PreviewResponse.pagePolicy)
      #expect(response.header("X-Content-Type-Options") == "nosniff")
      #expect(response.header("X-Frame-Options") == "DENY")
      #expect(response.header("Cross-Origin-Resource-Policy") == "same-origin")
      #expect(response.header("Cache-Control") == "no-store")
      #expect(response.header("Access-Control-Allow-Origin") == nil)
    }
    #expect(!PreviewResponse.pagePolicy.contains("unsafe"))
    #expect(!PreviewResponse.pagePolicy.contains("http"))
  }
}
