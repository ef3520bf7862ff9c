'use strict';
// A stand-in for the module `vscode`: its values, and what was registered with it. Only what the extension uses.

const path = require('path');
const { fileURLToPath, pathToFileURL } = require('url');

class Position {
  constructor(line, character) {
    this.line = line;
    this.character = character;
  }
}

class Range {
  constructor(start, end, endLine, endCharacter) {
    if (endLine !== undefined) {
      this.start = new Position(start, end);
      this.end = new Position(endLine, endCharacter);
    } else {
      this.start = start;
      this.end = end;
    }
  }
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.slice(0, text.indexOf(':'));
  }
  static parse(text) { return new Uri(text); }
  static file(name) { return new Uri(pathToFileURL(name).href); }
  get fsPath() { return fileURLToPath(this.text); }
  toString() { return this.text; }
}

/** A class that keeps its arguments under these names. */
const record = (...names) => class {
  constructor(...values) {
    names.forEach((name, index) => { this[name] = values[index]; });
  }
};

class MarkdownString {
  constructor(value = '') { this.value = value; }
  appendText(text) {
    this.value += text;
    return this;
  }
  appendCodeblock(text, language) {
    this.value += `\n\`\`\`${language}\n${text}\n\`\`\`\n`;
    return this;
  }
}

class WorkspaceEdit {
  constructor() { this.edits = []; }
  replace(uri, range, newText) { this.edits.push({ uri: String(uri), range, newText }); }
  set(uri, edits) { for (const edit of edits) this.replace(uri, edit.range, edit.newText); }
  createFile(uri) { this.edits.push({ create: String(uri) }); }
  renameFile(from, to) { this.edits.push({ from: String(from), to: String(to) }); }
  deleteFile(uri) { this.edits.push({ delete: String(uri) }); }
}

class CodeActionKind {
  constructor(value) { this.value = value; }
  append(part) { return new CodeActionKind(this.value ? `${this.value}.${part}` : part); }
}
CodeActionKind.Empty = new CodeActionKind('');

class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = listener => {
      this.listeners.add(listener);
      return { dispose: () => this.listeners.delete(listener) };
    };
  }
  fire(value) { for (const listener of [...this.listeners]) listener(value); }
  dispose() { this.listeners.clear(); }
}

class Disposable {
  constructor(dispose) { this.dispose = dispose; }
  static from(...parts) { return new Disposable(() => parts.forEach(part => part.dispose())); }
}

class TextDocument {
  constructor(uri, languageId, text) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = 1;
    this.text = text;
  }
  getText() { return this.text; }
  offsetAt(position) {
    const lines = this.text.split('\n');
    let offset = 0;
    for (let line = 0; line < position.line && line < lines.length; line += 1) offset += lines[line].length + 1;
    return Math.min(offset + position.character, this.text.length);
  }
  positionAt(offset) {
    const lines = this.text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines[lines.length - 1].length);
  }
  getWordRangeAtPosition() { return undefined; }
}

