import Foundation
import Testing

/// `archc serve` over its socket, as a browser and as somebody with bad intentions meet it.
@Suite struct ServeCommandTests {
  private let shop = """
    system Corner "Corner shop"
    client Web "Browsers" { -> Api { timeout: 2s } }
    zone Back {
      service Api { replicas: 2, availability: 99.9%, capacity: 500/s, -> Stock { timeout: 1s } }
      database Stock { tech: "PostgreSQL", replicas: 1, availability: 99.95%, capacity: 900/s }
    }
    flow Buy { rate: 100/s peak 300/s, Web -> Api -> Stock }
    scenario Rush "Christmas" { extend Buy { rate: 800/s } }
    decision D1 "Store" {
      status: accepted, date: 2026-01-02, context: "x", decision: "y"
      option Same "PostgreSQL" { pros: ["known"] }
      option Other "DynamoDB" { extend Stock { tech: "DynamoDB" } }
      chosen: Same
    }

    """

  /// Sends bytes as they are, and prints what comes back; stops after a time where the other side keeps talking.
  private static let client = """
    import socket, sys
    connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=20)
    connection.sendall(sys.stdin.buffer.read())
    answer = b""
    until = sys.argv[2].encode()
    while until == b"" or until not in answer:
        try: more = connection.recv(65536)
        except (ConnectionResetError, BrokenPipeError): break
        if not more: break
        answer += more
    sys.stdout.buffer.write(answer)

    """

  private struct Server {
    let running: RunningBinary
    let binary: Binary
    let port: Int
    let key: String

    /// The answer to a request with these lines.
    func exchange(_ lines: [String], until: String = "") throws -> String {
      let outcome = try binary.run(
        list: ["client.py", String(port), until],
        input: lines.joined(separator: "\r\n") + "\r\n\r\n", binary: URL(fileURLWithPath: "/usr/bin/python3"))
      #expect(outcome.status == 0, "\(outcome.error)")
      return outcome.output
    }

    func get(_ target: String, method: String = "GET", headers: [String] = []) throws -> String {
      try exchange(
        [
          "\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Cookie: archc-\(port)=\(key)",
          "Connection: close",
        ] + headers)
    }
  }

  private func serving(_ arguments: [String] = [], _ body: (Server) throws -> Void) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    try binary.write(Self.client, to: "client.py")
    let running = try RunningBinary(["serve", "shop.arch", "--json"] + arguments, in: binary)
    let line = try #require(running.line())
    let match = try #require(line.firstMatch(of: /^\{"url":"http:\/\/127\.0\.0\.1:(\d+)\/\?key=([0-9a-f]{32})"\}$/))
    try body(Server(running: running, binary: binary, port: try #require(Int(match.1)), key: String(match.2)))
    #expect(running.end() == 0)
  }

  @Test func `it serves the page, the state, drawings and the rest`() throws {
    try serving { (server: Server) throws in
      let page = try server.exchange([
        "GET /?key=\(server.key) HTTP/1.1", "Host: localhost:\(server.port)", "Connection: close",
      ])
      #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(page.contains("Set-Cookie: archc-\(server.port)=\(server.key); Path=/; HttpOnly; SameSite=Strict\r\n"))
      #expect(page.contains("Content-Security-Policy: default-src 'none';"))
      let state = try server.get("/api/state")
      #expect(state.contains("\"title\":\"Corner shop\"") && state.contains("\"id\":\"Back.Stock\""))
      #expect(try server.get("/api/drawing").contains("data-name=\"Back.Stock\""))
      #expect(try server.get("/api/drawing?overlay=load").contains("Load at peak"))
      #expect(try server.get("/api/drawing?view=shop.Buy").contains("class=\"message"))
      #expect(try server.get("/api/drawing?down=Back.Stock").contains("Stock fails"))
      #expect(try server.get("/api/part?id=Back.Stock").contains("99.95%"))
      #expect(try server.get("/api/whatif?down=Back.Stock").contains("\"effect\":\"breaks\""))
      #expect(try server.get("/api/report").contains("# Corner shop"))
      #expect(try server.get("/api/findings").contains("\"findings\":["))
      #expect(try server.get("/api/source?file=0").contains("database Stock"))
      #expect(try server.get("/", method: "HEAD").hasSuffix("\r\n\r\n"))
    }
  }

  @Test func `variants are laid over what is drawn, told and supposed`() throws {
    try serving { (server: Server) throws in
      let state = try server.get("/api/state")
      #expect(state.contains("{\"id\":\"scenario:Rush\",\"kind\":\"scenario\",\"title\":\"Christmas\"}"))
      #expect(
        state.contains("{\"id\":\"option:D1.Other\",\"kind\":\"option\",\"owner\":\"D1\",\"title\":\"DynamoDB\"}"))
      let both = "variant=scenario:Rush&variant=option:D1.Other"
      #expect(try server.get("/api/drawing?\(both)").contains("DynamoDB"))
      #expect(try server.get("/api/drawing?view=shop.Buy&\(both)").contains("DynamoDB"))
      #expect(try !server.get("/api/drawing").contains("DynamoDB"))
      // Variants alone leave an overlay in sight, with their own figures.
      #expect(try server.get("/api/drawing?overlay=load&variant=scenario:Rush").contains("80%"))
      let supposed = try server.get("/api/whatif?variant=scenario:Rush")
      #expect(supposed.contains("\"texts\":[\"300/s\",\"800/s\"]") || supposed.contains("800/s"))
      #expect(try server.get("/api/part?id=Back.Api&variant=scenario:Rush").contains("800/s"))
      #expect(try !server.get("/api/part?id=Back.Api").contains("800/s"))
      let unknown = try server.get("/api/whatif?variant=scenario:Rush&variant=scenario:Nobody")
      #expect(unknown.hasPrefix("HTTP/1.1 422 ") && unknown.contains("no variant `scenario:Nobody`"))
    }
  }

