'use strict';
// What VS Code calls: starts the language server, and adds the commands and the task.

const vscode = require('vscode');
const { LanguageClient, LANGUAGE, SECTION } = require('./client.js');
const { Preview } = require('./preview.js');

let client;

/** The file that a command is about: its argument, or what is open. */
function subject(argument) {
  if (typeof argument === 'string') return vscode.Uri.parse(argument);
  if (argument && argument.fsPath) return argument;
  const editor = vscode.window.activeTextEditor;
  return editor && editor.document.languageId === LANGUAGE ? editor.document.uri : undefined;
}

/** `archc check` as a task; its problem matcher is `$archc`. */
function checkTask(definition, scope) {
  const command = vscode.workspace.getConfiguration(SECTION).get('server.path') || 'archc';
  const task = new vscode.Task(
    definition, scope, `check ${definition.path}`, SECTION,
    new vscode.ProcessExecution(command, ['check', '--all', '--color', 'never', ...(definition.arguments || []), definition.path]),
    '$archc');
  task.group = vscode.TaskGroup.Build;
  return task;
}

async function activate(context) {
  const output = vscode.window.createOutputChannel('Architecture');
  const preview = new Preview(output);
  client = new LanguageClient(output, context.extension ? context.extension.packageJSON.version : '0');
  context.subscriptions.push(
    output, preview,
    vscode.commands.registerCommand('archc.restart', () => client.restart()),
    vscode.commands.registerCommand('archc.showOutput', () => output.show()),
    vscode.commands.registerCommand('archc.preview', (argument, element) => {
      const uri = subject(argument);
      if (uri) return preview.open(uri, typeof element === 'string' ? element : undefined);
      vscode.window.showInformationMessage('Open an .arch file first.');
      return undefined;
    }),
    vscode.tasks.registerTaskProvider(SECTION, {
      provideTasks: () => (vscode.workspace.workspaceFolders || []).map(
        folder => checkTask({ type: SECTION, path: '.' }, folder)),
      resolveTask: task => checkTask(task.definition, task.scope || vscode.TaskScope.Workspace),
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('archc.server')) client.restart().catch(error => output.appendLine(error.message));
    }));
  try {
    await client.start();
  } catch (error) {
    // Colours, snippets and tasks work without the server.
    output.appendLine(error.message);
  }
  return { client, preview };
}

async function deactivate() {
  if (client) await client.dispose();
}

module.exports = { activate, deactivate };
