#!/usr/bin/env bash
# Puts `archc` on the PATH of the later steps of a job: the one that is there, else the one that is built from the sources
# of this action. A build takes minutes, so the action keeps the binary in the cache.
#
#   ARCHC_SOURCE  the folder of the sources
set -euo pipefail

if command -v archc >/dev/null; then
  archc --version
  exit 0
fi
cd "$ARCHC_SOURCE"
if ! pkg-config --exists libgvc 2>/dev/null; then ./.ci/install libgraphviz-dev pkg-config; fi
binary=.build/release/archc
if [ ! -x "$binary" ]; then
  if ! command -v swift >/dev/null; then
    echo "::error title=archc::there is neither archc nor Swift on this runner; install one of them in a step before"
    exit 2
  fi
  swift build -c release --static-swift-stdlib --product archc
fi
mkdir -p .build/on-path
cp "$binary" .build/on-path/archc
echo "$PWD/.build/on-path" >>"$GITHUB_PATH"
"$binary" --version