  @Test func `other values and parts that are not there are tried, and what is no change is refused`() throws {
    try serving { (server: Server) throws in
      let set = "set=Back.Api.replicas%3D6"
      #expect(try server.get("/api/drawing?\(set)").contains("×6"))
      #expect(try !server.get("/api/drawing").contains("×6"))
      let part = try server.get("/api/part?id=Back.Api&\(set)")
      #expect(part.contains("{\"example\":\"4..20\",\"name\":\"replicas\",\"value\":\"2\"}"), "\(part)")
      #expect(part.contains("10%") && part.contains("\"name\":\"p99\"}"), "\(part)")
      // A change counts over a variant: 800 requests a second for six replicas.
      #expect(try server.get("/api/part?id=Back.Api&\(set)&variant=scenario:Rush").contains("26.7%"))
      #expect(try server.get("/api/whatif?\(set)&remove=Back.Stock").contains("\"effect\":\"unknown\""))
      #expect(try server.get("/api/drawing").contains("data-name=\"Back.Stock\""))
      #expect(try !server.get("/api/drawing?\(set)&remove=Back.Stock").contains("data-name=\"Back.Stock\""))
      for wrong in [
        "Back.Api.replicas%3Dmany", "Back.Api.replicas", "Back.Api.colour%3D3", "Nobody.replicas%3D3", "replicas%3D3",
        "Back.Api.p99%3D1ms%20%7D%20service%20Extra%20%7B%20p99%3A%203ms", "Back.Api.p99%3D1ms%2C%20p50%3A%201ms",
        "Back.Api.p99%3D1ms%20%2F%2F", "Back.Api.p99%3D%5B1ms", "Back.Api.p99%3D%22", "Back.Api.p99%3D1ms%0Ax%3A%201",
        "Back.Api.p99%3D1ms%20%7D%7D%20import%20%22std%2Fcqrs%22%20scenario%20S%20%7B%20extend%20Back.Api%20%7B%20p99%3A1ms",
      ] {
        let answer = try server.get("/api/whatif?set=\(wrong)")
        #expect(answer.hasPrefix("HTTP/1.1 422 "), "\(wrong): \(answer)")
      }
      #expect(try server.get("/api/whatif?remove=Nobody").hasPrefix("HTTP/1.1 422 "))
    }
  }

  @Test func `the report has what a check finds`() throws {
    try serving { (server: Server) throws in
      let report = try server.get("/api/report")
      #expect(report.contains("REL008") && report.contains("DynamoDB") && !report.contains("not checked"))
    }
  }

  /// Opens so many connections that say nothing, and then asks for something.
  private static let crowd = """
    import socket, sys, time
    port, key = int(sys.argv[1]), sys.argv[2]
    silent = []
    for index in range(400):
        one = socket.create_connection(("127.0.0.1", port), timeout=20)
        one.sendall(b"GET / HT" if index % 2 else b"")
        silent.append(one)
    last = socket.create_connection(("127.0.0.1", port), timeout=20)
    last.sendall(f"GET /api/state HTTP/1.1\\r\\nHost: 127.0.0.1:{port}\\r\\nCookie: archc-{port}={key}\\r\\n\\r\\n".encode())
    print(last.recv(15).decode())

    """

