'use strict';
// Each feature that the server offers, as a provider of the editor. A feature that it does not offer is not registered.

const vscode = require('vscode');
const to = require('./convert.js');

/** The providers for what stands in the server's capabilities. */
function register(client, selector) {
  const { capabilities } = client;
  const { languages } = vscode;
  const made = [];
  const offers = name => Boolean(capabilities[name]);
  const options = name => (typeof capabilities[name] === 'object' ? capabilities[name] : {});
  const ask = (method, params, token) => client.request(method, params, token);
  const on = (name, make) => {
    if (offers(name)) made.push(make(options(name)));
  };

  on('completionProvider', own => languages.registerCompletionItemProvider(selector, {
    async provideCompletionItems(document, position, token, context) {
      const result = await ask('textDocument/completion', {
        ...to.at(document, position),
        context: { triggerKind: (context.triggerKind || 0) + 1, triggerCharacter: context.triggerCharacter },
      }, token);
      if (!result) return undefined;
      const items = Array.isArray(result) ? result : result.items;
      return new vscode.CompletionList(
        items.map(item => to.completionItem(item, result.itemDefaults)), Boolean(result.isIncomplete));
    },
    async resolveCompletionItem(item, token) {
      if (!own.resolveProvider) return item;
      const resolved = await ask('completionItem/resolve', item.original, token);
      if (resolved) {
        item.detail = resolved.detail;
        item.documentation = to.markdown(resolved.documentation);
        item.additionalTextEdits = resolved.additionalTextEdits && resolved.additionalTextEdits.map(to.textEdit);
      }
      return item;
    },
  }, ...(own.triggerCharacters || [])));

  on('hoverProvider', () => languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      const result = await ask('textDocument/hover', to.at(document, position), token);
      if (!result) return undefined;
      const contents = Array.isArray(result.contents) ? result.contents : [result.contents];
      return new vscode.Hover(contents.map(to.markdown), result.range && to.range(result.range));
    },
  }));

  on('signatureHelpProvider', own => languages.registerSignatureHelpProvider(selector, {
    async provideSignatureHelp(document, position, token, context) {
      const result = await ask('textDocument/signatureHelp', {
        ...to.at(document, position),
        context: {
          triggerKind: context.triggerKind, triggerCharacter: context.triggerCharacter, isRetrigger: context.isRetrigger,
        },
      }, token);
      if (!result || result.signatures.length === 0) return undefined;
      const help = new vscode.SignatureHelp();
      help.signatures = result.signatures.map(value => {
        const signature = new vscode.SignatureInformation(value.label, to.markdown(value.documentation));
        signature.parameters = to.list(value.parameters).map(
          one => new vscode.ParameterInformation(one.label, to.markdown(one.documentation)));
        signature.activeParameter = value.activeParameter;
        return signature;
      });
      help.activeSignature = result.activeSignature || 0;
      help.activeParameter = result.activeParameter || 0;
      return help;
    },
  }, { triggerCharacters: own.triggerCharacters || [], retriggerCharacters: own.retriggerCharacters || [] }));

  const jump = (capability, registration, method, name) => on(capability, () => languages[registration](selector, {
    async [method](document, position, token) {
      return to.locations(await ask(name, to.at(document, position), token));
    },
  }));
  jump('definitionProvider', 'registerDefinitionProvider', 'provideDefinition', 'textDocument/definition');
  jump('declarationProvider', 'registerDeclarationProvider', 'provideDeclaration', 'textDocument/declaration');
  jump('typeDefinitionProvider', 'registerTypeDefinitionProvider', 'provideTypeDefinition', 'textDocument/typeDefinition');
  jump('implementationProvider', 'registerImplementationProvider', 'provideImplementation', 'textDocument/implementation');

  on('referencesProvider', () => languages.registerReferenceProvider(selector, {
    async provideReferences(document, position, context, token) {
      return to.locations(await ask('textDocument/references', {
        ...to.at(document, position), context: { includeDeclaration: context.includeDeclaration },
      }, token));
    },
  }));

  on('documentHighlightProvider', () => languages.registerDocumentHighlightProvider(selector, {
    async provideDocumentHighlights(document, position, token) {
      const result = await ask('textDocument/documentHighlight', to.at(document, position), token);
      return to.list(result).map(one => new vscode.DocumentHighlight(to.range(one.range), (one.kind || 1) - 1));
    },
  }));

  on('renameProvider', own => languages.registerRenameProvider(selector, {
    async provideRenameEdits(document, position, newName, token) {
      return to.workspaceEdit(await ask('textDocument/rename', { ...to.at(document, position), newName }, token));
    },
    ...(own.prepareProvider ? {
      async prepareRename(document, position, token) {
        const result = await ask('textDocument/prepareRename', to.at(document, position), token);
        if (!result) throw new Error('This cannot be renamed.');
        if (result.defaultBehavior) return document.getWordRangeAtPosition(position);
        return result.range ? { range: to.range(result.range), placeholder: result.placeholder } : to.range(result);
      },
    } : {}),
  }));

  on('documentSymbolProvider', () => languages.registerDocumentSymbolProvider(selector, {
    async provideDocumentSymbols(document, token) {
      const result = await ask('textDocument/documentSymbol', { textDocument: to.document(document) }, token);
      return to.list(result).map(one => (one.location
        ? new vscode.SymbolInformation(one.name, one.kind - 1, one.containerName || '', to.location(one.location))
        : to.symbol(one)));
    },
  }));

  on('workspaceSymbolProvider', () => languages.registerWorkspaceSymbolProvider({
    async provideWorkspaceSymbols(query, token) {
      return to.list(await ask('workspace/symbol', { query }, token)).filter(one => one.location.range).map(
        one => new vscode.SymbolInformation(one.name, one.kind - 1, one.containerName || '', to.location(one.location)));
    },
  }));

  const settings = options => ({ tabSize: options.tabSize, insertSpaces: options.insertSpaces });
  const edits = result => to.list(result).map(to.textEdit);
  on('documentFormattingProvider', () => languages.registerDocumentFormattingEditProvider(selector, {
    async provideDocumentFormattingEdits(document, own, token) {
      return edits(await ask(
        'textDocument/formatting', { textDocument: to.document(document), options: settings(own) }, token));
    },
  }));
  on('documentRangeFormattingProvider', () => languages.registerDocumentRangeFormattingEditProvider(selector, {
    async provideDocumentRangeFormattingEdits(document, range, own, token) {
      return edits(await ask('textDocument/rangeFormatting', {
        textDocument: to.document(document), range: to.asRange(range), options: settings(own),
      }, token));
    },
  }));
  on('documentOnTypeFormattingProvider', own => languages.registerOnTypeFormattingEditProvider(selector, {
    async provideOnTypeFormattingEdits(document, position, ch, given, token) {
      return edits(await ask(
        'textDocument/onTypeFormatting', { ...to.at(document, position), ch, options: settings(given) }, token));
    },
  }, own.firstTriggerCharacter, ...(own.moreTriggerCharacter || [])));

  on('codeActionProvider', own => languages.registerCodeActionsProvider(selector, {
    async provideCodeActions(document, range, context, token) {
      const result = await ask('textDocument/codeAction', {
        textDocument: to.document(document), range: to.asRange(range),
        context: {
          diagnostics: context.diagnostics.map(to.asDiagnostic), only: context.only && [context.only.value],
          triggerKind: context.triggerKind,
        },
      }, token);
      return to.list(result).map(to.codeAction);
    },
    async resolveCodeAction(action, token) {
      if (!own.resolveProvider || action.edit) return action;
      const resolved = await ask('codeAction/resolve', action.original, token);
      if (resolved) {
        action.edit = to.workspaceEdit(resolved.edit);
        action.command = to.command(resolved.command);
      }
      return action;
    },
  }, { providedCodeActionKinds: to.list(own.codeActionKinds).map(kind => vscode.CodeActionKind.Empty.append(kind)) }));

  on('codeLensProvider', own => languages.registerCodeLensProvider(selector, {
    onDidChangeCodeLenses: client.lenses.event,
    async provideCodeLenses(document, token) {
      const result = await ask('textDocument/codeLens', { textDocument: to.document(document) }, token);
      return to.list(result).map(value => {
        const lens = new vscode.CodeLens(to.range(value.range), to.command(value.command));
        lens.original = value;
        return lens;
      });
    },
    async resolveCodeLens(lens, token) {
      if (own.resolveProvider && !lens.command) {
        lens.command = to.command((await ask('codeLens/resolve', lens.original, token)).command);
      }
      return lens;
    },
  }));

  on('documentLinkProvider', own => languages.registerDocumentLinkProvider(selector, {
    async provideDocumentLinks(document, token) {
      const result = await ask('textDocument/documentLink', { textDocument: to.document(document) }, token);
      return to.list(result).map(value => {
        const link = new vscode.DocumentLink(to.range(value.range), value.target && to.uri(value.target));
        link.tooltip = value.tooltip;
        link.original = value;
        return link;
      });
    },
    async resolveDocumentLink(link, token) {
      if (own.resolveProvider && !link.target) {
        link.target = to.uri((await ask('documentLink/resolve', link.original, token)).target);
      }
      return link;
    },
  }));

  on('foldingRangeProvider', () => languages.registerFoldingRangeProvider(selector, {
    async provideFoldingRanges(document, context, token) {
      const result = await ask('textDocument/foldingRange', { textDocument: to.document(document) }, token);
      const kinds = { comment: 1, imports: 2, region: 3 };
      return to.list(result).map(one => new vscode.FoldingRange(one.startLine, one.endLine, kinds[one.kind]));
    },
  }));

  on('selectionRangeProvider', () => languages.registerSelectionRangeProvider(selector, {
    async provideSelectionRanges(document, positions, token) {
      const result = await ask('textDocument/selectionRange', {
        textDocument: to.document(document), positions: positions.map(to.asPosition),
      }, token);
      const make = one => new vscode.SelectionRange(to.range(one.range), one.parent && make(one.parent));
      return to.list(result).map(make);
    },
  }));

  on('inlayHintProvider', own => languages.registerInlayHintsProvider(selector, {
    onDidChangeInlayHints: client.hints.event,
    async provideInlayHints(document, range, token) {
      const result = await ask(
        'textDocument/inlayHint', { textDocument: to.document(document), range: to.asRange(range) }, token);
      return to.list(result).map(value => {
        const label = typeof value.label === 'string' ? value.label : value.label.map(part => {
          const made = new vscode.InlayHintLabelPart(part.value);
          made.tooltip = to.markdown(part.tooltip);
          made.location = part.location && to.location(part.location);
          made.command = to.command(part.command);
          return made;
        });
        const hint = new vscode.InlayHint(to.position(value.position), label, value.kind);
        hint.tooltip = to.markdown(value.tooltip);
        hint.paddingLeft = value.paddingLeft;
        hint.paddingRight = value.paddingRight;
        hint.textEdits = value.textEdits && value.textEdits.map(to.textEdit);
        hint.original = value;
        return hint;
      });
    },
    async resolveInlayHint(hint, token) {
      if (!own.resolveProvider) return hint;
      const resolved = await ask('inlayHint/resolve', hint.original, token);
      if (resolved) hint.tooltip = to.markdown(resolved.tooltip);
      return hint;
    },
  }));

  on('semanticTokensProvider', own => {
    const legend = new vscode.SemanticTokensLegend(own.legend.tokenTypes, own.legend.tokenModifiers);
    const tokens = result => result && new vscode.SemanticTokens(new Uint32Array(result.data), result.resultId);
    const hasEdits = own.full && own.full.delta;
    return vscode.Disposable.from(...[
      own.full && languages.registerDocumentSemanticTokensProvider(selector, {
        onDidChangeSemanticTokens: client.tokens.event,
        async provideDocumentSemanticTokens(document, token) {
          return tokens(await ask('textDocument/semanticTokens/full', { textDocument: to.document(document) }, token));
        },
        ...(hasEdits ? {
          async provideDocumentSemanticTokensEdits(document, previousResultId, token) {
            const result = await ask(
              'textDocument/semanticTokens/full/delta', { textDocument: to.document(document), previousResultId }, token);
            if (!result || result.data) return tokens(result);
            return new vscode.SemanticTokensEdits(result.edits.map(edit => new vscode.SemanticTokensEdit(
              edit.start, edit.deleteCount, edit.data && new Uint32Array(edit.data))), result.resultId);
          },
        } : {}),
      }, legend),
      own.range && languages.registerDocumentRangeSemanticTokensProvider(selector, {
        async provideDocumentRangeSemanticTokens(document, range, token) {
          return tokens(await ask(
            'textDocument/semanticTokens/range', { textDocument: to.document(document), range: to.asRange(range) }, token));
        },
      }, legend),
    ].filter(Boolean));
  });

  on('callHierarchyProvider', () => languages.registerCallHierarchyProvider(selector, {
    async prepareCallHierarchy(document, position, token) {
      const result = await ask('textDocument/prepareCallHierarchy', to.at(document, position), token);
      return result ? result.map(to.callItem) : undefined;
    },
    async provideCallHierarchyIncomingCalls(item, token) {
      const result = await ask('callHierarchy/incomingCalls', { item: item.original }, token);
      return to.list(result).map(
        call => new vscode.CallHierarchyIncomingCall(to.callItem(call.from), call.fromRanges.map(to.range)));
    },
    async provideCallHierarchyOutgoingCalls(item, token) {
      const result = await ask('callHierarchy/outgoingCalls', { item: item.original }, token);
      return to.list(result).map(
        call => new vscode.CallHierarchyOutgoingCall(to.callItem(call.to), call.fromRanges.map(to.range)));
    },
  }));

  return made;
}

module.exports = { register };
