import ArchExchange
import ArchPreview
import ArchProject
import ArgumentParser
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the architecture in a browser, live while the files change.",
    discussion: """
      Serves a page with the drawings, overlays, flows, what-ifs, findings and the report, for this machine alone. It \
      prints the address and runs until it is interrupted. Whoever opens the page needs the key in the address.

      Examples:
        archc serve shop.arch
        archc serve shop.arch --open --port 4000
        archc serve shop.arch --editor-url 'vscode://file/{path}:{line}'
        archc serve shop.arch --editor 'code -g {path}:{line}'
      """)

  @Argument(help: ArgumentHelp("The root file.", valueName: "file"), completion: .file(extensions: ["arch"]))
  var file: String

  @Option(
    help: ArgumentHelp("The address to listen at; any other than this machine's own lets others in.", valueName: "ip"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port; 0 takes any that is free.", valueName: "port"))
  var port: UInt16 = 0

  @Flag(help: "Open the page in the browser.")
  var open = false

  @Option(
    help: ArgumentHelp("The link that opens a line in your editor, with {path} and {line}.", valueName: "url"))
  var editorUrl: String?

  @Option(
    help: ArgumentHelp("The command that opens a line in your editor, with {path} and {line}.", valueName: "command"))
  var editor: String?

  @Flag(
    help:
      "Print JSON lines for the program that started this one: {\"url\":…}, then {\"open\":…} for each line to show."
  )
  var json = false

  @Flag(help: "End when standard input ends, as it does when the program that started this one is gone.")
  var untilEof = false

  @Option(help: ArgumentHelp("How long Graphviz may take for a drawing, in seconds.", valueName: "seconds"))
  var timeout = 30.0

  @OptionGroup(title: "Variants")
  var variants: VariantOptions

  func validate() throws {
    if file == "-" { throw ValidationError("standard input cannot be watched; name a file") }
    if !(timeout >= 0.01 && timeout <= 86_400) {
      throw ValidationError("--timeout takes seconds, from 0.01 to 86400")
    }
    if let editorUrl, !EditorCommand.isLink(editorUrl) {
      throw ValidationError("--editor-url takes a link of an editor, such as vscode://file/{path}:{line}")
    }
    if let editor, EditorCommand.words(editor, path: "", line: 1) == nil {
      throw ValidationError("--editor takes a command, such as 'code -g {path}:{line}'")
    }
  }

  func run() throws {
    let files = WatchedFiles()
    // Whether there is a program at all is known before anything listens.
    if case .failure(let problem) = files.fileSystem.read(file), problem != .isFolder {
      throw Inputs.unreadable(file, problem)
    }
    let preview = PreviewHost(
      path: file,
      options: PreviewHost.Options(variants: variants.selections, editorLink: editorUrl, timeout: timeout),
      open: opener)
    preview.load(through: files)
    if preview.current.check == nil, let failure = preview.current.failure {
      Console.note(failure)
      throw CommandFailure(quietWithStatus: 2)
    }
    let address = PreviewAddress(host: host, port: port)
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    try start(preview, at: address)
    if untilEof { Self.leaveAtEndOfInput() }
    watch(preview, files)
  }

  /// Tells the editor of the program that started this one, or starts one.
  private var opener: (@Sendable (String, Int) -> String?)? {
    if json {
      return { path, line in
        let bytes = try? JSONDocument.bytes(of: OpenLine(open: .init(path: path, line: line)), isPretty: false)
        guard let bytes, (try? Console.write(bytes)) != nil else { return "Nobody listens any more." }
        return nil
      }
    }
    guard let editor else { return nil }
    return { path, line in EditorLauncher.open(editor, path: path, line: line) }
  }

  /// Returns once the server listens.
  private func start(_ preview: PreviewHost, at address: PreviewAddress) throws(CommandFailure) {
    let key = Self.key
    let outcome = Mutex<Result<PreviewSite, PreviewServer.Failure>?>(nil)
    let ready = DispatchSemaphore(value: 0)
    Task.detached {
      let result: Result<PreviewSite, PreviewServer.Failure>
      do throws(PreviewServer.Failure) {
        result = .success(
          try await PreviewServer.start(address, key: key, events: preview.events) { await preview.answer($0) })
      } catch {
        result = .failure(error)
      }
      outcome.withLock { $0 = result }
      ready.signal()
    }
    ready.wait()
    switch outcome.withLock({ $0 }) {
    case .success(let site):
      let url = site.address.url(key: key)
      try tell(url)
      if !address.isLoopback {
        Console.note("note: others can reach \(host); they need the key, and what they read is not encrypted")
      }
      if open { EditorLauncher.openPage(url) }
    case .failure(let problem): throw failure(problem)
    case nil: throw CommandFailure("the server could not be started")
    }
  }

  private func tell(_ url: String) throws(CommandFailure) {
    guard json else {
      try Console.write("\(url)\n")
      return Console.note("note: the page is live; end this with Ctrl-C")
    }
    guard let bytes = try? JSONDocument.bytes(of: FirstLine(url: url), isPretty: false) else { return }
    try Console.write(bytes)
  }

  private func failure(_ failure: PreviewServer.Failure) -> CommandFailure {
    switch failure {
    case .portTaken:
      CommandFailure("port \(port) is taken", help: "another `archc serve` may run; `--port 0` takes one that is free")
    case .portForbidden:
      CommandFailure("port \(port) is not for this user", help: "take one above 1023, or `--port 0`")
    case .noSuchAddress:
      CommandFailure(
        "this machine has no address `\(host)`", help: "`--host` takes a number such as 127.0.0.1 or ::1, or localhost")
    case .other(let message): CommandFailure("the server could not be started: \(message)")
    }
  }

  /// Loads on each change, for ever.
  private func watch(_ preview: PreviewHost, _ first: WatchedFiles) -> Never {
    var files = first
    var beat = ContinuousClock.now
    while true {
      ChangeLoop.wait(for: files) {
        guard beat.duration(to: .now) > .seconds(10) else { return }
        beat = .now
        preview.events.beat()
      }
      let fresh = WatchedFiles()
      // What was only saved again is no change; the reading tells.
      let hasChanged = preview.load(through: fresh, unlessSameAs: files)
      if hasChanged, preview.current.problem != nil { Console.note("note: the files have errors; the drawing stays") }
      files = fresh
    }
  }

  private static func leaveAtEndOfInput() {
    DispatchQueue(label: "input").async {
      var byte: UInt8 = 0
      while true {
        let count = systemRead(STDIN_FILENO, &byte, 1)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { leave(0) }
      }
    }
  }

  /// 128 bits that nobody can guess.
  private static var key: String {
    var generator = SystemRandomNumberGenerator()
    return (0..<32).map { _ in String(UInt8.random(in: 0..<16, using: &generator), radix: 16) }.joined()
  }

  private struct FirstLine: Encodable {
    let url: String
  }

  private struct OpenLine: Encodable {
    struct Place: Encodable {
      let path: String
      let line: Int
    }

    let open: Place
  }
}
