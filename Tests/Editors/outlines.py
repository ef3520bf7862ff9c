"""What the compiler's parser reads in the samples: the lines of grammar/tree-sitter-arch/test/outlines.txt."""
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def programs():
    """Of each file its path, its bytes, and its statements as (form, first byte, byte past the end); None if broken."""
    with open(os.path.join(ROOT, "grammar/tree-sitter-arch/test/outlines.txt"), encoding="utf-8") as source:
        lines = source.read().splitlines()[1:]
    for line in lines:
        path, outline = line.split(": ", 1) if ": " in line else (line.rstrip(":"), "")
        with open(os.path.join(ROOT, path), "rb") as source:
            text = source.read()
        if outline == "broken":
            yield path, text, None
        else:
            found = re.findall(r"([a-z])(\d+)-(\d+)", outline)
            yield path, text, [(form, int(start), int(end)) for form, start, end in found]
