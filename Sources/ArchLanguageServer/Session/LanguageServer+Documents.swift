import ArchProject
import ArchSyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension LanguageServer {
  func handle(notification method: String, _ data: Data) throws(ResponseError) {
    switch method {
    case "initialized": initialized()
    case "$/cancelRequest": cancel(try JSONCoding.params(LSP.CancelParams.self, in: data).id)
    case "textDocument/didOpen": open(try JSONCoding.params(LSP.DidOpenParams.self, in: data).textDocument)
    case "textDocument/didChange": try change(try JSONCoding.params(LSP.DidChangeParams.self, in: data))
    case "textDocument/didClose": close(try JSONCoding.params(LSP.TextDocumentParams.self, in: data).textDocument.uri)
    case "textDocument/didSave": save(try JSONCoding.params(LSP.TextDocumentParams.self, in: data).textDocument.uri)
    case "workspace/didChangeConfiguration":
      let params = try JSONCoding.params(LSP.DidChangeConfigurationParams.self, in: data)
      if client.asksConfiguration {
        askForSettings()
      } else if let settings = params.settings {
        use(ServerSettings(settings["archc"] ?? settings))
      }
    case "workspace/didChangeWorkspaceFolders":
      let event = try JSONCoding.params(LSP.DidChangeWorkspaceFoldersParams.self, in: data).event
      let removed = Set(event.removed.map { overlay.key(FileURI.path(of: $0.uri)) })
      folders.removeAll { removed.contains($0) }
      let added = event.added.map { overlay.key(FileURI.path(of: $0.uri)) }.filter { !folders.contains($0) }
      folders += added
      forget(below: removed)
      scan(added)
    case "workspace/didChangeWatchedFiles":
      let changes = try JSONCoding.params(LSP.DidChangeWatchedFilesParams.self, in: data).changes
      filesChanged(changes.map { ($0.uri, isGone: $0.type == 3) })
    case "workspace/didCreateFiles":
      let files = try JSONCoding.params(LSP.FilesParams.self, in: data).files
      filesChanged(files.map { ($0.uri, isGone: false) })
    case "workspace/didDeleteFiles":
      let files = try JSONCoding.params(LSP.FilesParams.self, in: data).files
      filesChanged(files.map { ($0.uri, isGone: true) })
    case "workspace/didRenameFiles":
      let files = try JSONCoding.params(LSP.RenameFilesParams.self, in: data).files
      filesChanged(files.flatMap { [($0.oldUri, isGone: true), ($0.newUri, isGone: false)] })
    default:
      // What the server does not know it may leave out.
      break
    }
  }

  func document(uri: String) -> OpenDocument? {
    if let key = keys[uri] { return documents[key] }
    return documents[overlay.key(FileURI.path(of: uri))]
  }

  private func open(_ item: LSP.TextDocumentItem) {
    let path = FileURI.path(of: item.uri)
    let key = overlay.key(path)
    // Opened twice, or under two names: the last one counts, until it is closed.
    let document = OpenDocument(uri: item.uri, key: key, path: path, version: item.version, text: item.text)
    documents[key] = document
    keys[item.uri] = key
    overlay.open(key, document.bytes)
    touched.insert(key)
    recent = key
    areRootsStale = true
    markStale(filesOf: [key])
  }

  private func change(_ params: LSP.DidChangeParams) throws(ResponseError) {
    let uri = params.textDocument.uri
    guard let key = document(uri: uri)?.key, let version = params.textDocument.version else { throw Self.notOpen(uri) }
    // Taken out while it changes, so that the text is not copied.
    guard var document = documents.removeValue(forKey: key) else { throw Self.notOpen(uri) }
    let replacements = document.apply(params.contentChanges, encoding)
    document.version = version
    overlay.open(key, document.bytes)
    documents[key] = document
    touched.insert(key)
    recent = key
    for root in programs.keys { programs[root]?.shift(key, by: replacements) }
    markStale(filesOf: [key])
  }

  private func close(_ uri: String) {
    guard let key = document(uri: uri)?.key else { return }
    keys[uri] = nil
    if let other = keys.filter({ $0.value == key }).keys.min() {
      // The same file is still open under another name.
      documents[key]?.uri = other
      touched.insert(key)
      return markStale(filesOf: [key])
    }
    documents[key] = nil
    touched.remove(key)
    if recent == key { recent = nil }
    overlay.close(key)
    areRootsStale = true
    markStale(filesOf: [key])
    heldPulls.removeAll { pull in
      guard pull.key == key else { return false }
      fail(pull.id, ResponseError(.requestCancelled, "the document was closed"))
      return true
    }
    updateEdges(of: key)
  }

  private func save(_ uri: String) {
    // Without word of changes, this is when files of others are looked at anew.
    guard let key = document(uri: uri)?.key, !client.registersWatchers else { return }
    for root in programs.keys { programs[root]?.rules = nil }
    markStale(filesOf: [key])
  }

  /// Marks the programs that hold some files, so that they are read anew.
  func markStale(filesOf keys: Set<String>) {
    for (root, program) in programs where program.keys.contains(where: keys.contains) || keys.contains(root) {
      markStale(root)
    }
  }

  func markStale(_ root: String) {
    programs[root]?.isStale = true
    programs[root]?.check?.cancel()
    programs[root]?.check = nil
  }

  /// Files on the disk are not what they were.
  private func filesChanged(_ changes: [(uri: String, isGone: Bool)]) {
    var changed: Set<String> = []
    var areSettings = false
    var isNew = false
    for change in changes {
      let path = FileURI.path(of: change.uri)
      let key = overlay.key(path)
      overlay.forget(key)
      overlay.forget(path)
      if path.hasSuffix(".arch") {
        changed.formUnion([key, path])
        if change.isGone || files.imports[key] == nil { isNew = true }
        if change.isGone, documents[key] == nil {
          files.remove(key)
          files.remove(path)
          areRootsStale = true
        } else {
          updateEdges(of: key)
        }
      } else if change.isGone, files.imports.keys.contains(where: { Path.isInside($0, folder: key) }) {
        forget(in: key)
        isNew = true
      } else if !change.isGone, !fileSystem.list(key).isEmpty {
        scan([key])
        isNew = true
      } else {
        areSettings = true
      }
    }
    if areSettings {
      for root in programs.keys { programs[root]?.rules = nil }
    }
    // A new file may be the one that an import misses.
    if areSettings || isNew {
      for root in programs.keys.sorted() { markStale(root) }
    } else {
      markStale(filesOf: changed)
    }
  }

  /// Forgets what was known of the files of a folder that is gone.
  private func forget(in folder: String) {
    for file in files.imports.keys where Path.isInside(file, folder: folder) {
      overlay.forget(file)
      if documents[file] == nil { files.remove(file) }
    }
    areRootsStale = true
  }

  /// Reads what a file on the disk imports, unless a program that is loaded says so.
  private func updateEdges(of key: String) {
    guard documents[key] == nil, key.hasPrefix("/") else { return }
    guard fileSystem.resolve(key) != nil else {
      files.remove(key)
      areRootsStale = true
      return
    }
    guard files.imports[key] != nil || folders.contains(where: { Path.isInside(key, folder: $0) }) else { return }
    if files.set(key, imports: WorkspaceScan.imports(of: key, in: fileSystem)) { areRootsStale = true }
  }

  /// Forgets the files of folders that left the workspace, unless another one holds them.
  private func forget(below removed: Set<String>) {
    guard !removed.isEmpty else { return }
    for file in files.imports.keys
    where removed.contains(where: { Path.isInside(file, folder: $0) })
      && !folders.contains(where: { Path.isInside(file, folder: $0) }) && documents[file] == nil
    {
      files.remove(file)
    }
    areRootsStale = true
  }
}
