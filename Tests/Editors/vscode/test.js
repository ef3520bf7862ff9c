#!/usr/bin/env node
'use strict';
// The VS Code extension, unpacked from its .vsix, under a stand-in for VS Code and with the real `archc lsp`.
//
// Usage: test.js EXTENSION ARCHC

const assert = require('assert');
const childProcess = require('child_process');
const fs = require('fs');
const http = require('http');
const Module = require('module');
const os = require('os');
const path = require('path');
const { make } = require('./mock.js');

const [extension, archc] = process.argv.slice(2).map(name => path.resolve(name));
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'arch-vscode-')));
const SHOP = `import "stores.arch"
/// Takes orders.
service Orders {
  tech: Swift
  replicas: 3, capacity: 900/s, p50: 18ms, p99: 90ms, availability: 99.5%
  -> OrdersDB { timeout: 500ms, retry: 2 exponential 100ms jitter, idempotent }
}
client Web { load: 300/s }
Web -> Orders { protocol: https }
flow Buy { rate: 300/s peak 900/s, Web -> Orders -> OrdersDB }
service   Late{ replica: 2 }
`;
const STORES = 'database OrdersDB "Orders" {\n  tech: PostgreSQL 16, backup: every 1h keep 30d\n}\n';
fs.writeFileSync(path.join(folder, 'shop.arch'), SHOP);
fs.writeFileSync(path.join(folder, 'stores.arch'), STORES);

const package_ = JSON.parse(fs.readFileSync(path.join(extension, 'package.json'), 'utf8'));
const settings = { archc: {} };
for (const [key, { default: value }] of Object.entries(package_.contributes.configuration.properties)) {
  key.split('.').reduce((at, part, index, parts) => {
    if (index === parts.length - 1) at[part] = value;
    else at[part] = at[part] || {};
    return at[part];
  }, settings);
}
settings.archc.server.path = archc;
const host = make(settings, [folder]);
const { vscode, providers, shown, events, diagnostics } = host;

const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));

const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };
let passed = 0;
async function check(name, run) {
  try {
    await run();
    passed += 1;
  } catch (error) {
    console.error(`${name}: ${error.stack}`);
    console.error(shown.output.slice(-10).join('\n'));
    process.exitCode = 1;
  }
}

