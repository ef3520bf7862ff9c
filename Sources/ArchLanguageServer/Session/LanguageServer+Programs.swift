import ArchModel
import ArchProject
import ArchSyntax

extension LanguageServer {
  /// Does one piece of what waits while no message does: reads a program anew, and tells what is wrong with it.
  ///
  /// - Returns: whether there is more.
  public func idle() -> Bool {
    guard exitStatus == nil, phase == .running else { return false }
    chooseRoots()
    guard let root = nextStale else {
      publish([])
      return false
    }
    look(at: root)
    return true
  }

  /// The program to look at first: one that somebody types in.
  private var nextStale: String? {
    let waiting = programs.values.filter { $0.isStale || $0.local == nil }.map(\.root).sorted()
    guard waiting.count > 1 else { return waiting.first }
    let typed = Set(touched.compactMap { primaryRoot(of: $0) })
    return waiting.first { typed.contains($0) } ?? waiting.first
  }

  /// Finds out which programs the open documents belong to.
  func chooseRoots() {
    guard areRootsStale else { return }
    areRootsStale = false
    let wanted = Set(documents.keys.flatMap { files.roots(of: $0) })
    for root in programs.keys where !wanted.contains(root) {
      programs[root]?.check?.cancel()
      end(programs[root]?.progress)
      programs[root] = nil
    }
    for root in wanted where programs[root] == nil { programs[root] = ProgramState(root: root) }
  }

  /// The program that answers for a file: its own where it is a root, else one whose root is open, else the first.
  func primaryRoot(of key: String) -> String? {
    let roots = files.roots(of: key)
    if roots.contains(key) { return key }
    return roots.first { documents[$0] != nil } ?? roots.first
  }

  /// Reads a program again where a file has changed, and compiles it.
  @discardableResult
  func refreshed(_ root: String) -> Snapshot? {
    guard var state = programs[root] else { return nil }
    if !state.isStale, let snapshot = state.snapshot { return snapshot }
    state.check?.cancel()
    state.check = nil
    state.isStale = false
    state.local = nil
    state.generation += 1
    let program = load(root, like: state.snapshot?.program)
    let paths = program.sources.map(\.path)
    if paths != state.snapshot?.program.sources.map(\.path) {
      // Places of another list of files mean nothing in this one.
      if state.snapshot != nil { state.complete = [] }
      state.keys = paths.map { StandardLibrary.text(of: $0) == nil ? overlay.key($0) : $0 }
    }
    var lines: [FileID: LineTable] = [:]
    for (index, key) in state.keys.enumerated() {
      if let document = documents[key] { lines[FileID(index)] = document.lines }
    }
    let snapshot = Snapshot(
      program: program, compilation: compile(program.files), diagnostics: state.complete, uris: uris(of: state.keys),
      lines: lines)
    state.snapshot = snapshot
    programs[root] = state
    noteImports(of: program, state.keys)
    return snapshot
  }

  /// The URIs of files: the client's own where they are open.
  func uris(of keys: [String]) -> [String?] {
    keys.map { key in documents[key]?.uri ?? (StandardLibrary.text(of: key) == nil ? FileURI.of(path: key) : nil) }
  }

  /// Loads a program; files that did not change keep their trees.
  private func load(_ root: String, like old: Program?) -> Program {
    let bytes: [UInt8] =
      if case .success(let bytes) = fileSystem.read(root) { bytes } else { [] }
    return ProgramLoader.load(path: root, bytes: bytes, fileSystem: fileSystem) { source in
      let index = Int(source.id.index)
      if let old, old.files.indices.contains(index) {
        let tree = old.files[index].tree
        if tree.source.path == source.path, tree.source.bytes == source.bytes { return old.files[index] }
      }
      return parse(source)
    }
  }

  private func noteImports(of program: Program, _ keys: [String]) {
    var used = [[String]](repeating: [], count: keys.count)
    for edge in program.imports where StandardLibrary.text(of: keys[Int(edge.used.index)]) == nil {
      used[Int(edge.user.index)].append(keys[Int(edge.used.index)])
    }
    for (key, imports) in zip(keys, used) where StandardLibrary.text(of: key) == nil {
      if files.set(key, imports: imports) { areRootsStale = true }
    }
  }

  /// Looks at a program that changed: what can be said at once is published, the rest is worked out in the background.
  private func look(at root: String) {
    guard let snapshot = refreshed(root), var state = programs[root] else { return }
    let rules = state.rules ?? host.rules(root, fileSystem)
    state.rules = rules
    let check = ProgramCheck(snapshot: snapshot, rules: rules, settings: settings, today: host.today())
    state.local = check.local()
    state.snapshot = snapshot.with(state.diagnostics)
    let isTyped = state.completeGeneration >= 0
    let generation = state.generation
    let flag = CancellationFlag()
    state.check = flag
    let model = snapshot.model
    let isLarge = model.elements.count + model.relations.count > SnapshotMemory.promptLimit
    if isLarge, !isTyped, state.progress == nil, client.hasWorkDoneProgress {
      let token = ProgressToken.text("archc-check-\(root)")
      state.progress = token
      begin(token, "Checking \(Path.name(of: root))")
    }
    programs[root] = state
    publish(state.keys)
    submit(
      BackgroundJob(lane: .checks, delay: isTyped ? 80 : 0, flag: flag) { _ in
        check.complete { !flag.isCancelled }.map { .checked(root: root, generation: generation, $0) }
      })
  }

