import ArchModel
import ArchProject
import ArchSyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The state of one session with an editor. It is handed messages one by one, answers through `send`, and hands what
/// takes long to `submit`.
///
/// It belongs to one thread and knows none: whoever drives it takes the outcomes of background work back to it, and calls
/// `idle` when no message waits. So tests drive it without a clock.
public final class LanguageServer {
  enum Phase {
    case waiting, running, shutDown
  }

  let host: ServerHost
  let overlay: OverlayFileSystem
  let fileSystem: FileSystem
  private let write: (Data) -> Void
  let submit: (BackgroundJob) -> Void
  private let isCancelled: (RequestID) -> Bool
  let handlers: [String: RequestHandler]

  private(set) var phase = Phase.waiting
  /// The status to exit with, as soon as the client has asked for that.
  public private(set) var exitStatus: Int32?
  /// The status to exit with where the client is gone without a word.
  public var statusAtEnd: Int32 { phase == .shutDown ? 0 : 1 }

  var client = ClientAbilities()
  var encoding = PositionEncoding.utf16
  var settings = ServerSettings()
  /// Those that the client gave at the start, which hold where it has none.
  var initialSettings = ServerSettings()
  /// The names of rules in these settings that have been looked for.
  var soughtRules: Set<String> = []
  /// The open documents, by key.
  var documents: [String: OpenDocument] = [:]
  /// The keys of open documents, by the URI that the client gave.
  var keys: [String: String] = [:]
  /// The folders of the workspace, by path.
  var folders: [String] = []
  var files = WorkspaceFiles()
  /// The programs of open documents, by root.
  var programs: [String: ProgramState] = [:]
  /// Whether the programs may be other ones than they were.
  var areRootsStale = false
  /// The documents that were opened or changed since diagnostics were published for them.
  var touched: Set<String> = []
  /// What was published, by URI.
  var published: [String: [LSP.Diagnostic]] = [:]
  /// Requests for diagnostics that wait until all of them are known.
  var heldPulls: [HeldPull] = []
  /// The document that was opened or changed last, by key.
  var recent: String?
  /// The previews that run, by root.
  var previews: [String: PreviewState] = [:]
  /// Requests at work in the background.
  private var running: [RequestID: CancellationFlag] = [:]
  /// Requests of our own that the client has not answered yet.
  private var asked: [RequestID: (IncomingMessage) -> Void] = [:]
  private var nextRequest = 1

