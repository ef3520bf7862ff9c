'use strict';
// Runs `archc lsp` and keeps it in step with the editor: documents, settings, files and folders.

const childProcess = require('child_process');
const vscode = require('vscode');
const { Connection, ResponseError, METHOD_NOT_FOUND, REQUEST_CANCELLED } = require('./connection.js');
const features = require('./features.js');
const to = require('./convert.js');

const LANGUAGE = 'arch';
const SECTION = 'archc';
const SELECTOR = [{ language: LANGUAGE, scheme: 'file' }, { language: LANGUAGE, scheme: 'untitled' }];
/** So many starts in so many milliseconds; then something is wrong with the server. */
const STARTS = 5;
const PERIOD = 180_000;

/** What this client understands. */
const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'], staleRequestSupport: { cancel: true, retryOnContentModified: [] } },
  window: { workDoneProgress: true, showMessage: {}, showDocument: { support: true } },
  workspace: {
    applyEdit: true, configuration: true, workspaceFolders: true, symbol: {}, executeCommand: {},
    didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: {
      documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], failureHandling: 'undo',
      changeAnnotationSupport: { groupsOnLabel: true },
    },
    codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true }, semanticTokens: { refreshSupport: true },
    fileOperations: { didCreate: true, didRename: true, didDelete: true, willRename: true },
  },
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: {
      relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    completion: {
      contextSupport: true,
      completionItem: {
        snippetSupport: true, commitCharactersSupport: true, documentationFormat: ['markdown', 'plaintext'],
        deprecatedSupport: true, preselectSupport: true, insertReplaceSupport: true, labelDetailsSupport: true,
        tagSupport: { valueSet: [1] }, resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      },
      completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat'] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    signatureHelp: {
      contextSupport: true,
      signatureInformation: {
        documentationFormat: ['markdown', 'plaintext'], parameterInformation: { labelOffsetSupport: true },
        activeParameterSupport: true,
      },
    },
    definition: { linkSupport: true }, implementation: { linkSupport: true }, references: {}, documentHighlight: {},
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true, tagSupport: { valueSet: [1] } },
    formatting: {}, rangeFormatting: {}, onTypeFormatting: {},
    codeAction: {
      isPreferredSupport: true, disabledSupport: true, dataSupport: true, resolveSupport: { properties: ['edit', 'command'] },
      codeActionLiteralSupport: {
        codeActionKind: {
          valueSet: ['', 'quickfix', 'refactor', 'refactor.extract', 'refactor.inline', 'refactor.rewrite', 'source'],
        },
      },
    },
    codeLens: {}, documentLink: { tooltipSupport: true }, foldingRange: { lineFoldingOnly: true }, selectionRange: {},
    inlayHint: { resolveSupport: { properties: ['tooltip'] } }, callHierarchy: {},
    semanticTokens: {
      requests: { range: true, full: { delta: true } }, formats: ['relative'], overlappingTokenSupport: false,
      multilineTokenSupport: false,
      tokenTypes: [
        'namespace', 'type', 'class', 'enum', 'interface', 'struct', 'typeParameter', 'parameter', 'variable', 'property',
        'enumMember', 'event', 'function', 'method', 'macro', 'keyword', 'modifier', 'comment', 'string', 'number',
        'regexp', 'operator', 'decorator',
      ],
      tokenModifiers: [
        'declaration', 'definition', 'readonly', 'static', 'deprecated', 'abstract', 'async', 'modification',
        'documentation', 'defaultLibrary',
      ],
    },
  },
};

class LanguageClient {
  constructor(output, version) {
    this.output = output;
    this.version = version;
    this.connection = null;
    this.process = null;
    this.capabilities = {};
    this.disposables = [];
    this.diagnostics = vscode.languages.createDiagnosticCollection(SECTION);
    this.lenses = new vscode.EventEmitter();
    this.hints = new vscode.EventEmitter();
    this.tokens = new vscode.EventEmitter();
    this.progress = new Map();
    this.starts = [];
    this.isStopping = false;
    this.isReady = false;
  }

