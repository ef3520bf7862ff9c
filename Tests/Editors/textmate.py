#!/usr/bin/env python3
"""Colours all samples by the TextMate grammar with Oniguruma, the engine of VS Code and Sublime Text, and holds the
colours against what the compiler's parser reads: each declaration begins with a kind, each property with a property.

Usage: textmate.py [FILE], which prints what it makes of a file.
"""
import json
import os
import sys

import onigurumacffi

from outlines import ROOT, programs

GRAMMAR = os.path.join(ROOT, "grammar/arch.tmLanguage.json")


class Grammar:
    """Rules with compiled expressions. Columns are characters; a line ends with its line feed."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as source:
            self.data = json.load(source)
        self.compiled = {}
        self.used = set()
        self.compile_all(self.data)

    def compile_all(self, value):
        if isinstance(value, dict):
            for key in ("match", "begin", "end"):
                if isinstance(value.get(key), str):
                    self.regex(value[key])
            for part in value.values():
                self.compile_all(part)
        elif isinstance(value, list):
            for part in value:
                self.compile_all(part)

    def regex(self, text):
        if text not in self.compiled:
            self.compiled[text] = onigurumacffi.compile(text)
        return self.compiled[text]

    def flat(self, patterns):
        """The rules that a list of patterns stands for."""
        for pattern in patterns:
            include = pattern.get("include")
            if include in ("$self", "$base"):
                yield from self.flat(self.data["patterns"])
            elif include:
                yield from self.flat([self.data["repository"][include[1:]]])
            elif "match" in pattern or "begin" in pattern:
                yield pattern
            else:
                yield from self.flat(pattern["patterns"])

    def tokens(self, text):
        """Of each line the spans (from, to, scopes), and the rules that are open at the end."""
        stack = [(None, [], self.data["patterns"])]
        lines = []
        for line in text.splitlines(keepends=True):
            spans = []
            position = 0
            while position < len(line):
                rule, scopes, patterns = stack[-1]
                best = None
                if rule is not None:
                    found = self.regex(rule["end"]).search(line, position)
                    if found:
                        best = (found.start(), None, found)
                for candidate in self.flat(patterns):
                    found = self.regex(candidate.get("match", candidate.get("begin"))).search(line, position)
                    if found and (best is None or found.start() < best[0]):
                        best = (found.start(), candidate, found)
                if best is None:
                    spans.append((position, len(line), scopes))
                    break
                start, candidate, found = best
                if start > position:
                    spans.append((position, start, scopes))
                if candidate is None:
                    self.capture(spans, found, rule.get("endCaptures"), scopes)
                    stack.pop()
                    # An end that takes nothing in closes the rule and stays where it is.
                    if found.end() == position == len(line):
                        break
                elif "match" in candidate:
                    self.used.add(id(candidate))
                    inner = scopes + [candidate["name"]] if "name" in candidate else scopes
                    self.capture(spans, found, candidate.get("captures"), inner)
                    if found.end() == position:
                        spans.append((position, position + 1, scopes))
                        position += 1
                        continue
                else:
                    self.used.add(id(candidate))
                    inner = scopes + [candidate["name"]] if "name" in candidate else scopes
                    self.capture(spans, found, candidate.get("beginCaptures"), inner)
                    stack.append((candidate, inner, candidate.get("patterns", [])))
                position = found.end()
            lines.append((line, spans))
        return lines, stack[1:]

    @staticmethod
    def capture(spans, found, captures, scopes):
        position = found.start()
        for number in sorted(captures or {}, key=int):
            start, end = found.span(int(number))
            if start < 0 or start < position or start == end:
                continue
            if start > position:
                spans.append((position, start, scopes))
            spans.append((start, end, scopes + [captures[number]["name"]]))
            position = end
        if found.end() > position:
            spans.append((position, found.end(), scopes))


def scopes_by_byte(lines):
    """The innermost scope at each byte of the text."""
    result = []
    for line, spans in lines:
        at = [""] * len(line)
        for start, end, scopes in spans:
            for index in range(start, min(end, len(line))):
                at[index] = scopes[-1] if scopes else ""
        for character, scope in zip(line, at):
            result += [scope] * len(character.encode())
    return result


# A text, a part of it, and the scope that the part has.
EXPECTED = [
    ('service cache { owner: "x" }', "service", "storage.type"),
    ('service cache { owner: "x" }', "cache", "entity.name.type"),
    ("cache -> service", "cache", "variable.other"),
    ("cache -> service", "->", "keyword.operator.arrow"),
    ("cache: service", "cache", "variable.other.property"),
    ("Web -> Inner.Till", "Till", "variable.other"),
    ("a { to: Inner.Till }", "Till", "variable.other"),
    ("a { verify: Inner.Till.p99 < 1s }", "Till", "variable.other"),
    ("a { verify: Inner.Till.p99 < 1s }", "p99", "support.function.metric"),
    ("gadget Odd {}", "gadget", "variable.other"),
    ("a { p99: 12ms measured \"x\" }", "12", "constant.numeric"),
    ("a { p99: 12ms measured \"x\" }", "ms", "keyword.other.unit"),
    ("a { p99: 12ms measured \"x\" }", "measured", "keyword.other"),
    ("a { cost: $0.023/GB/month }", "/GB/month", "keyword.other.unit"),
    ("a { x: 5m }", "5m", "invalid.illegal.number"),
    ("a { x: 2026-10-02 }", "2026-10-02", "constant.numeric.date"),
    ("a { x: 8.1.9 }", "8.1.9", "constant.numeric.version"),
    ("a { delivery: at-least-once }", "at-least-once", "support.constant"),
    ("a { tech: Kafka, dead-letter: at-least }", "at-least", "variable.other"),
    ("a { verify: Checkout.p99 < 400ms at peak }", "p99", "support.function.metric"),
    ("a { verify: Checkout.p99 < 400ms at peak }", "<", "keyword.operator.comparison"),
    ("a { x: not true }", "not", "keyword.operator.logical"),
    ("a { x: not true }", "true", "constant.language"),
    ("a { context: \"one, p99: 3ms; b\" }", "p99", "string.quoted.double"),
    ("a { x: \"\\q\" }", "\\q", "invalid.illegal.escape"),
    ("a { x: \"\\u{1F600}\" }", "\\u{1F600}", "constant.character.escape"),
    ("/* a /* b */ service */ service X", "service X", "storage.type"),
    ("import \"std/typical\"", "import", "keyword.control.import"),
    ("use Cqrs Orders", "Cqrs", "entity.name.type.pattern"),
    ("extend A.B { x }", "A.B", "variable.other"),
    ("allow missing-timeout \"x\"", "missing-timeout", "entity.name.function.rule"),
    ("service A #legacy", "#legacy", "entity.other.attribute-name.tag"),
    ("/// text", "/// text", "comment.line.documentation"),
    ("a { link: \"https://x.example\" } // c", "// c", "comment.line.double-slash"),
    ("loop 3 { A -> B }", "3", "constant.numeric"),
]
KINDS = ("storage.type.", "keyword.declaration.", "keyword.control.", "entity.other.attribute-name.tag.")
PROPERTIES = ("support.type.property-name.", "variable.other.property.")


# The head of a fence in Markdown, and whether it is one of ours.
FENCES = [
    ("```arch", True), ("~~~arch", True), ("````arch", True), ("   ```arch", True), ("```Arch", True),
    ("```arch title=\"x\"", True), ("```arch {.numberLines}", True), ("``` arch", True), ("```archive", False),
    ("```", False), ("```swift arch", False), ("``arch", False), ("arch", False), ("```arch `x`", False),
]
# What stands in such a fence, and its end.
LINES = [("service A {", True), ("  \"a ``` b\"", True), ("", True), ("```", False), ("  ```  ", False)]


def fences():
    """The rule for Markdown that VS Code's extension adds."""
    with open(os.path.join(ROOT, "editors/vscode/syntaxes/markdown-arch.tmLanguage.json"), encoding="utf-8") as source:
        rule = json.load(source)["repository"]["fenced"]
    problems = []
    begin, inside = onigurumacffi.compile(rule["begin"]), onigurumacffi.compile(rule["patterns"][0]["while"])
    for line, is_ours in FENCES:
        found = begin.match(line)
        if bool(found) != is_ours or found and (found.group(4).lower() != "arch" or found.end() != len(line)):
            problems.append(f"`{line}` is {'no' if is_ours else 'a'} fence")
    for line, is_inside in LINES:
        if bool(inside.match(line)) != is_inside:
            problems.append(f"`{line}` {'ends' if is_inside else 'goes on in'} the fence")
    # What the head captured stands for itself in the end.
    end = rule["end"].replace("\\2", "").replace("\\3", "```")
    for line, ends in [("```", True), ("~~~", False), ("``", False), ("service A", False)]:
        if bool(onigurumacffi.compile(end).match(line)) != ends:
            problems.append(f"`{line}` {'does not end' if ends else 'ends'} a fence")
    if rule["patterns"][0]["patterns"] != [{"include": "source.arch"}]:
        problems.append("a fence holds something else")
    return problems


