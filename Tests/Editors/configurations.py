#!/usr/bin/env python3
"""The configurations that editors read are what their formats want, and what they name is there.

Usage: configurations.py [EXTENSION.vsix]
"""
import json
import os
import re
import sys
import tomllib
import xml.etree.ElementTree
import zipfile

from outlines import ROOT

PROBLEMS = []
count = 0


def expect(condition, what):
    global count
    count += 1
    if not condition:
        PROBLEMS.append(what)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as source:
        return source.read()


def toml(path):
    try:
        return tomllib.loads(read(path))
    except tomllib.TOMLDecodeError as error:
        PROBLEMS.append(f"{path}: {error}")
        return {}


def helix():
    path = "editors/helix/languages.toml"
    settings = toml(path)
    language = settings.get("language", [{}])[0]
    expect(language.get("name") == "arch" and language.get("file-types") == ["arch"], f"{path}: the language")
    servers = settings.get("language-server", {})
    for server in language.get("language-servers", ["none"]):
        expect(servers.get(server, {}).get("args") == ["lsp"], f"{path}: no server {server}")
    grammar = settings.get("grammar", [{}])[0]
    expect(grammar.get("name") == language.get("grammar", "arch"), f"{path}: the grammar's name")
    place = grammar.get("source", {}).get("path", "").replace("REPO", ROOT)
    expect(os.path.exists(os.path.join(place, "grammar.js")), f"{path}: no grammar in {place}")


def zed():
    extension = toml("editors/zed/extension.toml")
    language = toml("editors/zed/languages/arch/config.toml")
    cargo = toml("editors/zed/Cargo.toml")
    grammars = extension.get("grammars", {})
    expect(language.get("grammar") in grammars, "Zed: the language names no grammar of the extension")
    for grammar in grammars.values():
        expect(os.path.exists(os.path.join(ROOT, grammar.get("path", ""), "grammar.js")), "Zed: no grammar.js")
    for name, server in extension.get("language_servers", {}).items():
        expect(server.get("languages") == [language.get("name")], f"Zed: {name} is for {server.get('languages')}")
    expect(cargo.get("lib", {}).get("crate-type") == ["cdylib"], "Zed: the library is none that Zed loads")
    # https://zed.dev/docs/extensions/languages: each of them is read by name.
    for query in os.listdir(os.path.join(ROOT, "editors/zed/languages/arch")):
        expect(query in ("config.toml", "highlights.scm", "injections.scm", "indents.scm", "brackets.scm", "outline.scm"),
               f"Zed reads no {query}")


def tree_sitter():
    package = json.loads(read("grammar/tree-sitter-arch/package.json"))
    settings = json.loads(read("grammar/tree-sitter-arch/tree-sitter.json"))
    grammar = settings["grammars"][0]
    expect(grammar["name"] == "arch" and grammar["file-types"] == ["arch"], "tree-sitter.json: the grammar")
    expect(package["version"] == settings["metadata"]["version"], "tree-sitter.json and package.json differ in version")
    for kind in ["highlights", "injections", "locals"]:
        named = grammar.get(kind, [])
        for path in [named] if isinstance(named, str) else named:
            expect(os.path.exists(os.path.join(ROOT, "grammar/tree-sitter-arch", path)), f"tree-sitter.json: no {path}")


def vscode(package, has):
    """`package` is the manifest, `has` says whether a file of it is there."""
    paths = [package["main"]]
    contributed = package["contributes"]
    paths += [one["configuration"] for one in contributed["languages"]]
    paths += [one["path"] for one in contributed["grammars"] + contributed["snippets"]]
    for path in paths:
        expect(has(os.path.normpath(path)), f"VS Code: the manifest names {path}, which is not there")
    expect(not package.get("dependencies"), "VS Code: the extension has dependencies")
    language = json.loads(read("editors/vscode/language-configuration.json"))
    more = re.compile(language["indentationRules"]["increaseIndentPattern"])
    for line, opens in [
        ("service A {", True), ("  holds: [", True), ('service A { tech: "a } b", owner: "x",', True),
        ("zone Z {  // of (all)", True), ("view V { title: a/b", True), ("service A {}", False), ("// not {", False),
        ('title: "a {"', False), ('title: "a { b", owner: "c"', False), ("-> B { timeout: 1s }", False),
    ]:
        expect(bool(more.search(line)) == opens, f"VS Code: the line behind `{line}` is indented wrongly")
    less = re.compile(language["indentationRules"]["decreaseIndentPattern"])
    expect(less.search("  }") and not less.search("service A {}"), "VS Code: closing brackets are indented wrongly")
    for matcher in contributed["problemMatchers"]:
        for pattern in matcher["pattern"]:
            expect(re.compile(pattern["regexp"]).groups >= max(
                value for value in pattern.values() if isinstance(value, int)), "VS Code: a matcher names no group")
    commands = {one["command"] for one in contributed["commands"]}
    for entries in [*contributed["menus"].values(), contributed["keybindings"]]:
        for entry in entries:
            expect(entry["command"] in commands, f"VS Code: no command {entry['command']}")


def vsix(path):
    """What `vsce` would pack: the two manifests, what they name, and nothing else."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        expect(archive.testzip() is None and len(names) == len(set(names)), "the archive is broken")
        package = json.loads(archive.read("extension/package.json"))
        vscode(package, lambda one: f"extension/{one}" in names)
        space = "{http://schemas.microsoft.com/developer/vsx-schema/2011}"
        manifest = xml.etree.ElementTree.fromstring(archive.read("extension.vsixmanifest"))
        identity = manifest.find(f"{space}Metadata/{space}Identity").attrib
        for key, name in [("Id", "name"), ("Version", "version"), ("Publisher", "publisher")]:
            expect(identity[key] == package[name], f"the manifest says {identity[key]} for {name}")
        engine = {one.attrib["Id"]: one.attrib["Value"] for one in manifest.iter(f"{space}Property")}
        expect(engine["Microsoft.VisualStudio.Code.Engine"] == package["engines"]["vscode"], "the engine")
        for asset in manifest.iter(f"{space}Asset"):
            expect(asset.attrib["Path"] in names, f"no {asset.attrib['Path']}")
        types = xml.etree.ElementTree.fromstring(archive.read("[Content_Types].xml"))
        known = {one.attrib["Extension"] for one in types}
        for name in names:
            expect(name == "[Content_Types].xml" or os.path.splitext(name)[1] in known, f"{name} has no content type")
        grammar = json.loads(archive.read("extension/syntaxes/arch.tmLanguage.json"))
        expect(grammar == json.loads(read("grammar/arch.tmLanguage.json")), "the grammar is another one")
        expect(b"Apache License" in archive.read("extension/LICENSE.txt"), "no licence")


def main():
    for folder, _, names in os.walk(os.path.join(ROOT, "editors")):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), ROOT)
            if name.endswith(".json"):
                json.loads(read(path))
            elif name.endswith(".toml"):
                toml(path)
    helix()
    zed()
    tree_sitter()
    package = json.loads(read("editors/vscode/package.json"))
    # The grammar comes into the extension as it is packed.
    vscode(package, lambda one: one == "syntaxes/arch.tmLanguage.json"
           or os.path.exists(os.path.join(ROOT, "editors/vscode", one)))
    if len(sys.argv) > 1:
        vsix(sys.argv[1])
    print(f"configurations: {count} checks, {len(PROBLEMS)} problems")
    for problem in PROBLEMS[:20]:
        print(f"  {problem}", file=sys.stderr)
    sys.exit(1 if PROBLEMS else 0)


main()
