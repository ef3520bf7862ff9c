"""The language server, driven by an independent client: pytest-lsp with the types of lsprotocol, which decode each
message strictly. The command is named by the variable ARCHC."""

import asyncio
import json
import os
import subprocess

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ARCHC = os.environ.get("ARCHC", "archc")

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("work")
    (folder / "stock.arch").write_text("service Stock {}\n")
    (folder / "shop.arch").write_text('import "stock.arch"\nservice Shop { -> Stock { timeout: 1s } }\n')
    (folder / ".archc.yml").write_text("ignore: [MOD001]\n")
    return folder


@pytest_lsp.fixture(
    scope="module", loop_scope="module", config=ClientServerConfig(server_command=[ARCHC, "lsp"])
)
async def client(lsp_client: LanguageClient, workspace):
    capabilities = client_capabilities("visual-studio-code")
    # Push and pull are both tried: a client that can be told to pull again is not sent any.
    capabilities.text_document.diagnostic = None
    registered = []

    @lsp_client.feature("client/registerCapability")
    def register(params):
        registered.extend(params.registrations)

    lsp_client.registered = registered
    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities,
            workspace_folders=[types.WorkspaceFolder(uri=workspace.as_uri(), name="work")],
        )
    )
    lsp_client.server = result
    yield
    await lsp_client.shutdown_session()


def opened(client, uri, text, version=1):
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "arch", version, text))
    )


def changed(client, uri, version, *changes):
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), list(changes))
    )


def closed(client, uri):
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))


def at(line, character, end_line=None, end=None):
    return types.Range(
        types.Position(line, character),
        types.Position(line if end_line is None else end_line, character if end is None else end),
    )


async def until(client, uri, condition):
    """Waits until the diagnostics of a document are as they should be."""
    for _ in range(100):
        found = client.diagnostics.get(uri)
        if found is not None and condition(found):
            return found
        try:
            await asyncio.wait_for(client.wait_for_notification("textDocument/publishDiagnostics"), 0.2)
        except asyncio.TimeoutError:
            pass
    raise AssertionError(f"diagnostics of {uri} stay {client.diagnostics.get(uri)}")


def codes(diagnostics):
    return {diagnostic.code for diagnostic in diagnostics}


async def test_capabilities(client):
    capabilities = client.server.capabilities
    assert client.server.server_info.name == "archc"
    assert capabilities.text_document_sync.change == types.TextDocumentSyncKind.Incremental
    assert capabilities.diagnostic_provider.workspace_diagnostics
    assert capabilities.workspace.workspace_folders.supported
    assert capabilities.position_encoding in ("utf-8", "utf-16")


async def test_files_are_watched(client):
    for _ in range(50):
        if client.registered:
            break
        await asyncio.sleep(0.1)
    watched = next(r for r in client.registered if r.method == "workspace/didChangeWatchedFiles")
    options = watched.register_options
    assert "**/*.arch" in str(options)


async def test_diagnostics_follow_the_text(client, workspace):
    uri = (workspace / "typed.arch").as_uri()
    opened(client, uri, "service Cart { -> Stok }\ndatabase Stock { backup: every 1h }\n")
    found = await until(client, uri, lambda found: "ARC020" in codes(found))
    diagnostic = next(d for d in found if d.code == "ARC020")
    assert diagnostic.severity == types.DiagnosticSeverity.Error
    assert diagnostic.range.start == types.Position(0, 18)
    assert diagnostic.source == "archc"
    changed(client, uri, 2, types.TextDocumentContentChangePartial(text="c", range=at(0, 21)))
    await until(client, uri, lambda found: "ARC020" not in codes(found))
    closed(client, uri)
    await until(client, uri, lambda found: not found)


async def test_unsaved_imports_count(client, workspace):
    shop = (workspace / "shop.arch").as_uri()
    stock = (workspace / "stock.arch").as_uri()
    opened(client, shop, (workspace / "shop.arch").read_text())
    await until(client, shop, lambda found: "ARC020" not in codes(found))
    opened(client, stock, "service Stock {}\n")
    changed(client, stock, 2, types.TextDocumentContentChangePartial(text="Depot", range=at(0, 8, 0, 13)))
    await until(client, shop, lambda found: "ARC020" in codes(found))
    closed(client, stock)
    await until(client, shop, lambda found: "ARC020" not in codes(found))
    closed(client, shop)


async def test_the_settings_of_the_project_count(client, workspace):
    uri = (workspace / "alone.arch").as_uri()
    opened(client, uri, "service Alone {}\n")
    await until(client, uri, lambda found: "MOD001" not in codes(found))
    settings = workspace / ".archc.yml"
    settings.write_text("ignore: [NONSENSE]\nfail-on: sometimes\n")
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)])
    )
    found = await until(client, settings.as_uri(), lambda found: len(found) == 1)
    assert found[0].range.start.line == 1
    # What is called a rule and is none, neither of archc nor of a file of the project.
    settings.write_text("ignore: [NONSENSE, our-own]\n")
    (workspace / "rules.arch").write_text("rule our-own { require: every service has owner }\n")
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)])
    )
    found = await until(client, settings.as_uri(), lambda found: len(found) == 1 and "NONSENSE" in found[0].message)
    assert found[0].range.start == types.Position(0, 9)
    (workspace / "rules.arch").unlink()
    settings.write_text("ignore: [MOD001]\n")
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)])
    )
    await until(client, settings.as_uri(), lambda found: not found)
    closed(client, uri)


