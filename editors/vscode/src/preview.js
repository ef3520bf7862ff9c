'use strict';
// The live page of `archc serve`, which opens in the browser. A click on a part there opens its line here.

const childProcess = require('child_process');
const readline = require('readline');
const vscode = require('vscode');

class Preview {
  constructor(output) {
    this.output = output;
    /** The servers by the path of their file. */
    this.servers = new Map();
  }

  /** Opens the page of a file, by the server that may run already. */
  async open(uri) {
    const path = uri.fsPath;
    let server = this.servers.get(path);
    if (!server) {
      server = this.start(path);
      this.servers.set(path, server);
    }
    try {
      const url = await server.url;
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
