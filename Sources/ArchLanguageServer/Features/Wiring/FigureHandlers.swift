import ArchModel
import ArchSyntax

extension RequestHandler {
  static let figureHandlers: [RequestHandler] = [
    .document("textDocument/inlayHint", capabilities: ["inlayHintProvider": true], lane: .background) {
      (context, params: LSP.TextDocumentRangeParams) -> [LSP.InlayHint] in
      guard context.settings.inlayHints.isShown, !context.isCancelled() else { return [] }
      return inlayHints(
        in: context.snapshot, file: context.file, bytes: context.bytes(params.range),
        shown: context.settings.inlayHints, figures: context.snapshot.figures
      ).map { hint in
        LSP.InlayHint(
          position: context.position(hint.offset), label: hint.label,
          tooltip: .text(hint.tooltip, markdown: context.client.hasMarkdown), paddingLeft: true)
      }
    },
    .document("textDocument/codeLens", capabilities: ["codeLensProvider": [:]], lane: .background) {
      (context, _: LSP.TextDocumentParams) -> [LSP.CodeLens] in
      codeLenses(
        in: context.snapshot, file: context.file, showsPreview: context.settings.previewLens,
        figures: context.snapshot.figures
      ).map { lens in
        let command: LSP.Command
        switch lens.action {
        case .preview(let element):
          let arguments: [JSONValue] = [.string(context.uri)] + (element.map { [.string($0)] } ?? [])
          command = LSP.Command(title: lens.title, command: LanguageServer.previewCommand, arguments: arguments)
        case .none: command = LSP.Command(title: lens.title, command: "")
        }
        return LSP.CodeLens(range: context.range(lens.span.range), command: command)
      }
    },
  ]

  static let callHandlers: [RequestHandler] = [
    .document("textDocument/prepareCallHierarchy", capabilities: ["callHierarchyProvider": true]) {
      (context, params: LSP.TextDocumentPositionParams) -> [LSP.CallHierarchyItem] in
      let calls = CallHierarchy(snapshot: context.snapshot)
      guard let element = calls.element(file: context.file, at: context.offset(params.position)),
        let item = context.callItem(element)
      else { return [] }
      return [item]
    },
    .document("callHierarchy/incomingCalls") {
      (context, params: LSP.CallHierarchyCallsParams) -> [LSP.CallHierarchyIncomingCall] in
      guard let element = context.element(params.item) else { return [] }
      return CallHierarchy(snapshot: context.snapshot).incoming(element).compactMap { calls in
        guard let item = context.callItem(calls.other) else { return nil }
        // The ranges are those in the file of the caller.
        let ranges = calls.places.compactMap { context.location($0) }.filter { $0.uri == item.uri }.map(\.range)
        return LSP.CallHierarchyIncomingCall(from: item, fromRanges: ranges)
      }
    },
    .document("callHierarchy/outgoingCalls") {
      (context, params: LSP.CallHierarchyCallsParams) -> [LSP.CallHierarchyOutgoingCall] in
      guard let element = context.element(params.item) else { return [] }
      return CallHierarchy(snapshot: context.snapshot).outgoing(element).compactMap { calls in
        guard let item = context.callItem(calls.other) else { return nil }
        let ranges = calls.places.compactMap { context.location($0) }.filter { $0.uri == params.item.uri }.map(\.range)
        return LSP.CallHierarchyOutgoingCall(to: item, fromRanges: ranges)
      }
    },
  ]
}

extension DocumentContext {
  fileprivate func callItem(_ element: ElementID) -> LSP.CallHierarchyItem? {
    let reference = model[element].node
    let tree = model.tree(of: reference)
    guard let place = location(model.nameSpan(element)),
      let whole = location(tree.span(ofTokens: tree.nodes[reference.node].tokens))
    else { return nil }
    let kind = model[element].kind
    return LSP.CallHierarchyItem(
      name: model.shortName(element), kind: LSP.SymbolKind(kind),
      detail: model.title(element).map { "\(kind.rawValue) · \($0)" } ?? kind.rawValue, uri: place.uri,
      range: whole.range, selectionRange: place.range, data: ["path": .string(model.path(element))])
  }

  /// The component that an item stands for, found again by its path.
  fileprivate func element(_ item: LSP.CallHierarchyItem) -> ElementID? {
    guard let path = item.data?["path"]?.string else { return nil }
    return model.element(at: path, of: KindSet.components)
  }
}
