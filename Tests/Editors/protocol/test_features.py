"""Every feature of the language server, on files that are whole and on files that are not, by the same client as in
test_protocol.py."""

import asyncio
import pathlib
import time
import urllib.parse
import urllib.request

import pytest
from lsprotocol import types
from test_protocol import at, changed, client, closed, codes, opened, until, workspace

pytestmark = pytest.mark.asyncio(loop_scope="module")

SHOP = """import "stock.arch"
/// Sells books. 📚
service Orders "Takes 注文" #core {
  tech: Swift, replicas: 4, capacity: 900/s, p99: 90ms assumed, availability: 99.5%
  -> Stock { timeout: 500ms, retry: 3 exponential 100ms jitter }
}
client Web "Apps" { load: 300/s peak 900/s }
Web -> Orders { encrypted: tls }
flow Buy "Buy" {
  rate: 120/s peak 700/s
  Web -> Orders -> Stock
}
requirement R1 "Fast" { priority: must, verify: Buy.p99 < 400ms at peak }
pattern Pair "Two" { service left, database right, left -> right }
use Pair One { left: Orders, right: Ledger }
database Ledger { tech: PostgreSQL 16 }
"""


def place(text, needle, skip=0, plus=0):
    """Where a part of a text stands, in UTF-16."""
    index = -1
    for _ in range(skip + 1):
        index = text.index(needle, index + 1)
    index += plus
    start = text.rfind("\n", 0, index) + 1
    return types.Position(text.count("\n", 0, index), len(text[start:index].encode("utf-16-le")) // 2)


class Document:
    """A document that is open for a while."""

    count = 0

    def __init__(self, client, workspace, text):
        Document.count += 1
        self.client, self.text = client, text
        self.uri = (workspace / f"feature{Document.count}.arch").as_uri()
        self.id = types.TextDocumentIdentifier(self.uri)

    def __enter__(self):
        opened(self.client, self.uri, self.text)
        return self

    def __exit__(self, *_):
        closed(self.client, self.uri)

    def at(self, needle, skip=0, plus=0):
        position = place(self.text, needle, skip, plus)
        if self.client.server.capabilities.position_encoding == "utf-8":
            line = self.text.split("\n")[position.line].encode("utf-16-le")[: position.character * 2]
            position.character = len(line.decode("utf-16-le").encode())
        return position

    @property
    def whole(self):
        return types.Range(types.Position(0, 0), types.Position(self.text.count("\n") + 1, 0))


async def offered(client, workspace, text):
    """The items that are offered where ¦ stands."""
    with Document(client, workspace, text.replace("¦", "", 1)) as document:
        index = text.index("¦")
        before = text[:index]
        position = document.at("", 0, 0) if not before else document.at(before, 0, len(before))
        found = await client.text_document_completion_async(types.CompletionParams(document.id, position))
        return found.items


@pytest.mark.parametrize(
    "text, first",
    [
        ("¦", ["service"]),
        ("service A { ¦ }", ["tech", "replicas", "capacity"]),
        ("database A { consistency: ¦ }", ["strong", "linearizable"]),
        ("database A { tech: Postg¦ }", ["PostgreSQL"]),
        ("service A { p99: 20¦ }", ["20ms", "20s"]),
        ("service A { cost: $20¦ }", ["$20/month"]),
        ("service A { -> B { retry: 3 ¦ } }\nservice B", ["exponential", "linear", "fixed", "none"]),
        ("service A { -> ¦ }\nservice Beta", ["Beta"]),
        ("service A { -> ¦", []),
        ("queue Lost\nqueue A { dead-letter: ¦ }", ["Lost"]),
        ("client W { -> A }\nservice A\nflow F { W -> ¦ }", ["A"]),
        ("flow F\nrequirement R { verify: F.¦ }", ["rate", "p50"]),
        ("flow F\nrequirement R { verify: F.p99 ¦ }", ["<", "<="]),
        ("service A { allow miss¦ }", ["missing-contract"]),
        ("import ¦", ["shop.arch", "stock.arch", "std/typical"]),
        ('import "sto¦"', ["stock.arch"]),
        ("pattern Pair { service left }\nuse ¦", ["Pair"]),
        ("pattern Pair { service left }\nuse Pair P { ¦ }", ["left"]),
        ("zone Z { service In }\nservice A { -> Z.¦ }", ["In"]),
        ("service A #old\nservice B #¦", ["old"]),
        ("service A {\n  tech: Go\n  repl¦\nservice B {\n}\n", ["replicas"]),
    ],
)
async def test_completion_fits(client, workspace, text, first):
    labels = [item.label for item in await offered(client, workspace, text)]
    assert labels[: len(first)] == first


@pytest.mark.parametrize(
    "text", ["// serv¦", "/* serv¦ */", 'service A "serv¦"', 'service A { description: "te¦" }', "service ¦"]
)
async def test_completion_keeps_silent(client, workspace, text):
    assert not await offered(client, workspace, text)


async def test_completion_has_snippets_and_documentation(client, workspace):
    with Document(client, workspace, "serv") as document:
        found = await client.text_document_completion_async(
            types.CompletionParams(document.id, types.Position(0, 4))
        )
        item = found.items[0]
        resolved = await client.completion_item_resolve_async(item)
    assert item.insert_text_format == types.InsertTextFormat.Snippet
    assert item.text_edit.new_text == "service ${1:Name} {\n  $0\n}"
    assert "A program that answers calls" in resolved.documentation.value
    # In front of what stands there already no more than the word is put.
    assert (await offered(client, workspace, "serv¦ Orders {}"))[0].text_edit.new_text == "service"
    assert (await offered(client, workspace, "service A { repl¦: 4 }"))[0].text_edit.new_text == "replicas"


@pytest.mark.parametrize(
    "needle, words",
    [
        ("service", "(kind)"),
        ("Orders", "utilization at peak"),
        ("Takes", "service Orders"),
        ("#core", "marks `Orders`"),
        ("capacity", "(property)"),
        ("900/s", "900 a second"),
        ("Swift", "(technology)"),
        ("assumed", "nobody has measured it"),
        ("exponential", "a backoff"),
        ("-> Stock", "In effect: `timeout: 500ms`"),
        ("-> Orders -> Stock", "`Web -> Orders`"),
        ("p99 <", "Buy.p99"),
        ("at peak", "at which moment"),
        ("import", "Reads another file"),
    ],
)
async def test_hover_tells(client, workspace, needle, words):
    with Document(client, workspace, SHOP) as document:
        found = await client.text_document_hover_async(types.HoverParams(document.id, document.at(needle)))
        assert words in found.contents.value


async def test_signature_help_goes_along(client, workspace):
    for phrase, part in [("retry: ", "number"), ("retry: 3 ", "exponential | linear | fixed | none")]:
        with Document(client, workspace, "service A { -> B { %s} }\nservice B\n" % phrase) as document:
            position = document.at(phrase, 0, len(phrase))
            found = await client.text_document_signature_help_async(types.SignatureHelpParams(document.id, position))
            signature = found.signatures[found.active_signature]
            label = signature.parameters[found.active_parameter].label
            if not isinstance(label, str):
                label = signature.label[label[0] : label[1]]
            assert label == part


async def test_names_lead_across_files(client, workspace):
    stock = (workspace / "stock.arch").as_uri()
    shop = (workspace / "shop.arch").as_uri()
    with Document(client, workspace, SHOP) as document:
        place = document.at("Stock {")
        found = await client.text_document_definition_async(types.DefinitionParams(document.id, place))
        assert [getattr(one, "target_uri", None) or one.uri for one in found] == [stock]
        uses = await client.text_document_implementation_async(
            types.ImplementationParams(document.id, document.at("Pair"))
        )
        assert [(getattr(one, "target_range", None) or one.range).start.line for one in uses] == [14]
        found = await client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(True), document.id, place)
        )
        # shop.arch imports the same file and is not open.
        assert {one.uri for one in found} == {stock, shop, document.uri}
        marks = await client.text_document_document_highlight_async(
            types.DocumentHighlightParams(document.id, place)
        )
        assert len(marks) == 2
        edit = await client.text_document_rename_async(types.RenameParams(document.id, place, "倉庫"))
        touched = [change.text_document.uri for change in edit.document_changes or []] or list(edit.changes)
        assert set(touched) == {stock, shop, document.uri}


