#!/usr/bin/env python3
"""Holds what `archc check --format sarif` prints against the official schema of SARIF 2.1.0.

Usage: sarif.py ARCHC SCHEMA FILE…
"""
import json
import subprocess
import sys

import jsonschema

archc, schema_path, *files = sys.argv[1:]
with open(schema_path) as file:
    schema = json.load(file)
validator = jsonschema.validators.validator_for(schema)(schema)
results = 0
for path in files:
    run = subprocess.run(
        [archc, "check", path, "--format", "sarif", "--strict", "--quiet"], capture_output=True, text=True)
    document = json.loads(run.stdout)
    problems = [f"{path}: {'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(document)]
    if problems:
        sys.exit("\n".join(problems[:10]))
    results += sum(len(part["results"]) for part in document["runs"])
if results == 0:
    sys.exit("no sample gives a result, so nothing was tried")
print(f"{len(files)} documents with {results} results are valid SARIF 2.1.0")
