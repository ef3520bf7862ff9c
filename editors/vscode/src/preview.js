'use strict';
// The live page of `archc serve`, which opens in the browser. A click on a part there opens its line here.

const childProcess = require('child_process');
const http = require('http');
const readline = require('readline');
const vscode = require('vscode');

class Preview {
  constructor(output) {
    this.output = output;
    /** The servers by the path of their file. */
    this.servers = new Map();
  }

  /** Opens the page of a file, or shows a part in the page that is open already. */
  async open(uri, element) {
    const path = uri.fsPath;
    let server = this.servers.get(path);
    if (server && element && await this.show(await server.url, element)) return undefined;
    if (!server) {
      server = this.start(path);
      this.servers.set(path, server);
    }
    try {
      const page = await server.url;
      const url = element ? `${page}#part=${encodeURIComponent(element)}` : page;
      await vscode.env.openExternal(await vscode.env.asExternalUri(vscode.Uri.parse(url)));
      return url;
    } catch (error) {
      this.servers.delete(path);
      vscode.window.showErrorMessage(`The preview does not start: ${error.message}`);
      return undefined;
    }
  }

  start(path) {
    const command = vscode.workspace.getConfiguration('archc').get('server.path') || 'archc';
    const child = childProcess.spawn(command, ['serve', '--json', '--until-eof', path], { stdio: ['pipe', 'pipe', 'pipe'] });
    let problem = '';
    child.stderr.on('data', text => {
      problem += text;
      this.output.appendLine(String(text).trimEnd());
    });
    const url = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', () => {
        this.servers.delete(path);
        reject(new Error(problem.trim() || 'archc serve ended'));
      });
      readline.createInterface({ input: child.stdout }).on('line', line => {
        let message;
        try {
          message = JSON.parse(line);
        } catch {
          this.output.appendLine(line);
          return;
        }
        if (message.url) resolve(message.url);
        if (message.open) this.reveal(message.open);
      });
    });
    return { child, url };
  }

  /** Tells the page to show a part; gives whether there was one that could. */
  show(url, element) {
    const address = new URL(url);
    const query = new URLSearchParams({ key: address.searchParams.get('key') || '', id: element });
    return new Promise(resolve => {
      http.request(new URL(`/api/show?${query}`, address), { method: 'POST' }, answer => {
        answer.resume();
        resolve(answer.statusCode < 400);
      }).on('error', error => {
        this.output.appendLine(error.message);
        resolve(false);
      }).end();
    });
  }

  /** Shows a line that was clicked in the page. */
  reveal({ path, line }) {
    const position = new vscode.Position(Math.max(0, line - 1), 0);
    vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(position, position) })
      .then(undefined, error => this.output.appendLine(error.message));
  }

  /** The servers end with their standard input. */
  dispose() {
    for (const { child } of this.servers.values()) child.stdin.end();
    this.servers.clear();
  }
}

module.exports = { Preview };