  /// - Parameters:
  ///   - send: takes the content of a message to the client.
  ///   - submit: takes work to be done beside the loop.
  ///   - isCancelled: whether a cancellation of a request waits among the messages to come.
  public init(
    host: ServerHost, send: @escaping (Data) -> Void, submit: @escaping (BackgroundJob) -> Void,
    isCancelled: @escaping (RequestID) -> Bool = { _ in false }
  ) {
    self.host = host
    overlay = OverlayFileSystem(host.fileSystem)
    fileSystem = overlay.fileSystem
    write = send
    self.submit = submit
    self.isCancelled = isCancelled
    let table = RequestHandler.features
    handlers = Dictionary(table.map { ($0.method, $0) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: Messages

  /// Takes one message of the client.
  public func receive(_ message: IncomingMessage) {
    guard exitStatus == nil else { return }
    switch message.envelope {
    case .failure(let error): write(JSONCoding.failure(nil, error))
    case .success(let envelope): receive(message, envelope)
    }
  }

  private func receive(_ message: IncomingMessage, _ envelope: Envelope) {
    guard let method = envelope.method else {
      if case .known(let id) = envelope.identity, envelope.hasResult || envelope.error != nil {
        asked.removeValue(forKey: id)?(message)
      } else {
        write(JSONCoding.failure(nil, ResponseError(.invalidRequest, "a message has a method, or a result and an id")))
      }
      return
    }
    switch envelope.identity {
    case .absent: notify(method, message)
    case .known(let id):
      guard envelope.version == "2.0" else {
        return fail(id, ResponseError(.invalidRequest, "`jsonrpc` is \"2.0\""))
      }
      request(id, method, message)
    case .null, .broken:
      write(JSONCoding.failure(nil, ResponseError(.invalidRequest, "the id of a request is a number or a text")))
    }
  }

  private func request(_ id: RequestID, _ method: String, _ message: IncomingMessage) {
    do throws(ResponseError) {
      if isCancelled(id) { throw ResponseError(.requestCancelled, "the request was cancelled") }
      switch (phase, method) {
      case (.shutDown, _): throw ResponseError(.invalidRequest, "the server has been shut down")
      case (.waiting, "initialize"):
        let params = try JSONCoding.params(LSP.InitializeParams.self, in: message.data)
        phase = .running
        respond(id, initialize(params))
      case (.waiting, _): throw ResponseError(.serverNotInitialized, "`initialize` comes first")
      case (.running, "initialize"): throw ResponseError(.invalidRequest, "the server has been initialized already")
      case (.running, "shutdown"):
        phase = .shutDown
        for flag in running.values { flag.cancel() }
        for program in programs.values { program.check?.cancel() }
        for pull in heldPulls { fail(pull.id, ResponseError(.requestCancelled, "the server is shut down")) }
        heldPulls = []
        respond(id, JSONValue.null)
      case (.running, "textDocument/diagnostic"):
        try pullDiagnostics(id, try JSONCoding.params(LSP.DocumentDiagnosticParams.self, in: message.data))
      case (.running, "workspace/diagnostic"):
        pullAllDiagnostics(id, try JSONCoding.params(LSP.WorkspaceDiagnosticParams.self, in: message.data))
      case (.running, "workspace/willRenameFiles"):
        respond(id, willRename(try JSONCoding.params(LSP.RenameFilesParams.self, in: message.data)))
      case (.running, "workspace/executeCommand"):
        try execute(id, try JSONCoding.params(LSP.ExecuteCommandParams.self, in: message.data))
      case (.running, "archc/documentText"):
        let params = try JSONCoding.params(LSP.TextDocumentParams.self, in: message.data)
        guard let document = document(uri: params.textDocument.uri) else { throw Self.notOpen(params.textDocument.uri) }
        respond(
          id,
          LSP.DocumentText(version: document.version, text: String(decoding: document.bytes, as: UTF8.self)))
      case (.running, _): try feature(id, method, message)
      }
    } catch {
      fail(id, error)
    }
  }

  private func feature(_ id: RequestID, _ method: String, _ message: IncomingMessage) throws(ResponseError) {
    guard let handler = handlers[method] else {
      throw ResponseError(.methodNotFound, "there is no request `\(method)`")
    }
    let flag = CancellationFlag()
    let answer: RequestHandler.Answer
    do {
      answer = try handler.prepare(message.data, contexts(flag, all: handler.needsAllPrograms))
    } catch let error as ResponseError {
      throw error
    } catch {
      throw ResponseError(.internalError, "\(error)")
    }
    switch handler.lane {
    case .loop: write(Self.written(id, answer))
    case .background:
      inBackground(id, flag) { _ in Self.written(id, answer) }
    }
  }

  /// Works on a request beside the loop.
  func inBackground(
    _ id: RequestID, _ flag: CancellationFlag, _ work: @escaping @Sendable ((BackgroundOutcome) -> Void) -> Data
  ) {
    running[id] = flag
    submit(
      BackgroundJob(lane: .requests, delay: 0, flag: flag) { tell in
        guard !flag.isCancelled else { return .answered(id, Data()) }
        return .answered(id, work(tell))
      })
  }

  private static func written(_ id: RequestID, _ answer: RequestHandler.Answer) -> Data {
    do {
      return try answer(id)
    } catch let error as ResponseError {
      return JSONCoding.failure(id, error)
    } catch {
      return JSONCoding.failure(id, ResponseError(.internalError, "\(error)"))
    }
  }

  private func notify(_ method: String, _ message: IncomingMessage) {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
      return
    }
    guard phase == .running else { return }
    do throws(ResponseError) {
      try handle(notification: method, message.data)
    } catch {
      log(2, "`\(method)`: \(error.message)")
    }
  }

  /// Takes what came of work beside the loop.
  public func receive(_ outcome: BackgroundOutcome) {
    guard exitStatus == nil else { return }
    switch outcome {
    case .told(let message): write(message)
    case .answered(let id, let response):
      guard let flag = running.removeValue(forKey: id) else { return }
      if flag.isCancelled || response.isEmpty {
        fail(id, ResponseError(.requestCancelled, "the request was cancelled"))
      } else {
        write(response)
      }
    case .checked(let root, let generation, let diagnostics):
      if phase == .running { complete(root, generation, diagnostics) }
    case .found(let found): if phase == .running { note(found) }
    case .previewed(let root, let event): if phase == .running { note(event, of: root) }
    case .previewEnded(let root, let problem): if phase == .running { previewEnded(root, problem) }
    }
  }

  /// The client does not want an answer any more.
  func cancel(_ id: RequestID) {
    running[id]?.cancel()
    if let index = heldPulls.firstIndex(where: { $0.id == id }) {
      heldPulls.remove(at: index)
      fail(id, ResponseError(.requestCancelled, "the request was cancelled"))
    }
  }

  // MARK: Answers

  func respond(_ id: RequestID, _ result: some Encodable) {
    do {
      write(try JSONCoding.response(id, result))
    } catch {
      fail(id, ResponseError(.internalError, "\(error)"))
    }
  }

  func fail(_ id: RequestID, _ error: ResponseError) { write(JSONCoding.failure(id, error)) }

  func tell(_ method: String, _ params: some Encodable) {
    if let message = try? JSONCoding.notification(method, params) { write(message) }
  }

  /// Asks the client something.
  func ask(_ method: String, _ params: some Encodable, then: @escaping (IncomingMessage) -> Void = { _ in }) {
    let id = RequestID.number(nextRequest)
    nextRequest += 1
    guard let message = try? JSONCoding.request(id, method, params) else { return }
    // A client that never answers shall not fill the memory.
    if asked.count < 1_000 { asked[id] = then }
    write(message)
  }

  func log(_ type: Int, _ text: String) { tell("window/logMessage", LSP.LogMessageParams(type: type, message: text)) }

  static func notOpen(_ uri: String) -> ResponseError {
    ResponseError(.invalidParams, "`\(uri)` is not open, and no file that can be read")
  }
}
