import ArchProject
import ArchSyntax

extension LanguageServer {
  /// So many entries of folders are looked at before the first answer; the rest is found in the background.
  private static let firstEntries = 2_000

  func initialize(_ params: LSP.InitializeParams) -> LSP.InitializeResult {
    let capabilities = params.capabilities ?? .null
    client = ClientAbilities(capabilities)
    let offered = capabilities["general"]?["positionEncodings"]?.array?.compactMap(\.string) ?? []
    // UTF-8 needs no counting; otherwise what the client likes best.
    encoding =
      offered.contains("utf-8") ? .utf8 : offered.lazy.compactMap { PositionEncoding(rawValue: $0) }.first ?? .utf16
    if let options = params.initializationOptions { settings = ServerSettings(options["archc"] ?? options) }
    initialSettings = settings
    if let folders = params.workspaceFolders {
      self.folders = folders.map { overlay.key(FileURI.path(of: $0.uri)) }
    } else if let root = params.rootUri.map({ FileURI.path(of: $0) }) ?? params.rootPath {
      folders = [overlay.key(root)]
    }
    return LSP.InitializeResult(
      capabilities: .object(serverCapabilities),
      serverInfo: LSP.InitializeResult.ServerInfo(name: "archc", version: host.version))
  }

  private var serverCapabilities: [String: JSONValue] {
    let archFiles: JSONValue = [
      "filters": [
        ["scheme": "file", "pattern": ["glob": "**/*.arch", "matches": "file"]],
        ["scheme": "file", "pattern": ["glob": "**", "matches": "folder"]],
      ]
    ]
    var result: [String: JSONValue] = [
      "positionEncoding": .string(encoding.rawValue),
      "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
      "diagnosticProvider": ["identifier": "archc", "interFileDependencies": true, "workspaceDiagnostics": true],
      "workspace": [
        "workspaceFolders": ["supported": true, "changeNotifications": true],
        "fileOperations": [
          "didCreate": archFiles, "didDelete": archFiles, "didRename": archFiles, "willRename": archFiles,
        ],
      ],
    ]
    var commands: [JSONValue] = host.preview == nil ? [] : [.string(Self.previewCommand)]
    if !client.takesActions, client.appliesEdits { commands.append(.string(Self.applyCommand)) }
    if !commands.isEmpty { result["executeCommandProvider"] = ["commands": .array(commands)] }
    for handler in RequestHandler.features {
      for (name, value) in handler.capabilities { result[name] = value }
    }
    return result
  }

  /// The client is ready: ask it for settings and to watch files, and look which files there are.
  func initialized() {
    var registrations: [LSP.RegistrationParams.Registration] = []
    if client.registersWatchers {
      registrations.append(
        LSP.RegistrationParams.Registration(
          id: "archc-files", method: "workspace/didChangeWatchedFiles",
          registerOptions: [
            "watchers": [
              ["globPattern": "**/*.arch"], ["globPattern": "**/.archc.yml"], ["globPattern": "**/*baseline*.json"],
              ["globPattern": "**/*.yml"],
            ]
          ]))
      overlay.keep()
    }
    if client.registersConfiguration {
      registrations.append(
        LSP.RegistrationParams.Registration(
          id: "archc-settings", method: "workspace/didChangeConfiguration", registerOptions: ["section": "archc"]))
    }
    if !registrations.isEmpty {
      ask("client/registerCapability", LSP.RegistrationParams(registrations: registrations))
    }
    askForSettings()
    scan(folders)
  }

  /// Looks which `.arch` files there are in folders: a small workspace at once, a large one in the background.
  func scan(_ folders: [String]) {
    guard !folders.isEmpty else { return }
    var scan = WorkspaceScan(folders: folders, in: fileSystem)
    scan.step(entries: Self.firstEntries)
    if scan.isDone { return note(scan.found) }
    note(scan.found)
    let token = ProgressToken.text("archc-files-\(folders.count)-\(files.imports.count)")
    let shows = client.hasWorkDoneProgress
    if shows { begin(token, "Looking for .arch files") }
    let rest = scan
    submit(
      BackgroundJob(lane: .checks, delay: 0, flag: CancellationFlag()) { tell in
        var scan = rest
        while !scan.isDone {
          scan.step(entries: 20_000)
          guard shows else { continue }
          let value: JSONValue = ["kind": "report", "message": .string("\(scan.found.count) files")]
          if let message = try? JSONCoding.notification("$/progress", LSP.ProgressParams(token: token, value: value)) {
            tell(.told(message))
          }
        }
        if shows,
          let message = try? JSONCoding.notification(
            "$/progress", LSP.ProgressParams(token: token, value: ["kind": "end"]))
        {
          tell(.told(message))
        }
        return .found(scan.found)
      })
  }

  /// Has the client show that something takes long.
  func begin(_ token: ProgressToken, _ title: String) {
    ask("window/workDoneProgress/create", LSP.WorkDoneProgressCreateParams(token: token))
    tell("$/progress", LSP.ProgressParams(token: token, value: ["kind": "begin", "title": .string(title)]))
  }

  func end(_ token: ProgressToken?) {
    guard let token else { return }
    tell("$/progress", LSP.ProgressParams(token: token, value: ["kind": "end"]))
  }

  /// Takes the files that were found; those of loaded programs are known better.
  func note(_ found: [String: [String]]) {
    let loaded = Set(programs.values.flatMap(\.keys))
    for (file, imports) in found where !loaded.contains(file) {
      if files.set(file, imports: imports) { areRootsStale = true }
    }
  }

  func askForSettings() {
    guard client.asksConfiguration else { return }
    ask("workspace/configuration", LSP.ConfigurationParams(items: [.init(section: "archc")])) {
      [unowned self] message in
      guard let section = JSONCoding.result([JSONValue].self, in: message.data)?.first else { return }
      // What is taken out of the settings of the editor does not stay here.
      use(section == .null ? initialSettings : ServerSettings(section))
    }
  }

  func use(_ settings: ServerSettings) {
    guard settings != self.settings else { return }
    self.settings = settings
    for root in programs.keys { programs[root]?.isStale = true }
    if client.refreshesInlayHints { ask("workspace/inlayHint/refresh", JSONValue.null) }
    if client.refreshesCodeLenses { ask("workspace/codeLens/refresh", JSONValue.null) }
  }
}