  /** Starts the server and tells it of all that is open. */
  async start() {
    this.isStopping = false;
    this.starts = this.starts.filter(time => Date.now() - time < PERIOD);
    if (this.starts.length >= STARTS) {
      vscode.window.showErrorMessage(`archc ended ${STARTS} times within three minutes; it is not started again.`);
      return;
    }
    this.starts.push(Date.now());
    const settings = vscode.workspace.getConfiguration(SECTION);
    const command = settings.get('server.path') || 'archc';
    const folders = vscode.workspace.workspaceFolders || [];
    const child = childProcess.spawn(command, settings.get('server.arguments') || ['lsp'], {
      cwd: folders.length > 0 ? folders[0].uri.fsPath : undefined, stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.process = child;
    child.on('error', error => {
      // A command that does not start never ends either, and nobody shall wait for that.
      if (child === this.process) this.process = null;
      if (this.connection) this.connection.close();
      this.note(`cannot start ${command}: ${error.message}`);
      vscode.window.showErrorMessage(
        `The compiler ${command} does not start. Install archc, or say in archc.server.path where it is.`);
    });
    child.stderr.on('data', text => this.note(String(text).trimEnd()));
    child.on('exit', (code, signal) => this.ended(child, code, signal));
    this.connection = new Connection(child.stdout, child.stdin, {
      request: (method, params) => this.serverRequest(method, params),
      notification: (method, params) => this.serverNotification(method, params),
      broken: error => this.note(`a message cannot be read: ${error.message}`),
    });
    const result = await this.connection.request('initialize', {
      processId: process.pid, clientInfo: { name: 'vscode-arch', version: this.version },
      locale: vscode.env && vscode.env.language,
      rootUri: folders.length > 0 ? to.asUri(folders[0].uri) : null,
      workspaceFolders: folders.map(folder => ({ uri: to.asUri(folder.uri), name: folder.name })),
      capabilities: CAPABILITIES, initializationOptions: { archc: this.settings() },
    });
    this.capabilities = result.capabilities;
    this.connection.notify('initialized', {});
    this.isReady = true;
    this.disposables = [...this.listen(), ...features.register(this, SELECTOR)];
    for (const document of vscode.workspace.textDocuments) this.opened(document);
  }

  /** The settings that the server reads; those of the client stay here. */
  settings() {
    const all = vscode.workspace.getConfiguration(SECTION);
    return { inlayHints: all.get('inlayHints'), rules: all.get('rules'), codeLens: all.get('codeLens') };
  }

  isOurs(document) {
    return document.languageId === LANGUAGE && ['file', 'untitled'].includes(document.uri.scheme);
  }

  /** Documents, settings and files, as they change. */
  listen() {
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher('**/{*.arch,.archc.yml,*baseline*.json,*.yml}');
    const watched = type => uri => this.connection.notify(
      'workspace/didChangeWatchedFiles', { changes: [{ uri: to.asUri(uri), type }] });
    const files = event => ({ files: event.files.map(uri => ({ uri: to.asUri(uri) })) });
    const renamed = event => ({
      files: event.files.map(one => ({ oldUri: to.asUri(one.oldUri), newUri: to.asUri(one.newUri) })),
    });
    const operations = (this.capabilities.workspace && this.capabilities.workspace.fileOperations) || {};
    return [
      workspace.onDidOpenTextDocument(document => this.opened(document)),
      workspace.onDidChangeTextDocument(event => this.changed(event)),
      workspace.onDidCloseTextDocument(document => this.closed(document)),
      workspace.onDidSaveTextDocument(document => {
        if (this.isOurs(document)) {
          this.connection.notify('textDocument/didSave', { textDocument: to.document(document) });
        }
      }),
      workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(SECTION)) {
          this.connection.notify('workspace/didChangeConfiguration', { settings: { archc: this.settings() } });
        }
      }),
      workspace.onDidChangeWorkspaceFolders(event => {
        const folder = one => ({ uri: to.asUri(one.uri), name: one.name });
        this.connection.notify('workspace/didChangeWorkspaceFolders', {
          event: { added: event.added.map(folder), removed: event.removed.map(folder) },
        });
      }),
      watcher, watcher.onDidCreate(watched(1)), watcher.onDidChange(watched(2)), watcher.onDidDelete(watched(3)),
      ...(operations.didCreate
        ? [workspace.onDidCreateFiles(event => this.connection.notify('workspace/didCreateFiles', files(event)))] : []),
      ...(operations.didDelete
        ? [workspace.onDidDeleteFiles(event => this.connection.notify('workspace/didDeleteFiles', files(event)))] : []),
      ...(operations.didRename
        ? [workspace.onDidRenameFiles(event => this.connection.notify('workspace/didRenameFiles', renamed(event)))] : []),
      ...(operations.willRename
        ? [workspace.onWillRenameFiles(event => event.waitUntil(
          this.request('workspace/willRenameFiles', renamed(event), event.token).then(to.workspaceEdit)))] : []),
    ];
  }

  opened(document) {
    if (!this.isOurs(document)) return;
    this.connection.notify('textDocument/didOpen', {
      textDocument: {
        uri: to.asUri(document.uri), languageId: LANGUAGE, version: document.version, text: document.getText(),
      },
    });
  }

  changed(event) {
    if (!this.isOurs(event.document) || event.contentChanges.length === 0) return;
    const sync = this.capabilities.textDocumentSync;
    const isIncremental = (typeof sync === 'object' ? sync.change : sync) === 2;
    this.connection.notify('textDocument/didChange', {
      textDocument: { uri: to.asUri(event.document.uri), version: event.document.version },
      contentChanges: isIncremental
        ? event.contentChanges.map(change => ({ range: to.asRange(change.range), text: change.text }))
        : [{ text: event.document.getText() }],
    });
  }

  closed(document) {
    if (!this.isOurs(document)) return;
    this.connection.notify('textDocument/didClose', { textDocument: to.document(document) });
  }

  /** A request that ends without an answer where the person went on or the server is gone. */
  async request(method, params, token) {
    if (!this.isReady) return null;
    try {
      const result = await this.connection.request(method, params, token);
      return token && token.isCancellationRequested ? null : result;
    } catch (error) {
      const isOver = [REQUEST_CANCELLED, -32801, -32802].includes(error.code);
      if (isOver || (token && token.isCancellationRequested)) return null;
      this.note(`${method}: ${error.message}`);
      // What a person asked for by name says why it failed.
      if (/ename$|executeCommand$/.test(method)) throw error;
      return null;
    }
  }

  serverRequest(method, params) {
    switch (method) {
      case 'workspace/configuration':
        return params.items.map(item => {
          if (!item.section || item.section === SECTION) return this.settings();
          const value = vscode.workspace.getConfiguration().get(item.section);
          return value === undefined ? null : value;
        });
      case 'workspace/workspaceFolders':
        return (vscode.workspace.workspaceFolders || []).map(one => ({ uri: to.asUri(one.uri), name: one.name }));
      case 'workspace/applyEdit':
        return vscode.workspace.applyEdit(to.workspaceEdit(params.edit)).then(applied => ({ applied }));
      case 'workspace/codeLens/refresh': return this.lenses.fire();
      case 'workspace/inlayHint/refresh': return this.hints.fire();
      case 'workspace/semanticTokens/refresh': return this.tokens.fire();
      case 'workspace/diagnostic/refresh': return null;
      case 'client/registerCapability': case 'client/unregisterCapability': return null;
      case 'window/workDoneProgress/create': return null;
      case 'window/showDocument': return this.show(params);
      case 'window/showMessageRequest': {
        const actions = params.actions || [];
        return this.message(params, actions.map(action => action.title)).then(
          title => actions.find(action => action.title === title) || null);
      }
      default: throw new ResponseError(METHOD_NOT_FOUND, `the editor knows no ${method}`);
    }
  }

  serverNotification(method, params) {
    switch (method) {
      case 'textDocument/publishDiagnostics': {
        // What was said of a text that has changed since is out of place.
        const document = vscode.workspace.textDocuments.find(one => to.asUri(one.uri) === params.uri);
        if (document && typeof params.version === 'number' && params.version < document.version) return;
        this.diagnostics.set(to.uri(params.uri), params.diagnostics.map(to.diagnostic));
        return;
      }
      case 'window/showMessage': this.message(params, []); return;
      case 'window/logMessage': this.note(params.message); return;
      case '$/progress': this.report(params.token, params.value); return;
      default:
    }
  }

  message(params, titles) {
    const { window } = vscode;
    const show = { 1: window.showErrorMessage, 2: window.showWarningMessage }[params.type] || window.showInformationMessage;
    return Promise.resolve(show.call(window, params.message, ...titles));
  }

  async show(params) {
    const uri = to.uri(params.uri);
    if (params.external) return { success: await vscode.env.openExternal(uri) };
    await vscode.window.showTextDocument(uri, {
      preserveFocus: params.takeFocus === false, selection: params.selection && to.range(params.selection),
    });
    return { success: true };
  }

  report(token, value) {
    if (value.kind === 'begin') {
      vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: value.title }, progress => {
        progress.report({ message: value.message });
        return new Promise(resolve => this.progress.set(token, { progress, resolve }));
      });
      return;
    }
    const entry = this.progress.get(token);
    if (!entry) return;
    if (value.kind === 'report') {
      entry.progress.report({ message: value.message });
    } else {
      entry.resolve();
      this.progress.delete(token);
    }
  }

  note(text) {
    this.output.appendLine(text);
  }

  forget() {
    this.isReady = false;
    for (const one of this.disposables) one.dispose();
    this.disposables = [];
    for (const entry of this.progress.values()) entry.resolve();
    this.progress.clear();
    this.diagnostics.clear();
  }

  ended(child, code, signal) {
    if (child !== this.process) return;
    this.process = null;
    if (this.connection) this.connection.close();
    this.forget();
    if (this.isStopping) return;
    this.note(`archc ended (${signal || code}); it is started again`);
    this.start().catch(error => this.note(error.message));
  }

  /** Ends the server as the protocol says, and by force after two seconds. */
  async stop() {
    this.isStopping = true;
    const child = this.process;
    if (!child) return;
    const gone = new Promise(resolve => child.once('exit', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
    try {
      await this.connection.request('shutdown');
      this.connection.notify('exit');
    } catch {
      child.kill();
    }
    await gone;
    clearTimeout(timer);
    this.forget();
  }

  async restart() {
    await this.stop();
    this.starts = [];
    await this.start();
  }

  dispose() {
    this.diagnostics.dispose();
    this.lenses.dispose();
    this.hints.dispose();
    this.tokens.dispose();
    return this.stop();
  }
}

module.exports = { LanguageClient, LANGUAGE, SECTION };