def main():
    grammar = Grammar(GRAMMAR)
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as source:
            lines, _ = grammar.tokens(source.read())
        for line, spans in lines:
            for start, end, scopes in spans:
                print(f"{line[start:end]!r:40} {' '.join(scopes)}")
        return
    problems = fences()
    for text, part, expected in EXPECTED:
        lines, _ = grammar.tokens(text)
        scope = scopes_by_byte(lines)[len(text[:text.index(part)].encode())]
        if not scope.startswith(expected + ".arch"):
            problems.append(f"{text}: {part} is {scope or 'nothing'}, not {expected}")
    files = statements = 0
    for path, data, outline in programs():
        text = data.decode("utf-8", "replace")
        lines, still_open = grammar.tokens(text)
        files += 1
        if outline is None:
            continue
        if still_open:
            problems.append(f"{path}: {still_open[-1][0]['begin'][:40]} is still open at the end")
        scopes = scopes_by_byte(lines)
        wrong = [index for index, scope in enumerate(scopes) if scope.startswith("invalid.")]
        # The gallery of mistakes holds numbers with wrong units.
        if wrong and not path.startswith("samples/bad/"):
            problems.append(f"{path}: byte {wrong[0]} is {scopes[wrong[0]]}")
        for form, start, end in outline:
            statements += 1
            word = data[start:end].split(b"\n")[0][:40].decode("utf-8", "replace")
            scope = scopes[start]
            inside = scopes[start:end]
            is_right = {
                # What is no kind of the schema has the colour of a name.
                "d": scope.startswith(KINDS) or path.startswith("samples/bad/"),
                "p": scope.startswith(PROPERTIES), "i": scope.startswith("keyword.control.import."),
                "f": scope.startswith(("support.type.property-name.flag.", "variable.other.")),
                "r": any(one.startswith("keyword.operator.arrow.") for one in inside),
            }[form]
            if not is_right:
                problems.append(f"{path}: {word!r} begins with {scope or 'nothing'}")
    if files < 50 or statements < 1000:
        problems.append(f"only {files} files and {statements} statements")
    print(f"TextMate: {len(EXPECTED)} places, {len(FENCES)} fences, {files} files, {statements} statements, {len(problems)} problems")
    for problem in problems[:20]:
        print(f"  {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)


main()
