#!/usr/bin/env bash
# Prints a digest of what the binary is made of, for the key of a cache.
set -euo pipefail
cd "$ARCHC_SOURCE"
find Package.swift Package.resolved Sources -type f | LC_ALL=C sort | while IFS= read -r file; do
  printf '%s\n' "$file"
  cat -- "$file"
done | sha256sum | cut -c1-32
