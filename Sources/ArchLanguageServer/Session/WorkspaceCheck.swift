import ArchProject
import ArchSyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A look at all programs of a workspace, for `workspace/diagnostic`.
struct WorkspaceCheck: Sendable {
  /// One program.
  struct Part: Sendable {
    let root: String
    /// Its state with all diagnostics, where they are known.
    let known: Snapshot?
    /// How it is checked; nil where it has to be read first.
    let check: ProgramCheck?
  }

  struct Open: Sendable {
    let uri: String
    let version: Int
  }

  let parts: [Part]
  let previous: [LSP.PreviousResultID]
  let token: ProgressToken?
  let host: ServerHost
  let fileSystem: FileSystem
  let settings: ServerSettings
  let client: ClientAbilities
  let encoding: PositionEncoding
  let open: [String: Open]

  func report(tell: (BackgroundOutcome) -> Void, while isWanted: () -> Bool) -> LSP.WorkspaceDiagnosticReport {
    progress(["kind": "begin", "title": "Checking", "cancellable": true, "percentage": 0], tell)
    defer { progress(["kind": "end"], tell) }
    var order: [String] = []
    var found: [String: [LSP.Diagnostic]] = [:]
    for (index, part) in parts.enumerated() {
      guard isWanted() else { break }
      guard let snapshot = part.known ?? checked(part, while: isWanted) else { continue }
      let conversion = DiagnosticConversion(snapshot: snapshot, encoding: encoding, client: client, page: host.page)
      for (file, uri) in snapshot.uris.enumerated() {
        guard let uri else { continue }
        if found[uri] == nil { order.append(uri) }
        var known = Set(found[uri] ?? [])
        for diagnostic in conversion.diagnostics(of: FileID(file)) where known.insert(diagnostic).inserted {
          found[uri, default: []].append(diagnostic)
        }
        if found[uri] == nil { found[uri] = [] }
      }
      progress(
        ["kind": "report", "percentage": .int((index + 1) * 100 / parts.count), "message": .string(part.root)], tell)
    }
    let previous = Dictionary(previous.map { ($0.uri, $0.value) }, uniquingKeysWith: { $1 })
    let versions = Dictionary(open.values.map { ($0.uri, $0.version) }, uniquingKeysWith: { $1 })
    var items = order.map { uri in
      let diagnostics = found[uri] ?? []
      let identity = ResultIdentity.of(diagnostics)
      let isKnown = previous[uri] == identity
      return LSP.WorkspaceDocumentDiagnosticReport(
        uri: uri, version: versions[uri], kind: isKnown ? "unchanged" : "full", resultId: identity,
        items: isKnown ? nil : diagnostics)
    }
    // What the client still shows of files that are gone is cleared.
    for uri in previous.keys.sorted() where found[uri] == nil && previous[uri] != ResultIdentity.of([]) {
      items.append(
        LSP.WorkspaceDocumentDiagnosticReport(
          uri: uri, version: versions[uri], kind: "full", resultId: ResultIdentity.of([]), items: []))
    }
    return LSP.WorkspaceDiagnosticReport(items: items)
  }

  private func checked(_ part: Part, while isWanted: () -> Bool) -> Snapshot? {
    if let check = part.check { return check.complete(while: isWanted).map { check.snapshot.with($0) } }
    let programs = UnopenedPrograms(roots: [], fileSystem: fileSystem, open: open.mapValues(\.uri))
    guard let snapshot = programs.snapshot(of: part.root) else { return nil }
    let check = ProgramCheck(
      snapshot: snapshot, rules: host.rules(part.root, fileSystem), settings: settings, today: host.today())
    return check.complete(while: isWanted).map { check.snapshot.with($0) }
  }

  private func progress(_ value: JSONValue, _ tell: (BackgroundOutcome) -> Void) {
    guard let token,
      let message = try? JSONCoding.notification("$/progress", LSP.ProgressParams(token: token, value: value))
    else { return }
    tell(.told(message))
  }
}
