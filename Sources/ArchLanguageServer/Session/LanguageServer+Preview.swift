import ArchProject
import ArchSyntax

/// What a preview tells while it runs.
public enum PreviewEvent: Sendable, Hashable {
  /// The page can be opened at an address.
  case ready(url: String)
  /// Somebody clicked on a part: its line, from 1, is to be shown.
  case open(path: String, line: Int)
}

/// The preview of a program: a page in the browser, served by a process of its own.
struct PreviewState {
  /// Nil until it can be opened.
  var url: String?
  /// The requests that wait for it.
  var waiting: [RequestID] = []
}

extension LanguageServer {
  static let previewCommand = "archc.preview"
  /// What stands for a code action where the client takes commands alone: the title and the edit of it.
  static let applyCommand = "archc.applyEdit"

  /// Runs a command: `archc.preview`, with the URI of a document, or without for the one that was typed in last.
  func execute(_ id: RequestID, _ params: LSP.ExecuteCommandParams) throws(ResponseError) {
    if params.command == Self.applyCommand, client.appliesEdits {
      guard let arguments = params.arguments, arguments.count == 2, let title = arguments[0].string else {
        throw ResponseError(.invalidParams, "`\(Self.applyCommand)` takes the arguments that came with it")
      }
      ask("workspace/applyEdit", LSP.ApplyEditParams(label: title, edit: arguments[1]))
      return respond(id, JSONValue.null)
    }
    guard params.command == Self.previewCommand else {
      throw ResponseError(.invalidParams, "there is no command `\(params.command)`; `\(Self.previewCommand)` is one")
    }
    guard let preview = host.preview else { throw ResponseError(.requestFailed, "there is no preview here") }
    chooseRoots()
    let named = params.arguments?.first?.string.map { document(uri: $0)?.key ?? overlay.key(FileURI.path(of: $0)) }
    guard let key = named ?? recent ?? documents.keys.min(), let root = primaryRoot(of: key) else {
      throw ResponseError(.invalidParams, "name the document to show as the first argument")
    }
    guard case .success = host.fileSystem.read(root) else {
      throw ResponseError(.requestFailed, "the preview reads files: save `\(Path.name(of: root))` first")
    }
    if let state = previews[root] {
      guard let url = state.url else {
        previews[root]?.waiting.append(id)
        return
      }
      show(url, of: root)
      return respond(id, ["url": JSONValue.string(url)])
    }
    previews[root] = PreviewState(waiting: [id])
    let opens = !client.showsDocuments
    submit(
      BackgroundJob(lane: .previews, delay: 0, flag: CancellationFlag()) { tell in
        let problem = preview(root, opens) { tell(.previewed(root: root, $0)) }
        return .previewEnded(root: root, problem)
      })
  }

  func note(_ event: PreviewEvent, of root: String) {
    switch event {
    case .ready(let url):
      guard let state = previews[root] else { return }
      previews[root] = PreviewState(url: url)
      show(url, of: root)
      for id in state.waiting { respond(id, ["url": JSONValue.string(url)]) }
    case .open(let path, let line):
      guard client.showsDocuments, let uri = uris(of: [overlay.key(path)]).first ?? nil else { return }
      let place = LSP.Position(line: max(0, line - 1), character: 0)
      ask(
        "window/showDocument",
        LSP.ShowDocumentParams(uri: uri, takeFocus: true, selection: LSP.Range(start: place, end: place)))
    }
  }

  /// The process is gone: somebody ended it, or it could not be started.
  func previewEnded(_ root: String, _ problem: String?) {
    guard let state = previews.removeValue(forKey: root) else { return }
    for id in state.waiting { fail(id, ResponseError(.requestFailed, problem ?? "the preview could not be started")) }
  }

  /// An editor that shows pages is asked to; otherwise the command has opened a browser, and the address is told, for
  /// who sits before a terminal far away.
  private func show(_ url: String, of root: String) {
    if client.showsDocuments {
      ask("window/showDocument", LSP.ShowDocumentParams(uri: url, external: true, takeFocus: true))
    } else {
      let text = "The preview of \(Path.name(of: root)) is at \(url)"
      tell("window/showMessage", LSP.LogMessageParams(type: 3, message: text))
    }
  }
}