async def test_patterns_of_the_library_have_a_place(client, workspace):
    text = 'import "std/cqrs"\nservice Orders\nuse Cqrs Sales { command: Orders }\n'
    with Document(client, workspace, text) as document:
        found = await client.text_document_definition_async(
            types.DefinitionParams(document.id, document.at("Cqrs"))
        )
        [uri] = [getattr(one, "target_uri", None) or one.uri for one in found]
        [place] = [getattr(one, "target_selection_range", None) or one.range for one in found]
        path = pathlib.Path(urllib.parse.unquote(urllib.parse.urlparse(uri).path))
        copy = path.read_text()
        assert copy.splitlines()[place.start.line].startswith("pattern Cqrs")
        assert not path.stat().st_mode & 0o222
        # It is read like any other file, and nothing is found fault with.
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "arch", 1, copy))
        )
        symbols = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
        )
        assert [one.name for one in symbols] == ["Cqrs"]
        report = await client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        )
        assert not report.items
        client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))


@pytest.mark.parametrize("name", ["", "9x", "a b", "A.B", "->", "true", "Web", '"q"'])
async def test_bad_names_are_refused(client, workspace, name):
    with Document(client, workspace, SHOP) as document:
        with pytest.raises(Exception):
            await client.text_document_rename_async(types.RenameParams(document.id, document.at("Orders"), name))


