#!/usr/bin/env python3
"""The tree-sitter grammar by tree-sitter itself: the parser is generated and compiled, its tests run, every statement of
the samples stands where the compiler reads it, broken files keep their other statements, and the queries are queries.

Usage: treesitter.py TREE-SITTER
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from outlines import ROOT, programs

COMMAND = os.path.abspath(sys.argv[1])
GRAMMAR = os.path.join(ROOT, "grammar/tree-sitter-arch")
FORMS = {"import": "i", "declaration": "d", "relation": "r", "property": "p", "flag": "f"}
QUERIES = ["grammar/tree-sitter-arch/queries", "editors/helix/runtime/queries/arch", "editors/zed/languages/arch"]
# A file with a mistake in each block: what stands beside the mistakes is still read.
BROKEN = """service A { tech: }
service B { replicas: 3, -> C { timeout: 1s } }
service C { p99 90ms
  x: 3
}
flow F { A -> }
service D { y: 2
"""
KEPT = {"d": 5, "p": 4, "r": 2}


def run(*arguments, folder):
    return subprocess.run([COMMAND, *arguments], cwd=folder, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "HOME": folder, "TREE_SITTER_DIR": folder})


def statements(tree, text):
    """Of each statement in a printed tree its form and its bytes."""
    starts = [0]
    for line in text.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for name, *numbers in re.findall(r"\((\w+) \[(\d+), (\d+)\] - \[(\d+), (\d+)\]", tree):
        line, column, last, end = map(int, numbers)
        if name in FORMS:
            found.append((FORMS[name], starts[line] + column, starts[last] + end))
    return found


def main():
    problems = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = os.path.join(scratch, "tree-sitter-arch")
        shutil.copytree(GRAMMAR, folder, ignore=shutil.ignore_patterns("src", "highlight", "interpreter"))
        made = run("generate", folder=folder)
        if made.returncode:
            sys.exit(made.stdout + made.stderr)
        tested = run("test", folder=folder)
        if tested.returncode:
            problems.append(tested.stdout[-3000:])
        corpus = len(re.findall("✓", tested.stdout))
        files = count = 0
        for path, text, outline in programs():
            parsed = run("parse", os.path.join(ROOT, path), folder=folder)
            if outline is None:
                continue
            files += 1
            count += len(outline)
            if parsed.returncode:
                problems.append(f"{path}: {parsed.stdout.splitlines()[-1]}")
                continue
            own = sorted(statements(parsed.stdout, text), key=lambda one: (one[1], -one[2]))
            if own != sorted(outline, key=lambda one: (one[1], -one[2])):
                first = next((a, b) for a, b in zip(own + [None], outline + [None]) if a != b)
                problems.append(f"{path}: reads {first[0]} where the compiler reads {first[1]}")
        broken = os.path.join(scratch, "broken.arch")
        with open(broken, "w", encoding="utf-8") as target:
            target.write(BROKEN)
        parsed = run("parse", broken, folder=folder)
        kept = [form for form, _, _ in statements(parsed.stdout, BROKEN.encode())]
        if not re.search("ERROR|MISSING", parsed.stdout) or any(kept.count(form) < least for form, least in KEPT.items()):
            problems.append(f"a broken file keeps {kept}")
        queries = 0
        for place in QUERIES:
            for name in sorted(os.listdir(os.path.join(ROOT, place))):
                if not name.endswith(".scm"):
                    continue
                queries += 1
                done = run("query", os.path.join(ROOT, place, name), os.path.join(ROOT, "samples/ticketing/ticketing.arch"),
                           folder=folder)
                if done.returncode or "capture" not in done.stdout:
                    problems.append(f"{place}/{name}: {(done.stderr or 'finds nothing')[-300:]}")
    if corpus < 10 or files < 50 or count < 1000 or queries < 10:
        problems.append(f"only {corpus} trees, {files} files, {count} statements, {queries} queries")
    print(f"tree-sitter: {corpus} trees, {files} files, {count} statements, {queries} queries, {len(problems)} problems")
    for problem in problems[:20]:
        print(f"  {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)


main()
