import ArchModel
import ArchProject
import ArchRules
import ArchSyntax

/// A request for diagnostics that waits until all of them are known.
struct HeldPull {
  let id: RequestID
  let key: String
  let previous: String?
}

extension LanguageServer {
  /// Whether the client asks for diagnostics, and can be told to ask again; it is not sent those of documents then.
  private var isAsked: Bool { client.pullsDiagnostics && client.refreshesDiagnostics }

  /// Sends the diagnostics of files where they differ from what was sent, and clears those of files that no program
  /// holds any more. For a document that was just typed in they are sent in any case: its editor waits for them.
  func publish(_ keys: [String]) {
    for key in keys where !isAsked {
      guard let uri = uris(of: [key]).first ?? nil else { continue }
      let isTouched = touched.remove(key) != nil
      send(diagnostics(of: key), to: uri, version: documents[key]?.version, always: isTouched)
    }
    touched.subtract(keys)
    var covered: Set<String> = []
    for program in programs.values {
      for uri in uris(of: program.keys) where !isAsked { if let uri { covered.insert(uri) } }
    }
    for (uri, problems) in settingsProblems where covered.insert(uri).inserted {
      send(problems.map(settingsDiagnostic), to: uri, version: nil, always: false)
    }
    for uri in published.keys.sorted() where !covered.contains(uri) {
      send([], to: uri, version: nil, always: false)
      published[uri] = nil
    }
    tellOfUnknownRules()
  }

  /// Tells once of each name in the settings of the editor that no rule bears: there is no file to show it in.
  private func tellOfUnknownRules() {
    guard programs.values.contains(where: { $0.snapshot != nil }) else { return }
    for (setting, names) in [("select", settings.select), ("ignore", settings.ignore)] {
      for name in names where soughtRules.insert(name).inserted && !isDeclared(name) {
        let nearest = RuleSet.all.nearest(to: name).map { "`\($0)`" }.joined(separator: " or ")
        let help = nearest.isEmpty ? "`archc rules` lists them" : "nearest: \(nearest)"
        tell(
          "window/showMessage",
          LSP.LogMessageParams(type: 2, message: "archc.rules.\(setting): no rule is called `\(name)`; \(help)"))
      }
    }
  }

  private func send(_ diagnostics: [LSP.Diagnostic], to uri: String, version: Int?, always: Bool) {
    guard always || diagnostics != published[uri] ?? [] else { return }
    published[uri] = diagnostics
    tell(
      "textDocument/publishDiagnostics",
      LSP.PublishDiagnosticsParams(
        uri: uri, version: client.hasDiagnosticVersions ? version : nil, diagnostics: diagnostics))
  }

  /// What is known to be wrong in a file, in all programs that hold it.
  func diagnostics(of key: String) -> [LSP.Diagnostic] {
    var result: [LSP.Diagnostic] = []
    var known: Set<LSP.Diagnostic> = []
    for root in programs.keys.sorted() {
      guard let program = programs[root], let snapshot = program.snapshot, let file = program.keys.firstIndex(of: key)
      else { continue }
      let found = conversion(snapshot).diagnostics(of: FileID(file))
      if result.isEmpty {
        result = found
      } else {
        if known.isEmpty { known = Set(result) }
        for diagnostic in found where known.insert(diagnostic).inserted { result.append(diagnostic) }
      }
    }
    return result
  }

  private func conversion(_ snapshot: Snapshot) -> DiagnosticConversion {
    DiagnosticConversion(snapshot: snapshot, encoding: encoding, client: client, page: host.page)
  }

  /// What is wrong with the settings of the programs, by file.
  private var settingsProblems: [(uri: String, problems: [ProjectRules.Problem])] {
    var result: [(uri: String, problems: [ProjectRules.Problem])] = []
    for root in programs.keys.sorted() {
      guard let rules = programs[root]?.rules else { continue }
      let unknown = rules.unknown.filter { !isDeclared($0.name) }.map(\.problem)
      for problem in (rules.problem.map { [$0] } ?? []) + unknown {
        guard let uri = FileURI.of(path: problem.path) else { continue }
        if let index = result.firstIndex(where: { $0.uri == uri }) {
          if !result[index].problems.contains(problem) { result[index].problems.append(problem) }
        } else {
          result.append((uri, [problem]))
        }
      }
    }
    return result
  }

