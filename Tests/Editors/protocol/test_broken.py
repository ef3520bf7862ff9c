"""The language server on files that are broken, named strangely or changed in odd ways."""

import pytest
from lsprotocol import types
from test_features import SHOP, Document
from test_protocol import at, changed, client, closed, codes, opened, until, workspace

pytestmark = pytest.mark.asyncio(loop_scope="module")

BROKEN = [
    "service Bad {\n  tech: Go\n\n",
    'service Bad "abc { tech: Go }\n',
    "First ->\n",
    "service Bad {\n  ->\n}\n",
    "@@ ) } ] $ %%\n",
    "}\n}\n",
    "First -> [Second, \n",
    "service Bad {\n  tech:\n  p99: \n}\n",
    "service\n",
    "service Bad { : : : }\n",
    "service B\x00ad { \x01 }\n",
    'import \nimport "x\n',
    'service Bad { description: """x \n',
    "requirement R { verify: (Go.p99 < 3ms \n}\n",
    "zone A { zone B { zone C {\n",
    "/* words that nobody\n",
    "service Bad { /* words\n",
]


@pytest.mark.parametrize("broken", BROKEN)
async def test_broken_files_keep_all_features(client, workspace, broken):
    text = (
        'client Web { load: 10/s }\nservice First "One" { -> Second { timeout: 1s } }\ndatabase Second {}\n'
        + broken
        + '\nservice Third "Three" {\n  tech: Java\n  re\n  -> Second { timeout: 2s }\n}\nqueue Fourth\nWeb -> First\n'
    )
    with Document(client, workspace, text) as document:
        third = document.at("Third")
        found = await client.text_document_hover_async(types.HoverParams(document.id, third))
        assert "Three" in found.contents.value
        place = document.at("Second { timeout: 2s")
        assert await client.text_document_definition_async(types.DefinitionParams(document.id, place))
        marks = await client.text_document_document_highlight_async(types.DocumentHighlightParams(document.id, place))
        assert len(marks) >= 3
        place = document.at("  re\n", 0, 4)
        items = await client.text_document_completion_async(types.CompletionParams(document.id, place))
        assert "replicas" in [item.label for item in items.items]
        names = []

        def walk(symbols):
            for symbol in symbols:
                names.append(symbol.name)
                walk(symbol.children or [])

        walk(await client.text_document_document_symbol_async(types.DocumentSymbolParams(document.id)))
        assert {"Web", "First", "Second", "Third", "Fourth"} <= set(names)
        colours = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document.id))
        assert len(colours.data) > 5 * 20
        edits = await client.text_document_formatting_async(
            types.DocumentFormattingParams(document.id, types.FormattingOptions(2, True))
        )
        assert all(not edit.new_text.strip() for edit in edits or [])


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "file:///C%3A/Users/x%20y/a.arch",
        "file://host/share/x.arch",
        "file:///nowhere/with%20space%23.arch",
        "file:///nowhere/percent%25zz%.arch",
        "git:/foo/bar.arch?x=1",
    ],
)
async def test_uris_of_all_kinds(client, uri):
    opened(client, uri, "service A { -> Nobody }\n")
    await until(client, uri, lambda found: "ARC020" in codes(found))
    found = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 8))
    )
    assert "service A" in found.contents.value
    closed(client, uri)


async def test_places_beyond_the_text(client, workspace):
    with Document(client, workspace, SHOP) as document:
        for line, character in [(0, 99_999), (99_999, 0), (2**31 - 1, 2**31 - 1)]:
            position = types.Position(line, character)
            await client.text_document_hover_async(types.HoverParams(document.id, position))
            await client.text_document_completion_async(types.CompletionParams(document.id, position))
            await client.text_document_definition_async(types.DefinitionParams(document.id, position))


async def test_many_edits_in_one_notification(client, workspace):
    with Document(client, workspace, "service A {}\n") as document:
        partial = types.TextDocumentContentChangePartial
        utf8 = client.server.capabilities.position_encoding == "utf-8"
        changed(
            client,
            document.uri,
            2,
            types.TextDocumentContentChangeWholeDocument("service B {}\n"),
            partial(text="注文", range=at(0, 8, 0, 9)),
            partial(text="📦", range=at(0, 14 if utf8 else 10)),
            partial(text="x", range=at(0, 18 if utf8 else 12)),
        )
        answer = await client.protocol.send_request_async(
            "archc/documentText", {"textDocument": {"uri": document.uri}}
        )
        assert answer.text == "service 注文📦x {}\n"
