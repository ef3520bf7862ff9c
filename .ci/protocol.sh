#!/usr/bin/env bash
# The language server under an independent client from PyPI; a missing tool fails.
#
# Usage: .ci/protocol.sh ARCHC
set -euo pipefail
archc=$(realpath "$1")
cd "$(dirname "$0")/.."
python3 -c 'import venv, ensurepip' 2>/dev/null || ./.ci/install python3-venv
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install -q -r Tests/Editors/protocol/requirements.txt
XDG_CACHE_HOME=$scratch/cache ARCHC=$archc PYTHONDONTWRITEBYTECODE=1 timeout 300 \
  "$scratch/venv/bin/python" -m pytest -q -p no:cacheprovider Tests/Editors/protocol