/** Waits until a condition holds. */
async function until(what, condition, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} seconds`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function open(name) {
  const uri = vscode.Uri.file(path.join(folder, name));
  const document = new host.TextDocument(uri, 'arch', fs.readFileSync(path.join(folder, name), 'utf8'));
  vscode.workspace.textDocuments.push(document);
  events.OpenTextDocument.fire(document);
  return document;
}

/** Replaces a part of a document, as typing does. */
function edit(document, from, length, text) {
  const range = new vscode.Range(document.positionAt(from), document.positionAt(from + length));
  document.text = document.text.slice(0, from) + text + document.text.slice(from + length);
  document.version += 1;
  events.ChangeTextDocument.fire({ document, contentChanges: [{ range, text }] });
}

const found = document => diagnostics.get(String(document.uri)) || [];
const place = (document, text, by = 0) => document.positionAt(document.text.indexOf(text) + by);
const labels = list => list.items.map(item => (typeof item.label === 'string' ? item.label : item.label.label));

async function main() {
  const api = require(path.join(extension, package_.main));
  const context = { subscriptions: [], extension: { packageJSON: package_ } };
  const { client } = await api.activate(context);
  const shop = open('shop.arch');

  await check('every command of the manifest is there', () => {
    for (const { command } of package_.contributes.commands) assert.ok(host.commands[command], command);
  });
  await check('diagnostics come as the file opens', async () => {
    await until('a finding', () => found(shop).some(one => /replica/.test(one.message)));
    const one = found(shop).find(item => /replica/.test(item.message));
    assert.strictEqual(one.severity, 0);
    assert.strictEqual(typeof one.code === 'object' ? one.code.value : one.code, 'ARC021');
    assert.deepStrictEqual({ ...one.range.start }, { ...place(shop, 'replica: 2') });
  });
  await check('a code action mends it', async () => {
    const one = found(shop).find(item => /replica/.test(item.message));
    const actions = await providers.CodeActions.provideCodeActions(
      shop, one.range, { diagnostics: [one], triggerKind: 1 }, token);
    const fix = actions.find(action => /replicas/.test(action.title));
    assert.ok(fix, actions.map(action => action.title).join());
    const resolved = fix.edit ? fix : await providers.CodeActions.resolveCodeAction(fix, token);
    assert.ok(resolved.edit.edits.some(change => change.newText.includes('replicas') || change.newText === 's'));
  });
  await check('they go as the text changes', async () => {
    edit(shop, shop.text.indexOf('replica: 2'), 'replica: 2'.length, 'replicas: 2');
    await until('no error', () => !found(shop).some(item => item.severity === 0));
  });
  await check('completion knows the place', async () => {
    const at = shop.text.indexOf('  tech: Swift') + '  '.length;
    edit(shop, at, 0, 'rate-l\n  ');
    const position = shop.positionAt(at + 'rate-l'.length);
    const list = await providers.CompletionItem.provideCompletionItems(shop, position, token, { triggerKind: 0 });
    assert.ok(labels(list).some(label => label.startsWith('rate-limit')), labels(list).slice(0, 9).join());
    edit(shop, at, 'rate-l\n  '.length, '');
    const after = place(shop, '-> OrdersDB', 3);
    const names = await providers.CompletionItem.provideCompletionItems(shop, after, token, { triggerKind: 0 });
    assert.ok(labels(names).includes('OrdersDB'), labels(names).slice(0, 9).join());
  });
  await check('hover tells of a property and of a part', async () => {
    const hover = await providers.Hover.provideHover(shop, place(shop, 'timeout: 500', 2), token);
    assert.ok(/timeout/.test(hover.contents.map(one => one.value).join()));
    const part = await providers.Hover.provideHover(shop, place(shop, 'service Orders', 9), token);
    assert.ok(/Takes orders/.test(part.contents.map(one => one.value).join()));
  });
  await check('signatures of phrases', async () => {
    const help = await providers.SignatureHelp.provideSignatureHelp(
      shop, place(shop, 'exponential', 3), token, { triggerKind: 1, isRetrigger: false });
    assert.ok(help && help.signatures.length > 0 && /retry/.test(help.signatures[0].label), JSON.stringify(help));
  });
  await check('definition and references go across files', async () => {
    const [target] = await providers.Definition.provideDefinition(shop, place(shop, '-> OrdersDB', 4), token);
    assert.ok(String(target.targetUri || target.uri).endsWith('stores.arch'));
    const uses = await providers.Reference.provideReferences(
      shop, place(shop, '-> OrdersDB', 4), { includeDeclaration: true }, token);
    assert.strictEqual(uses.length, 3);
  });
  await check('rename goes across files', async () => {
    const result = await providers.Rename.provideRenameEdits(shop, place(shop, '-> OrdersDB', 4), 'Ledger', token);
    const changed = new Set(result.edits.map(change => path.basename(change.uri)));
    assert.deepStrictEqual([...changed].sort(), ['shop.arch', 'stores.arch']);
    assert.strictEqual(result.edits.length, 3);
  });
  await check('symbols', async () => {
    const symbols = await providers.DocumentSymbol.provideDocumentSymbols(shop, token);
    assert.ok(symbols.some(one => one.name === 'Orders'), symbols.map(one => one.name).join());
    const everywhere = await providers.WorkspaceSymbol.provideWorkspaceSymbols('OrdersDB', token);
    assert.ok(everywhere.some(one => one.name === 'OrdersDB' && String(one.location.uri).endsWith('stores.arch')));
  });
  await check('formatting', async () => {
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await providers.DocumentFormattingEdit.provideDocumentFormattingEdits(shop, options, token);
    let text = shop.text;
    for (const change of [...edits].sort((a, b) => shop.offsetAt(b.range.start) - shop.offsetAt(a.range.start))) {
      text = text.slice(0, shop.offsetAt(change.range.start)) + change.newText + text.slice(shop.offsetAt(change.range.end));
    }
    assert.ok(text.includes('service Late { replicas: 2 }'), text);
  });
  await check('inlay hints show figures, and can be switched off', async () => {
    const whole = new vscode.Range(0, 0, 99, 0);
    const hints = await until('hints', async () => {
      const list = await providers.InlayHints.provideInlayHints(shop, whole, token);
      return list.length > 0 && list;
    });
    const text = hints.map(hint => (typeof hint.label === 'string' ? hint.label : hint.label.map(one => one.value).join(''))).join('\n');
    assert.ok(/\d/.test(text), text);
    settings.archc.inlayHints.enable = false;
    events.ChangeConfiguration.fire({ affectsConfiguration: section => section === 'archc' });
    await until('no hints', async () => (await providers.InlayHints.provideInlayHints(shop, whole, token)).length === 0);
    settings.archc.inlayHints.enable = true;
    events.ChangeConfiguration.fire({ affectsConfiguration: section => section === 'archc' });
  });
  await check('semantic tokens, folds, links, selections', async () => {
    const tokens = await providers.DocumentSemanticTokens.provideDocumentSemanticTokens(shop, token);
    assert.ok(tokens.data.length >= 5 * 20 && tokens.data.length % 5 === 0);
    const folds = await providers.FoldingRange.provideFoldingRanges(shop, {}, token);
    assert.ok(folds.some(one => one.start === 2), JSON.stringify(folds));
    const links = await providers.DocumentLink.provideDocumentLinks(shop, token);
    assert.ok(links.some(one => String(one.target).endsWith('stores.arch')), JSON.stringify(links));
    const ranges = await providers.SelectionRange.provideSelectionRanges(shop, [place(shop, 'timeout')], token);
    assert.ok(ranges[0].parent);
  });
  await check('call hierarchy over relations', async () => {
    const [item] = await providers.CallHierarchy.prepareCallHierarchy(shop, place(shop, 'service Orders', 9), token);
    const outgoing = await providers.CallHierarchy.provideCallHierarchyOutgoingCalls(item, token);
    assert.deepStrictEqual(outgoing.map(call => call.to.name), ['OrdersDB']);
    const incoming = await providers.CallHierarchy.provideCallHierarchyIncomingCalls(item, token);
    assert.deepStrictEqual(incoming.map(call => call.from.name), ['Web']);
  });
  await check('an imported file counts as it is in the editor', async () => {
    const stores = open('stores.arch');
    edit(stores, stores.text.indexOf('OrdersDB'), 'OrdersDB'.length, 'Elsewhere');
    await until('an unknown name', () => found(shop).some(one => /OrdersDB/.test(one.message)));
    edit(stores, stores.text.indexOf('Elsewhere'), 'Elsewhere'.length, 'OrdersDB');
    await until('none', () => !found(shop).some(one => one.severity === 0));
  });
  await check('the preview opens, and its lens is there', async () => {
    const lenses = await providers.CodeLens.provideCodeLenses(shop, token);
    const lens = lenses.find(one => one.command && one.command.command === 'archc.preview');
    assert.ok(lens, JSON.stringify(lenses));
    await host.commands['archc.preview'](...(lens.command.arguments || [shop.uri]));
    assert.ok(/^http:\/\/(127\.0\.0\.1|localhost):\d+\//.test(shown.external[0] || ''), shown.messages.join());
  });
  await check('a click in the preview opens a line', async () => {
    const address = new URL(shown.external[0]);
    const post = where => new Promise((resolve, reject) => {
      const target = new URL(`${where}&key=${address.searchParams.get('key')}`, address);
      http.request(target, { method: 'POST' }, answer => {
        answer.resume();
        resolve(answer.statusCode);
      }).on('error', reject).end();
    });
    const status = await post('/api/open?file=0&line=3');
    assert.ok(status < 300, `${status}`);
    const [one] = await until('the line', () => shown.opened.length > 0 && shown.opened);
    assert.ok(one.uri.endsWith('.arch') && one.line === 2, JSON.stringify(one));
    // A click on a lens shows the part in the page that is open, and opens one where there is none any more.
    await host.commands['archc.preview'](String(shop.uri), 'Orders');
    assert.strictEqual(shown.external.length, 2);
    assert.ok(shown.external[1].endsWith('#part=Orders'), shown.external[1]);
    let heard = '';
    const stream = await new Promise((resolve, reject) => {
      http.get(new URL(`/events?key=${address.searchParams.get('key')}`, address), resolve).on('error', reject);
    });
    stream.on('data', data => { heard += data; });
    await until('the stream', () => heard.includes('retry'));
    await host.commands['archc.preview'](String(shop.uri), 'Orders');
    await until('the page is told', () => /event: show\ndata: Orders/.test(heard));
    assert.strictEqual(shown.external.length, 2);
    stream.destroy();
  });
  await check('the task and its matcher', () => {
    const [task] = host.tasks.archc.provideTasks();
    fs.writeFileSync(path.join(folder, 'bad.arch'), 'service A { replica: 3 }\n');
    const run = childProcess.spawnSync(task.execution.process, task.execution.args, { cwd: folder, encoding: 'utf8' });
    fs.rmSync(path.join(folder, 'bad.arch'));
    const [head, file] = package_.contributes.problemMatchers[0].pattern.map(one => new RegExp(one.regexp));
    const lines = run.stdout.split('\n');
    const at = lines.findIndex(line => head.test(line) && head.exec(line)[2] === 'ARC021');
    assert.ok(at >= 0, run.stdout + run.stderr);
    assert.deepStrictEqual(file.exec(lines[at + 1]).slice(1), ['bad.arch', '1', '13']);
    // A rule has a name beside its id; and behind line 100 the arrow stands further to the right.
    fs.writeFileSync(path.join(folder, 'far.arch'), `${'\n'.repeat(120)}database Store { tech: PostgreSQL }\n`);
    const args = task.execution.args.map(one => (one === '.' ? 'far.arch' : one));
    const second = childProcess.spawnSync(task.execution.process, args, { cwd: folder, encoding: 'utf8' });
    fs.rmSync(path.join(folder, 'far.arch'));
    const found = second.stdout.split('\n');
    const rule = found.findIndex(line => head.test(line) && head.exec(line)[2] === 'DAT006');
    assert.ok(rule >= 0, second.stdout + second.stderr);
    assert.deepStrictEqual(file.exec(found[rule + 1]).slice(1), ['far.arch', '121', '10']);
    for (const line of found) assert.ok(!/^(error|warning|info)\b/.test(line) || head.test(line), line);
  });
  await check('a server that ends is started again', async () => {
    const before = client.process.pid;
    process.kill(before, 'SIGKILL');
    await until('another server', () => client.isReady && client.process && client.process.pid !== before);
    edit(shop, 0, 0, 'service Broken { replica: 2 }\n');
    await until('a finding', () => found(shop).some(one => /replica/.test(one.message)));
  });
  await check('nothing went wrong that nobody asked for', () => {
    assert.deepStrictEqual(shown.messages.filter(text => text.startsWith('error')), []);
  });
  await check('a command that is not there is told, and the next one is started', async () => {
    settings.archc.server.path = path.join(folder, 'nowhere');
    await host.commands['archc.restart']().catch(() => {});
    await until('the message', () => shown.messages.some(text => /nowhere does not start/.test(text)));
    settings.archc.server.path = archc;
    await host.commands['archc.restart']();
    await until('the server', () => client.isReady && client.process);
    edit(shop, 0, 0, '// again\n');
    await until('a finding', () => found(shop).some(one => /replica/.test(one.message)));
  });
  const last = client.process;
  await check('it ends when the editor does', async () => {
    await api.deactivate();
    for (const one of context.subscriptions) one.dispose();
    assert.strictEqual(last.exitCode, 0);
  });

  // Snippets are programs.
  await check('snippets compile', () => {
    const snippets = JSON.parse(fs.readFileSync(path.join(extension, 'snippets/arch.json'), 'utf8'));
    for (const [name, { body }] of Object.entries(snippets)) {
      // What stands when a person accepts all that is offered.
      const text = [].concat(body).join('\n').replace(
        /\\([$}\\])|\$\{\d+\|([^,|]*)[^}]*\}|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/g,
        (_, escaped, choice, usual) => escaped || choice || (usual || '').replace(/\\(.)/g, '$1'));
      const around = 'service From\nservice To\nqueue OrderQueue\nclient Web\ngateway Api\nWeb -> Api\n';
      const parts = ['Call', 'Message', 'Flow'].includes(name) ? around : '';
      const input = name === 'Allow' ? `service A {\n  ${text}\n}\n` : `${parts}${text}\n`;
      const run = childProcess.spawnSync(archc, ['check', '--format', 'json', '-'], { input, encoding: 'utf8' });
      assert.ok(!/"ARC\d/.test(run.stdout), `${name}: ${input}\n${run.stdout}`);
    }
  });
  fs.rmSync(folder, { recursive: true });
  console.log(`VS Code: ${passed} checks`);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
}).finally(() => setTimeout(() => process.exit(), 100));
