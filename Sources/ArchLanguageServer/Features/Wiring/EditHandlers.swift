import ArchSyntax

extension RequestHandler {
  static let formattingHandlers: [RequestHandler] = [
    .document("textDocument/formatting", capabilities: ["documentFormattingProvider": true]) {
      (context, _: LSP.DocumentFormattingParams) -> [LSP.TextEdit] in
      context.textEdits(formatting(in: context.snapshot, file: context.file))
    },
    .document("textDocument/rangeFormatting", capabilities: ["documentRangeFormattingProvider": true]) {
      (context, params: LSP.DocumentRangeFormattingParams) -> [LSP.TextEdit] in
      context.textEdits(
        formatting(in: context.snapshot, file: context.file, bytes: context.bytes(params.range)))
    },
    .document(
      "textDocument/onTypeFormatting",
      capabilities: [
        "documentOnTypeFormattingProvider": ["firstTriggerCharacter": "}", "moreTriggerCharacter": ["\n"]]
      ]
    ) { (context, params: LSP.DocumentOnTypeFormattingParams) -> [LSP.TextEdit] in
      context.textEdits(
        formatting(
          in: context.snapshot, file: context.file, at: context.offset(params.position), typed: params.ch))
    },
  ]

  static let actionHandlers: [RequestHandler] = [
    .document(
      "textDocument/codeAction",
      capabilities: [
        "codeActionProvider": [
          "codeActionKinds": .array(CodeAction.Kind.allCases.map { .string($0.rawValue) })
        ]
      ]
    ) { (context, params: LSP.CodeActionParams) -> [LSP.ActionOrCommand] in
      let client = context.client
      guard client.takesActions || client.appliesEdits else { return [] }
      let actions = codeActions(
        in: context.snapshot, file: context.file, bytes: context.bytes(params.range), kinds: params.context.only)
      return try actions.map { action in
        let edit = context.workspaceEdit(action.edits)
        guard client.takesActions else {
          let arguments = [JSONValue.string(action.title), try JSONCoding.value(edit)]
          return .command(
            LSP.Command(title: action.title, command: LanguageServer.applyCommand, arguments: arguments))
        }
        let mended = action.diagnostic.map { diagnostic in
          params.context.diagnostics.filter { given in
            given.code == .string(diagnostic.id) && context.range(diagnostic.primary.span.range) == given.range
          }
        }
        return .action(
          LSP.CodeAction(
            title: action.title, kind: action.kind.rawValue, diagnostics: mended?.isEmpty ?? true ? nil : mended,
            isPreferred: action.isPreferred ? true : nil, edit: edit))
      }
    }
  ]
}

extension DocumentContext {
  /// The edits of the document itself.
  func textEdits(_ edits: [Edit]) -> [LSP.TextEdit] {
    edits.filter { $0.span.file == file }.map {
      LSP.TextEdit(range: range($0.span.range), newText: lines.withOwnLineBreaks($0.text))
    }
  }
}
