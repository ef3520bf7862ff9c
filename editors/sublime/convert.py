#!/usr/bin/env python3
"""Writes grammar/arch.tmLanguage.json as the property list that Sublime Text and TextMate read.

Usage: convert.py OUTPUT.tmLanguage
"""
import json
import os
import plistlib
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

with open(os.path.join(ROOT, "grammar/arch.tmLanguage.json"), encoding="utf-8") as source:
    grammar = json.load(source)
del grammar["$schema"]
grammar["uuid"] = "5d0c6c1e-8a53-4a0c-9b6b-0f3a6f1c7d21"
os.makedirs(os.path.dirname(os.path.abspath(sys.argv[1])), exist_ok=True)
with open(sys.argv[1], "wb") as target:
    plistlib.dump(grammar, target)
print(sys.argv[1])