async def test_diagnostics_on_request(client, workspace):
    uri = (workspace / "asked.arch").as_uri()
    opened(client, uri, "service Cart { -> Nobody }\n")
    await until(client, uri, lambda found: "ARC020" in codes(found))
    report = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    )
    assert report.kind == "full" and "ARC020" in codes(report.items)
    again = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri), previous_result_id=report.result_id)
    )
    assert again.kind == "unchanged" and again.result_id == report.result_id
    whole = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    assert {item.uri for item in whole.items} >= {uri, (workspace / "shop.arch").as_uri()}
    closed(client, uri)


async def test_unicode_positions(client, workspace):
    uri = (workspace / "unicode.arch").as_uri()
    opened(client, uri, "// 🏪é日\nservice A {}\n")
    width = 9 + 3 if client.server.capabilities.position_encoding == "utf-8" else 4 + 3
    changed(client, uri, 2, types.TextDocumentContentChangePartial(text="x", range=at(0, 3, 0, width)))
    answer = await client.protocol.send_request_async(
        "archc/documentText", {"textDocument": {"uri": uri}}
    )
    assert answer.text == "// x\nservice A {}\n" and answer.version == 2
    closed(client, uri)


async def test_features_answer(client, workspace):
    uri = (workspace / "whole.arch").as_uri()
    text = 'service Cart "Basket" {\n  tech: Swift\n  -> Stock { timeout: 1s }\n}\ndatabase Stock {}\n'
    opened(client, uri, text)
    document = types.TextDocumentIdentifier(uri)
    place = types.Position(2, 6)
    capabilities = client.server.capabilities
    tried = 0
    if capabilities.completion_provider:
        tried += 1
        found = await client.text_document_completion_async(types.CompletionParams(document, types.Position(2, 5)))
        assert found is not None
    if capabilities.hover_provider:
        tried += 1
        await client.text_document_hover_async(types.HoverParams(document, place))
    if capabilities.definition_provider:
        tried += 1
        assert await client.text_document_definition_async(types.DefinitionParams(document, place))
    if capabilities.document_symbol_provider:
        tried += 1
        assert await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    if capabilities.rename_provider:
        tried += 1
        assert await client.text_document_rename_async(types.RenameParams(document, place, "Depot"))
    if capabilities.document_formatting_provider:
        tried += 1
        await client.text_document_formatting_async(
            types.DocumentFormattingParams(document, types.FormattingOptions(2, True))
        )
    assert tried == 6
    closed(client, uri)


async def test_unknown_requests_fail_alone(client):
    with pytest.raises(Exception):
        await client.protocol.send_request_async("archc/noSuchThing", {})
    report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    assert report.items


# Without a client between: what no client sends.


def framed(message):
    content = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(content) + content


def talk(*chunks):
    """What the server answers to a stream of bytes, and its exit status."""
    result = subprocess.run([ARCHC, "lsp"], input=b"".join(chunks), stdout=subprocess.PIPE, timeout=30)
    answers, rest = [], result.stdout
    while rest:
        header, _, rest = rest.partition(b"\r\n\r\n")
        length = int(header.split(b":")[1])
        answers.append(json.loads(rest[:length]))
        rest = rest[length:]
    return answers, result.returncode


INITIALIZE = framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
SHUTDOWN = framed({"jsonrpc": "2.0", "id": 99, "method": "shutdown"})
EXIT = framed({"jsonrpc": "2.0", "method": "exit"})


async def test_exit_codes():
    assert talk(INITIALIZE, SHUTDOWN, EXIT)[1] == 0
    assert talk(INITIALIZE, EXIT)[1] == 1
    assert talk(INITIALIZE)[1] == 1
    assert talk(b"")[1] == 1


async def test_requests_before_initialize():
    answers, status = talk(framed({"jsonrpc": "2.0", "id": 5, "method": "textDocument/hover", "params": {}}), EXIT)
    assert answers[0]["error"]["code"] == -32002 and status == 1


@pytest.mark.parametrize(
    "bad, code",
    [
        (framed(b"{"), -32700),
        (framed(b"\xff\xfe"), -32700),
        (framed([]), -32600),
        (framed([{"jsonrpc": "2.0", "id": 3, "method": "shutdown"}]), -32600),
        (b"Content-Length: much\r\n\r\n", -32700),
        (b"Content-Length: 99999999999999999\r\n\r\n", -32700),
        (b"Nonsense\r\n\r\n", -32700),
        (framed({"jsonrpc": "2.0", "id": 3, "method": "no/such", "params": {}}), -32601),
        (framed({"jsonrpc": "2.0", "id": 3, "method": "textDocument/diagnostic", "params": {"textDocument": 3}}), -32602),
    ],
)
async def test_a_bad_message_does_not_end_the_session(bad, code):
    answers, status = talk(INITIALIZE, bad, SHUTDOWN, EXIT)
    assert [answer["error"]["code"] for answer in answers if "error" in answer] == [code]
    assert answers[-1]["id"] == 99 and answers[-1]["result"] is None
    assert status == 0


async def test_a_cancelled_request_says_so():
    ask = {"jsonrpc": "2.0", "id": 7, "method": "workspace/diagnostic", "params": {"previousResultIds": []}}
    cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 7}}
    answers, _ = talk(INITIALIZE, framed(ask), framed(cancel), SHUTDOWN, EXIT)
    answer = [answer for answer in answers if answer.get("id") == 7]
    # The end may come before the work in the background has noticed.
    assert all(one["error"]["code"] == -32800 for one in answer)