  @Test func `who opens many connections and is silent keeps nobody out`() throws {
    try serving { (server: Server) throws in
      try server.binary.write(Self.crowd, to: "crowd.py")
      let outcome = try server.binary.run(
        list: ["crowd.py", String(server.port), server.key], binary: URL(fileURLWithPath: "/usr/bin/python3"))
      #expect(outcome.output == "HTTP/1.1 200 OK\n", "\(outcome.error)")
      #expect(try server.get("/api/state").hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func `two previews at once let each other be`() throws {
    try serving { (first: Server) throws in
      try serving { (second: Server) throws in
        // A browser sends the cookies of all ports of a host.
        let both = "archc-\(first.port)=\(first.key); archc-\(second.port)=\(second.key)"
        for server in [first, second] {
          let answer = try server.exchange([
            "GET /api/state HTTP/1.1", "Host: 127.0.0.1:\(server.port)", "Cookie: \(both)", "Connection: close",
          ])
          #expect(answer.hasPrefix("HTTP/1.1 200 "))
        }
        let other = try second.exchange([
          "GET /api/state HTTP/1.1", "Host: 127.0.0.1:\(second.port)", "Cookie: archc-\(second.port)=\(first.key)",
          "Connection: close",
        ])
        #expect(other.hasPrefix("HTTP/1.1 403 "))
      }
    }
  }

  @Test func `what it does not have it says`() throws {
    try serving { (server: Server) throws in
      #expect(try server.get("/api/drawing?view=none").hasPrefix("HTTP/1.1 404 "))
      #expect(try server.get("/api/drawing?overlay=none").hasPrefix("HTTP/1.1 422 "))
      #expect(try server.get("/api/part?id=Nobody").hasPrefix("HTTP/1.1 422 "))
      #expect(try server.get("/api/source?file=9").hasPrefix("HTTP/1.1 404 "))
      #expect(try server.get("/api/whatif?down=Nobody").hasPrefix("HTTP/1.1 422 "))
      #expect(try server.get("/api/whatif?load=lots").hasPrefix("HTTP/1.1 422 "))
    }
  }

  @Test func `strangers get nothing`() throws {
    try serving { (server: Server) throws in
      let end = "Connection: close"
      let host = "Host: 127.0.0.1:\(server.port)"
      #expect(try server.exchange(["GET / HTTP/1.1", host, end]).hasPrefix("HTTP/1.1 403 "))
      let named = try server.exchange(["GET /?key=\(server.key) HTTP/1.1", "Host: evil.example:\(server.port)", end])
      #expect(named.hasPrefix("HTTP/1.1 403 ") && !named.contains(server.key))
      // Of two names one is a lie.
      #expect(
        try server.exchange(["GET /?key=\(server.key) HTTP/1.1", host, "Host: evil.example", end])
          .hasPrefix("HTTP/1.1 4"))
      #expect(try server.exchange(["GET /?key=\(server.key) HTTP/1.0", end]).hasPrefix("HTTP/1.0 403 "))
      #expect(try server.get("/api/state", headers: ["Origin: http://evil.example"]).hasPrefix("HTTP/1.1 403 "))
      #expect(try server.get("/api/state", headers: ["Sec-Fetch-Site: cross-site"]).hasPrefix("HTTP/1.1 403 "))
      for path in ["/../shop.arch", "/page/../shop.arch", "/%2e%2e/shop.arch", "/shop.arch", "//shop.arch"] {
        #expect(try server.get(path).hasPrefix("HTTP/1.1 404 "), "\(path)")
      }
      #expect(try server.get("/api/state", method: "DELETE").hasPrefix("HTTP/1.1 405 "))
    }
  }

