#!/usr/bin/env bash
# What stands in grammar/ and editors/, tried in real editors with the real language server. A missing tool fails.
#
# Usage: .ci/editors.sh ARCHC
set -euo pipefail
archc=$(realpath "$1")
cd "$(dirname "$0")/.."
export ARCHC=$archc REPO=$PWD LC_ALL=C.UTF-8

missing=()
command -v node >/dev/null || missing+=(nodejs)
command -v cc >/dev/null || missing+=(gcc libc6-dev)
command -v nvim >/dev/null || missing+=(neovim)
command -v emacs >/dev/null || missing+=(emacs-nox)
vim --version 2>/dev/null | grep -q '+syntax' || missing+=(vim)
[ -e /usr/share/emacs/site-lisp/elpa/eglot-1.9 ] || dpkg -s elpa-eglot >/dev/null 2>&1 || missing+=(elpa-eglot)
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ ${#missing[@]} -gt 0 ]; then ./.ci/install "${missing[@]}"; fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install -q onigurumacffi==1.5.0

echo "tree-sitter: by an interpreter of grammar.js, then by itself"
node grammar/tree-sitter-arch/test/run.js
./.ci/tree-sitter.sh "$scratch/tree-sitter"
python3 Tests/Editors/treesitter.py "$scratch/tree-sitter/tree-sitter"
"$scratch/venv/bin/python" Tests/Editors/textmate.py
python3 Tests/Editors/vim.py "$archc"

python3 editors/vscode/package.py "$scratch/arch.vsix"
python3 -m zipfile -e "$scratch/arch.vsix" "$scratch/vsix"
python3 Tests/Editors/configurations.py "$scratch/arch.vsix"
timeout 300 node Tests/Editors/vscode/test.js "$scratch/vsix/extension" "$archc"

HOME=$scratch XDG_CONFIG_HOME=$scratch XDG_DATA_HOME=$scratch XDG_STATE_HOME=$scratch XDG_CACHE_HOME=$scratch \
  timeout 300 nvim --headless --clean -S Tests/Editors/neovim.lua
HOME=$scratch timeout 300 emacs --batch -l Tests/Editors/emacs.el