  /// Whether one of the programs has a rule of that name.
  private func isDeclared(_ name: String) -> Bool {
    programs.values.contains { program in
      program.snapshot.map { !RuleSet.all.including($0.model).matching(name).isEmpty } ?? false
    }
  }

  private func settingsDiagnostic(_ problem: ProjectRules.Problem) -> LSP.Diagnostic {
    let place = LSP.Position(line: max(0, problem.line - 1), character: max(0, problem.column - 1))
    return LSP.Diagnostic(
      range: LSP.Range(start: place, end: place), severity: 1, source: "archc", message: problem.message)
  }

  // MARK: Asked for

  func pullDiagnostics(_ id: RequestID, _ params: LSP.DocumentDiagnosticParams) throws(ResponseError) {
    let uri = params.textDocument.uri
    let key = document(uri: uri)?.key ?? overlay.key(FileURI.path(of: uri))
    guard let state = snapshot(of: key) else { throw Self.notOpen(uri) }
    guard let program = programs[state.root] else {
      // No open document leads there: it is looked at for this once, beside the loop.
      let check = ProgramCheck(
        snapshot: state.snapshot, rules: host.rules(state.root, fileSystem), settings: settings, today: host.today())
      let previous = params.previousResultId
      let (page, client, encoding) = (host.page, client, encoding)
      let file = FileID(state.keys.firstIndex(of: key) ?? 0)
      let flag = CancellationFlag()
      return inBackground(id, flag) { _ in
        let found = check.complete { !flag.isCancelled } ?? []
        let items = DiagnosticConversion(
          snapshot: check.snapshot.with(found), encoding: encoding, client: client, page: page
        ).diagnostics(of: file)
        return (try? JSONCoding.response(id, Self.report(items, previous: previous)))
          ?? JSONCoding.failure(id, ResponseError(.internalError, "the diagnostics cannot be written"))
      }
    }
    if program.isComplete || client.refreshesDiagnostics {
      while programs[state.root]?.local == nil, idle() {}
      respond(id, Self.report(diagnostics(of: key), previous: params.previousResultId))
    } else {
      heldPulls.append(HeldPull(id: id, key: key, previous: params.previousResultId))
    }
  }

  /// Answers the requests whose documents have been looked at as a whole.
  func answerHeldPulls() {
    let waiting = heldPulls
    heldPulls = []
    for pull in waiting {
      if let root = primaryRoot(of: pull.key), let program = programs[root], !program.isComplete {
        heldPulls.append(pull)
      } else {
        respond(pull.id, Self.report(diagnostics(of: pull.key), previous: pull.previous))
      }
    }
  }

  private static func report(_ items: [LSP.Diagnostic], previous: String?) -> LSP.DocumentDiagnosticReport {
    let identity = ResultIdentity.of(items)
    if identity == previous { return LSP.DocumentDiagnosticReport(kind: "unchanged", resultId: identity) }
    return LSP.DocumentDiagnosticReport(kind: "full", resultId: identity, items: items)
  }

  /// Looks at all programs of the workspace, beside the loop.
  func pullAllDiagnostics(_ id: RequestID, _ params: LSP.WorkspaceDiagnosticParams) {
    chooseRoots()
    let open = programs.keys.sorted()
    var checks: [WorkspaceCheck.Part] = open.compactMap { root in
      guard let snapshot = refreshed(root), let state = programs[root] else { return nil }
      let check = ProgramCheck(
        snapshot: snapshot, rules: state.rules ?? host.rules(root, fileSystem), settings: settings,
        today: host.today())
      return WorkspaceCheck.Part(root: root, known: state.isComplete ? snapshot : nil, check: check)
    }
    checks += files.allRoots.filter { programs[$0] == nil }.prefix(ProgramLoader.fileLimit).map {
      WorkspaceCheck.Part(root: $0, known: nil, check: nil)
    }
    let work = WorkspaceCheck(
      parts: checks, previous: params.previousResultIds, token: params.workDoneToken, host: host,
      fileSystem: fileSystem, settings: settings, client: client, encoding: encoding,
      open: documents.mapValues { WorkspaceCheck.Open(uri: $0.uri, version: $0.version) })
    let flag = CancellationFlag()
    inBackground(id, flag) { tell in
      let report = work.report(tell: tell) { !flag.isCancelled }
      return (try? JSONCoding.response(id, report))
        ?? JSONCoding.failure(id, ResponseError(.internalError, "the diagnostics cannot be written"))
    }
  }
}