  @Test func `broken requests end with an answer or with the connection, and the next one is served`() throws {
    try serving { (server: Server) throws in
      let host = "Host: 127.0.0.1:\(server.port)"
      let broken = [
        ["\u{1}\u{2}\u{3}"], ["GET"], ["GET / HTTP/9.9", host], ["GET  / HTTP/1.1", host],
        ["GET / HTTP/1.1", host, "Content-Length: -1"],
        ["GET / HTTP/1.1", host, "X: " + String(repeating: "x", count: 90_000)],
        ["GET /" + String(repeating: "a", count: 90_000) + " HTTP/1.1", host],
        ["POST /api/open?file=0&line=1 HTTP/1.1", host, "Content-Length: 5", "", "hello"],
        ["POST / HTTP/1.1", host, "Transfer-Encoding: chunked", "", "zz"],
      ]
      for lines in broken {
        let answer = try server.exchange(lines + ["Connection: close"])
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(lines[0].prefix(20)): \(answer.prefix(60))")
      }
      #expect(try server.get("/api/state").hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func `a change is told, errors keep the drawing, and their end is told`() throws {
    try serving { (server: Server) throws in
      let events = [
        "GET /events HTTP/1.1", "Host: 127.0.0.1:\(server.port)", "Cookie: archc-\(server.port)=\(server.key)",
      ]
      #expect(try server.exchange(events, until: "retry:").contains("text/event-stream"))
      /// Writes the file and waits for a state; how long that takes is nobody's promise here.
      func change(to text: String, until isThere: (String) -> Bool) throws {
        try server.binary.write(text, to: "shop.arch")
        for _ in 0..<400 {
          if isThere(try server.get("/api/state")) { return }
          usleep(50_000)
        }
        Issue.record("the state never came")
      }
      try change(to: shop + "cache Hot\nApi -> Hot { timeout: 5ms }\n") { $0.contains("\"id\":\"Hot\"") }
      #expect(try server.get("/api/drawing").contains("data-name=\"Hot\""))
      try change(to: shop + "service Broken { replicas: }\n") { $0.contains("\"problem\":\"error") }
      #expect(try server.get("/api/state").contains("\"isDrawn\":true"))
      #expect(try server.get("/api/drawing").contains("data-name=\"Hot\""))
      try FileManager.default.removeItem(at: server.binary.folder.appendingPathComponent("shop.arch"))
      try change(to: shop + "cache Warm\n") { $0.contains("\"id\":\"Warm\"") && !$0.contains("\"problem\":\"") }
    }
  }

  @Test func `with json a line to show is a line of output`() throws {
    try serving { (server: Server) throws in
      let answer = try server.get("/api/open?file=0&line=4", method: "POST")
      #expect(answer.hasPrefix("HTTP/1.1 204 "))
      let line = try #require(server.running.line())
      #expect(line.hasPrefix("{\"open\":{") && line.contains("shop.arch") && line.contains("\"line\":4"))
      #expect(try server.get("/api/open?file=7&line=4", method: "POST").hasPrefix("HTTP/1.1 404 "))
      #expect(try server.get("/api/open?file=0&line=4").hasPrefix("HTTP/1.1 405 "))
    }
  }

  @Test func `a port that is taken is said to be`() throws {
    try serving { (server: Server) throws in
      let second = try server.binary.run("serve", "shop.arch", "--port", String(server.port))
      #expect(second.status == 2)
      #expect(second.error.contains("port \(server.port) is taken") && second.error.contains("--port 0"))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `it ends when it is told to`(signal: Int32) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    let running = try RunningBinary(["serve", "shop.arch"], in: binary)
    #expect(running.line()?.hasPrefix("http://127.0.0.1:") == true)
    #expect(running.end(by: signal) == 0)
  }

  @Test func `it ends with the program that started it`() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    let running = try RunningBinary(["serve", "shop.arch", "--json", "--until-eof"], in: binary)
    #expect(running.line() != nil)
    try running.closeInput()
    #expect(running.end(by: nil) == 0)
  }

  @Test(arguments: [
    (["nothing.arch"], "nothing.arch"), (["-"], "standard input"), (["shop.arch", "--host", "evil.example"], "--host"),
    (["shop.arch", "--host", "203.0.113.7"], "no address"), (["shop.arch", "--port", "70000"], "--port"),
    (["shop.arch", "--editor-url", "javascript:{path}"], "--editor-url"), (["shop.arch", "--editor", "'"], "--editor"),
    (["shop.arch", "--timeout", "0"], "--timeout"), (["shop.arch", "--environment", "Mars"], "Mars"),
  ])
  func `what cannot be served is said before anything listens`(arguments: [String], word: String) throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "shop.arch")
    let outcome = try binary.run(list: ["serve"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains(word), "\(outcome.error)")
  }

  @Test func `of a folder with several programs one has to be named`() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.write(shop, to: "both/one.arch")
    try binary.write(shop, to: "both/two.arch")
    let outcome = try binary.run("serve", "both")
    #expect(outcome.status == 2)
    #expect(
      outcome.error == """
        error: `both` holds 2 programs
         help: name one of `both/one.arch`, `both/two.arch`

        """)
  }
}