/** A fresh `vscode`, with settings as a person has them and folders that are open. */
function make(settings, folders) {
  const providers = {};
  const commands = {};
  const shown = { messages: [], opened: [], external: [], output: [], progress: 0 };
  const events = {};
  const tasks = {};
  const event = name => {
    events[name] = new EventEmitter();
    return events[name].event;
  };
  const provider = name => (...rest) => {
    providers[name] = rest.find(value => value && typeof value === 'object' && !Array.isArray(value));
    providers[`${name} arguments`] = rest;
    return { dispose: () => delete providers[name] };
  };
  const diagnostics = new Map();
  const look = key => key.split('.').reduce((value, part) => (value === undefined ? undefined : value[part]), settings);
  const message = kind => async text => {
    shown.messages.push(`${kind}: ${text}`);
    return undefined;
  };
  const vscode = {
    Position, Range, Uri, MarkdownString, WorkspaceEdit, CodeActionKind, EventEmitter, Disposable,
    Location: record('uri', 'range'), Diagnostic: record('range', 'message', 'severity'),
    DiagnosticRelatedInformation: record('location', 'message'), TextEdit: record('range', 'newText'),
    CompletionItem: record('label', 'kind'), CompletionList: record('items', 'isIncomplete'), SnippetString: record('value'),
    DocumentSymbol: record('name', 'detail', 'kind', 'range', 'selectionRange'),
    SymbolInformation: record('name', 'kind', 'containerName', 'location'), Hover: record('contents', 'range'),
    SignatureHelp: record(), SignatureInformation: record('label', 'documentation'),
    ParameterInformation: record('label', 'documentation'), CodeAction: record('title', 'kind'),
    CodeLens: record('range', 'command'), DocumentLink: record('range', 'target'), DocumentHighlight: record('range', 'kind'),
    FoldingRange: record('start', 'end', 'kind'), SelectionRange: record('range', 'parent'),
    InlayHint: record('position', 'label', 'kind'), InlayHintLabelPart: record('value'),
    SemanticTokensLegend: record('tokenTypes', 'tokenModifiers'), SemanticTokens: record('data', 'resultId'),
    SemanticTokensEdit: record('start', 'deleteCount', 'data'), SemanticTokensEdits: record('edits', 'resultId'),
    CallHierarchyItem: record('kind', 'name', 'detail', 'uri', 'range', 'selectionRange'),
    CallHierarchyIncomingCall: record('from', 'fromRanges'), CallHierarchyOutgoingCall: record('to', 'fromRanges'),
    Task: record('definition', 'scope', 'name', 'source', 'execution', 'problemMatchers'),
    ProcessExecution: record('process', 'args'), TaskGroup: { Build: 'build' }, TaskScope: { Workspace: 2 },
    ProgressLocation: { Window: 10 },
    languages: new Proxy({
      createDiagnosticCollection: () => ({
        set: (uri, values) => {
          diagnostics.set(String(uri), values);
          events.diagnostics.fire(String(uri));
        },
        clear: () => diagnostics.clear(), dispose: () => {},
      }),
    }, { get: (own, name) => own[name] || provider(name.replace(/^register|Provider$/g, '')) }),
    workspace: {
      textDocuments: [],
      workspaceFolders: folders.map(folder => ({ uri: Uri.file(folder), name: path.basename(folder) })),
      getConfiguration: section => ({ get: key => look(section ? `${section}.${key}` : key) }),
      applyEdit: async edit => {
        shown.edit = edit;
        return true;
      },
      createFileSystemWatcher: () => ({
        onDidCreate: event('created'), onDidChange: event('touched'), onDidDelete: event('deleted'), dispose: () => {},
      }),
    },
    window: {
      createOutputChannel: () => ({ appendLine: text => shown.output.push(text), show: () => {}, dispose: () => {} }),
      showErrorMessage: message('error'), showWarningMessage: message('warning'), showInformationMessage: message('info'),
      showTextDocument: async (uri, options) => { shown.opened.push({ uri: String(uri), line: options.selection.start.line }); },
      withProgress: (options, run) => {
        shown.progress += 1;
        return run({ report: () => {} });
      },
      activeTextEditor: undefined,
    },
    commands: {
      registerCommand: (name, run) => {
        commands[name] = run;
        return { dispose: () => delete commands[name] };
      },
    },
    tasks: {
      registerTaskProvider: (type, value) => {
        tasks[type] = value;
        return { dispose: () => {} };
      },
    },
    env: {
      language: 'en',
      openExternal: async uri => {
        shown.external.push(String(uri));
        return true;
      },
      asExternalUri: async uri => uri,
    },
  };
  for (const name of [
    'OpenTextDocument', 'ChangeTextDocument', 'CloseTextDocument', 'SaveTextDocument', 'ChangeConfiguration',
    'ChangeWorkspaceFolders', 'CreateFiles', 'DeleteFiles', 'RenameFiles']) vscode.workspace[`onDid${name}`] = event(name);
  vscode.workspace.onWillRenameFiles = event('WillRenameFiles');
  event('diagnostics');
  return { vscode, providers, commands, shown, events, diagnostics, tasks, TextDocument };
}

module.exports = { make };
