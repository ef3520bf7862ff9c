import ArchLanguageServer
import ArchProject
import Foundation

/// A language server in this process with an editor that speaks to it in JSON, without threads and without a clock: work
/// in the background is done when the test says so.
public final class EditorSession {
  public typealias Object = [String: Any]

  /// The messages of the server that nobody has taken yet.
  public private(set) var received: [Object] = []
  /// The work in the background that waits.
  public private(set) var jobs: [BackgroundJob] = []
  /// How many messages the server sent.
  public private(set) var count = 0
  private var server: LanguageServer?
  private var nextID = 0
  private let keepsMessages: Bool

  public var exitStatus: Int32? { server?.exitStatus }

  /// - Parameter keepsMessages: whether notifications are kept for `received`; a long run has no use for them.
  public init(
    files: [String: String] = [:], today: Int32 = 20_780, keepsMessages: Bool = true,
    rules: @escaping @Sendable (String, FileSystem) -> ProjectRules = { _, _ in ProjectRules() },
    preview: (@Sendable (String, Bool, (PreviewEvent) -> Void) -> String?)? = nil,
    libraryCopy: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.keepsMessages = keepsMessages
    let host = ServerHost(
      fileSystem: FileSystem(files: files), today: { today }, version: "test", rules: rules,
      page: { "file:///pages/\($0.id)" }, preview: preview, libraryCopy: libraryCopy)
    server = LanguageServer(
      host: host, send: { [unowned self] in take($0) }, submit: { [unowned self] in jobs.append($0) })
  }

  private func take(_ message: Data) {
    count += 1
    guard let object = (try? JSONSerialization.jsonObject(with: message)) as? Object else { return }
    if keepsMessages || object["id"] != nil { received.append(object) }
  }

  // MARK: What the editor sends

  /// The content of a message, whatever it is.
  public func send(raw content: Data) { server?.receive(IncomingMessage(content)) }

  public func send(_ message: Any) {
    send(raw: (try? JSONSerialization.data(withJSONObject: message)) ?? Data())
  }

  public func notify(_ method: String, _ params: Any) {
    send(["jsonrpc": "2.0", "method": method, "params": params])
  }

  /// Sends a request and gives its id.
  @discardableResult
  public func request(_ method: String, _ params: Any) -> Int {
    nextID += 1
    send(["jsonrpc": "2.0", "id": nextID, "method": method, "params": params])
    return nextID
  }

  /// Sends a request, does all the work there is, and gives the response.
  public func ask(_ method: String, _ params: Any) -> Object {
    let id = request(method, params)
    if let answer = response(id) { return answer }
    settle()
    return response(id) ?? [:]
  }

  /// Takes the response to a request out of what was received.
  public func response(_ id: Int) -> Object? {
    guard let index = received.lastIndex(where: { $0["id"] as? Int == id && $0["method"] == nil }) else { return nil }
    return received.remove(at: index)
  }

  /// Starts the session.
  @discardableResult
  public func start(capabilities: Object = [:], folder: String? = "/project", options: Object = [:]) -> Object {
    var params: Object = ["capabilities": capabilities, "initializationOptions": options, "processId": NSNull()]
    params["rootUri"] = folder.map { "file://\($0)" } ?? NSNull()
    let answer = ask("initialize", params)
    notify("initialized", Object())
    return answer
  }

  public func open(_ uri: String, _ text: String, version: Int = 1) {
    notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri, "languageId": "arch", "version": version, "text": text] as Object])
  }

  /// One change; nil for the whole text.
  public func change(_ uri: String, version: Int, range: [Int]?, text: String) {
    var change: Object = ["text": text]
    if let range {
      change["range"] = [
        "start": ["line": range[0], "character": range[1]], "end": ["line": range[2], "character": range[3]],
      ]
    }
    notify(
      "textDocument/didChange",
      ["textDocument": ["uri": uri, "version": version] as Object, "contentChanges": [change]])
  }

  // MARK: The loop

  /// Does what waits while no message does; the background work stays.
  public func idle(limit: Int = 64) {
    var rounds = 0
    while let server, server.idle(), rounds < limit { rounds += 1 }
  }

  /// Does one piece of background work, which need not be the oldest.
  public func work(_ index: Int) {
    guard jobs.indices.contains(index) else { return }
    let job = jobs.remove(at: index)
    if job.lane == .checks, job.flag.isCancelled { return }
    let outcome = job.run { server?.receive($0) }
    if let outcome { server?.receive(outcome) }
  }

  /// Does all there is to do.
  public func settle() {
    for _ in 0..<1_000 {
      idle()
      if jobs.isEmpty { return }
      work(0)
    }
  }

  // MARK: What it was told

  /// Forgets what was received.
  public func clear() { received = [] }

  /// The diagnostics that were last published for a document; nil for none.
  public func published(_ uri: String) -> [Object]? {
    let message = received.last {
      $0["method"] as? String == "textDocument/publishDiagnostics"
        && ($0["params"] as? Object)?["uri"] as? String == uri
    }
    return (message?["params"] as? Object)?["diagnostics"] as? [Object]
  }

  /// Their codes.
  public func codes(_ uri: String) -> [String]? { published(uri)?.compactMap { $0["code"] as? String } }
}