async def test_structure(client, workspace):
    with Document(client, workspace, SHOP) as document:
        symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document.id))
        assert [s.name for s in symbols] == ["Orders", "Web", "Buy", "R1", "Pair", "One", "Ledger"]
        assert [s.name for s in next(s for s in symbols if s.name == "Pair").children] == ["left", "right"]
        found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("Ledg"))
        assert [s.name for s in found] == ["Ledger"]
        folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document.id))
        assert {(f.start_line, f.end_line) for f in folds} >= {(2, 4), (8, 10)}
        ranges = await client.text_document_selection_range_async(
            types.SelectionRangeParams(document.id, [document.at("500ms"), types.Position(9_999, 0)])
        )
        steps, one = 0, ranges[0]
        while one:
            steps, one = steps + 1, one.parent
        assert len(ranges) == 2 and steps > 4
        links = await client.text_document_document_link_async(types.DocumentLinkParams(document.id))
        assert [link.target for link in links] == [(workspace / "stock.arch").as_uri()]
        items = await client.text_document_prepare_call_hierarchy_async(
            types.CallHierarchyPrepareParams(document.id, document.at("Orders"))
        )
        calls = await client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(items[0]))
        assert [call.from_.name for call in calls] == ["Web"]
        calls = await client.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(items[0]))
        assert {call.to.name for call in calls} == {"Stock", "Ledger"}


async def test_colours_change_with_the_text(client, workspace):
    with Document(client, workspace, SHOP) as document:
        first = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document.id))
        changed(client, document.uri, 2, types.TextDocumentContentChangePartial(text="// x\n", range=at(0, 0)))
        delta = await client.text_document_semantic_tokens_full_delta_async(
            types.SemanticTokensDeltaParams(document.id, first.result_id)
        )
        data = list(first.data)
        for edit in sorted(delta.edits, key=lambda edit: -edit.start):
            data[edit.start : edit.start + edit.delete_count] = edit.data or []
        whole = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document.id))
        assert data == list(whole.data)


async def test_figures_stand_beside_names(client, workspace):
    with Document(client, workspace, SHOP) as document:
        hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document.id, document.whole))
        labels = {hint.position.line: hint.label for hint in hints}
        assert "util" in labels[2] and "700/s" in labels[8]


async def test_line_breaks_stay(client, workspace):
    options = types.FormattingOptions(2, True)
    with Document(client, workspace, "// 📦\r\nservice  A { -> Nobody }\r\n") as document:
        edits = await client.text_document_formatting_async(types.DocumentFormattingParams(document.id, options))
        assert [edit.new_text for edit in edits] == [""]
        await until(client, document.uri, lambda found: "ARC020" in codes(found))
        place = document.at("Nobody")
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(document.id, types.Range(place, place), types.CodeActionContext([]))
        )
        edit = actions[0].edit
        texts = [e.new_text for c in edit.document_changes or [] for e in c.edits]
        assert (texts or [e.new_text for c in edit.changes.values() for e in c]) == ["service Nobody {}\r\n"]


@pytest.mark.parametrize(
    "text, title",
    [
        ("service A { -> B¦ }\nservice B\n", "timeout: "),
        ("service A { -> No¦body }\n", "Declare `service Nobody`"),
        ("zone Z {}\nservice A { -> Z.No¦body }\n", "Declare `service Nobody`"),
        ("service A { -> B¦ }\nservice B\n", "Allow `missing-timeout` here, with a reason"),
        ("service A { repl¦ica: 3 }\n", "Write `replicas`"),
        ("service A {\n¦  -> B // why\n  tech: Go\n}\nservice B\n", "Sort the statements of this block"),
    ],
)
async def test_actions(client, workspace, text, title):
    index = text.index("¦")
    with Document(client, workspace, text.replace("¦", "")) as document:
        await until(client, document.uri, lambda found: True)
        place = document.at(text[:index], 0, index)
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(document.id, types.Range(place, place), types.CodeActionContext([]))
        )
        assert any(title in action.title for action in actions)


async def test_folders_come_and_go(client, tmp_path_factory):
    folder = tmp_path_factory.mktemp("other")
    (folder / "z.arch").write_text("service Zeppelin {}\n")
    one = types.WorkspaceFolder(uri=folder.as_uri(), name="other")

    async def found():
        return [s.name for s in await client.workspace_symbol_async(types.WorkspaceSymbolParams("Zeppelin"))]

    for added, removed, expected in [([one], [], ["Zeppelin"]), ([], [one], [])]:
        client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(types.WorkspaceFoldersChangeEvent(added, removed))
        )
        assert await found() == expected


async def test_the_preview_is_a_command(client, workspace):
    assert client.server.capabilities.execute_command_provider.commands == ("archc.preview",)
    uri = (workspace / "shop.arch").as_uri()
    answer = await client.workspace_execute_command_async(types.ExecuteCommandParams("archc.preview", [uri]))
    url = answer["url"] if isinstance(answer, dict) else answer.url
    with urllib.request.urlopen(url, timeout=10) as page:
        assert page.status == 200 and b"<html" in page.read()
    end = time.time() + 5
    while not client.shown_documents and time.time() < end:
        await asyncio.sleep(0.05)
    assert [params.uri for params in client.shown_documents] == [url]
    with pytest.raises(Exception):
        await client.workspace_execute_command_async(types.ExecuteCommandParams("no.such"))