  /// Takes what all rules found.
  func complete(_ root: String, _ generation: Int, _ diagnostics: [Diagnostic]) {
    guard var state = programs[root], state.generation == generation, !state.isStale else { return }
    let before = state.diagnostics
    state.complete = diagnostics
    state.completeGeneration = generation
    state.check = nil
    state.snapshot = state.snapshot?.with(diagnostics)
    end(state.progress)
    state.progress = nil
    programs[root] = state
    publish(state.keys)
    answerHeldPulls()
    if client.pullsDiagnostics, client.refreshesDiagnostics, before != diagnostics {
      ask("workspace/diagnostic/refresh", JSONValue.null)
    }
    // Figures beside one file may rest on what was typed in another.
    if client.refreshesInlayHints, documents.count > 1, state.keys.count > 1 {
      ask("workspace/inlayHint/refresh", JSONValue.null)
    }
  }

  // MARK: Contexts of requests

  func contexts(_ flag: CancellationFlag, all: Bool) -> RequestHandler.Contexts {
    RequestHandler.Contexts(
      document: { uri throws(ResponseError) in try self.context(uri: uri, flag, all: all) },
      workspace: { self.workspace(flag, all: all) })
  }

  private var versions: [String: Int] {
    Dictionary(documents.values.map { ($0.uri, $0.version) }, uniquingKeysWith: { $1 })
  }

  private func context(uri: String, _ flag: CancellationFlag, all: Bool) throws(ResponseError) -> DocumentContext {
    let key = document(uri: uri)?.key ?? overlay.key(FileURI.path(of: uri))
    guard let first = snapshot(of: key), let file = first.keys.firstIndex(of: key) else { throw Self.notOpen(uri) }
    var snapshots = [first.snapshot]
    var related: [Snapshot] = []
    var unopened: [String] = []
    if all {
      let holding = Set(files.roots(of: key))
      snapshots += holding.sorted().filter { $0 != first.root }.compactMap { refreshed($0) }
      // What is declared in an imported file may be named by programs that know nothing of this document.
      for root in files.roots(ofAny: first.keys) where root != first.root {
        if programs[root] == nil {
          unopened.append(root)
        } else if !holding.contains(root), let snapshot = refreshed(root) {
          related.append(snapshot)
        }
      }
    }
    return DocumentContext(
      snapshot: first.snapshot, file: FileID(file), programs: snapshots, related: related,
      unopened: self.unopened(unopened), settings: settings, client: client, encoding: encoding, versions: versions,
      isCancelled: { flag.isCancelled }, list: fileSystem.list, libraryCopy: host.libraryCopy)
  }

  private func unopened(_ roots: [String]) -> UnopenedPrograms {
    UnopenedPrograms(
      roots: Array(roots.prefix(ProgramLoader.fileLimit)), fileSystem: fileSystem, open: documents.mapValues(\.uri))
  }

  /// The program that answers for a file, up to date. A file that no open document leads to is read for this once.
  func snapshot(of key: String) -> (root: String, snapshot: Snapshot, keys: [String])? {
    // What was typed may have changed the imports, and with them the programs.
    for _ in 0..<4 {
      chooseRoots()
      guard let root = primaryRoot(of: key) else { return nil }
      if programs[root] != nil {
        guard let snapshot = refreshed(root), let state = programs[root] else { return nil }
        if areRootsStale { continue }
        return (root, snapshot, state.keys)
      }
      if let root = programs.values.filter({ $0.keys.contains(key) }).map(\.root).min(),
        let snapshot = refreshed(root), let state = programs[root]
      {
        return (root, snapshot, state.keys)
      }
      guard case .success = fileSystem.read(root) else { return nil }
      let program = load(root, like: nil)
      let keys = program.sources.map { StandardLibrary.text(of: $0.path) == nil ? overlay.key($0.path) : $0.path }
      return (root, Snapshot(program: program, compilation: compile(program.files), uris: uris(of: keys)), keys)
    }
    return nil
  }

  private func workspace(_ flag: CancellationFlag, all: Bool) -> WorkspaceContext {
    chooseRoots()
    return WorkspaceContext(
      programs: programs.keys.sorted().compactMap { refreshed($0) },
      unopened: unopened(all ? files.allRoots.filter { programs[$0] == nil } : []), settings: settings,
      client: client, encoding: encoding, versions: versions, isCancelled: { flag.isCancelled })
  }
}
