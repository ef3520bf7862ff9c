'use strict';
// Values of the protocol as values of the editor, and back. Both count UTF-16 units.

const vscode = require('vscode');

const list = values => (Array.isArray(values) ? values : []);

const position = value => new vscode.Position(value.line, value.character);
const range = value => new vscode.Range(position(value.start), position(value.end));
const uri = value => vscode.Uri.parse(value);
const location = value => new vscode.Location(uri(value.uri), range(value.range));
const asPosition = value => ({ line: value.line, character: value.character });
const asRange = value => ({ start: asPosition(value.start), end: asPosition(value.end) });
const asUri = value => value.toString();
const document = value => ({ uri: asUri(value.uri) });
const at = (text, where) => ({ textDocument: document(text), position: asPosition(where) });

function markdown(value) {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return new vscode.MarkdownString(value);
  if (value.kind === 'plaintext') return new vscode.MarkdownString().appendText(value.value);
  if (value.language) return new vscode.MarkdownString().appendCodeblock(value.value, value.language);
  return new vscode.MarkdownString(value.value);
}

function diagnostic(value) {
  const result = new vscode.Diagnostic(
    range(value.range), value.message, Math.max(0, (value.severity || 1) - 1));
  result.source = value.source;
  result.code = value.codeDescription ? { value: value.code, target: uri(value.codeDescription.href) } : value.code;
  if (value.tags) result.tags = value.tags;
  result.relatedInformation = list(value.relatedInformation).map(
    item => new vscode.DiagnosticRelatedInformation(location(item.location), item.message));
  // What the server sent goes back to it with a request for code actions.
  result.original = value;
  return result;
}

function asDiagnostic(value) {
  return value.original || {
    range: asRange(value.range), message: value.message, severity: value.severity + 1, source: value.source,
    code: value.code && typeof value.code === 'object' ? value.code.value : value.code,
  };
}

const textEdit = value => new vscode.TextEdit(range(value.range), value.newText);

function workspaceEdit(value) {
  if (!value) return undefined;
  const result = new vscode.WorkspaceEdit();
  const metadata = id => {
    const annotation = id && value.changeAnnotations && value.changeAnnotations[id];
    return annotation
      ? { label: annotation.label, description: annotation.description, needsConfirmation: Boolean(annotation.needsConfirmation) }
      : undefined;
  };
  for (const change of list(value.documentChanges)) {
    if (change.kind === 'create') {
      result.createFile(uri(change.uri), change.options || {}, metadata(change.annotationId));
    } else if (change.kind === 'rename') {
      result.renameFile(uri(change.oldUri), uri(change.newUri), change.options || {}, metadata(change.annotationId));
    } else if (change.kind === 'delete') {
      result.deleteFile(uri(change.uri), change.options || {}, metadata(change.annotationId));
    } else {
      for (const edit of change.edits) {
        result.replace(uri(change.textDocument.uri), range(edit.range), edit.newText, metadata(edit.annotationId));
      }
    }
  }
  if (!value.documentChanges) {
    for (const [key, edits] of Object.entries(value.changes || {})) result.set(uri(key), edits.map(textEdit));
  }
  return result;
}

const command = value => value && { title: value.title, command: value.command, arguments: value.arguments };

function completionItem(value, defaults) {
  const item = new vscode.CompletionItem(
    value.labelDetails ? { label: value.label, ...value.labelDetails } : value.label,
    value.kind ? value.kind - 1 : undefined);
  item.detail = value.detail;
  item.documentation = markdown(value.documentation);
  item.sortText = value.sortText;
  item.filterText = value.filterText;
  item.preselect = value.preselect;
  item.commitCharacters = value.commitCharacters || (defaults && defaults.commitCharacters);
  item.tags = value.tags;
  const isSnippet = (value.insertTextFormat || (defaults && defaults.insertTextFormat)) === 2;
  const make = text => (isSnippet ? new vscode.SnippetString(text) : text);
  const edit = value.textEdit;
  const editRange = edit ? edit.range || { inserting: edit.insert, replacing: edit.replace } : defaults && defaults.editRange;
  if (edit) item.insertText = make(edit.newText);
  else if (value.textEditText !== undefined || value.insertText !== undefined) {
    item.insertText = make(value.textEditText !== undefined ? value.textEditText : value.insertText);
  } else if (editRange || isSnippet) item.insertText = make(value.label);
  if (editRange) {
    const { inserting, replacing, insert, replace } = editRange;
    item.range = editRange.start
      ? range(editRange) : { inserting: range(inserting || insert), replacing: range(replacing || replace) };
  }
  item.additionalTextEdits = value.additionalTextEdits && value.additionalTextEdits.map(textEdit);
  item.command = command(value.command);
  item.original = value;
  return item;
}

function symbol(value) {
  const result = new vscode.DocumentSymbol(
    value.name || '?', value.detail || '', value.kind - 1, range(value.range), range(value.selectionRange));
  result.tags = value.tags;
  result.children = list(value.children).map(symbol);
  return result;
}

function locations(value) {
  if (!value) return undefined;
  return (Array.isArray(value) ? value : [value]).map(item => (item.targetUri
    ? {
      originSelectionRange: item.originSelectionRange && range(item.originSelectionRange), targetUri: uri(item.targetUri),
      targetRange: range(item.targetRange), targetSelectionRange: range(item.targetSelectionRange),
    }
    : location(item)));
}

function callItem(value) {
  const item = new vscode.CallHierarchyItem(
    value.kind - 1, value.name, value.detail || '', uri(value.uri), range(value.range), range(value.selectionRange));
  item.tags = value.tags;
  item.original = value;
  return item;
}

function codeAction(value) {
  if (typeof value.command === 'string') return command(value);
  const action = new vscode.CodeAction(value.title, value.kind && vscode.CodeActionKind.Empty.append(value.kind));
  action.edit = workspaceEdit(value.edit);
  action.command = command(value.command);
  action.isPreferred = value.isPreferred;
  action.disabled = value.disabled;
  action.diagnostics = list(value.diagnostics).map(diagnostic);
  action.original = value;
  return action;
}

module.exports = {
  asDiagnostic, asPosition, asRange, asUri, at, callItem, codeAction, command, completionItem, diagnostic, document, list,
  location, locations, markdown, position, range, symbol, textEdit, uri, workspaceEdit,
};
