import ArchSyntax

extension RequestHandler {
  static let hoverHandlers: [RequestHandler] = [
    .document("textDocument/hover", capabilities: ["hoverProvider": true]) {
      (context, params: LSP.TextDocumentPositionParams) -> LSP.Hover? in
      guard let found = hover(in: context.snapshot, file: context.file, at: context.offset(params.position)) else {
        return nil
      }
      return LSP.Hover(
        contents: .text(found.markdown, markdown: context.client.hasMarkdown), range: context.range(found.span.range))
    },
    .document(
      "textDocument/signatureHelp",
      capabilities: ["signatureHelpProvider": ["triggerCharacters": [":", " "], "retriggerCharacters": [",", "["]]]
    ) { (context, params: LSP.SignatureHelpParams) -> LSP.SignatureHelp? in
      guard let help = phraseHelp(in: context.snapshot, file: context.file, at: context.offset(params.position)) else {
        return nil
      }
      let signatures = zip(help.signatures, help.activeParameters).map { signature, active in
        let label = Array(signature.label.utf8)
        func units(_ bytes: Int) -> Int { String(decoding: label[..<bytes], as: UTF8.self).utf16.count }
        func place(_ range: Range<Int>) -> JSONValue {
          // The same words may stand twice in a label, which only places tell apart.
          context.client.hasLabelOffsets
            ? [.int(units(range.lowerBound)), .int(units(range.upperBound))]
            : .string(String(decoding: label[range], as: UTF8.self))
        }
        return LSP.SignatureInformation(
          label: signature.label,
          documentation: .text(help.documentation, markdown: context.client.hasMarkdownInSignatures),
          parameters: signature.parameters.map { parameter in
            LSP.ParameterInformation(
              label: place(parameter.range),
              documentation: parameter.documentation.isEmpty
                ? nil : .text(parameter.documentation, markdown: context.client.hasMarkdownInSignatures))
          }, activeParameter: active)
      }
      return LSP.SignatureHelp(
        signatures: signatures, activeSignature: help.activeSignature,
        activeParameter: help.activeParameters[help.activeSignature])
    },
  ]
}
