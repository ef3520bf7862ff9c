#!/usr/bin/env bash
# Prints the drawings of a project as Markdown, for the summary of a job: each root file in a block of its own.
#
#   ARCHC_FILES  files and folders, one a line; by default the current folder
#   ARCHC_LIMIT  the most bytes to print; by default 900000, as a summary takes a megabyte
set -euo pipefail

arguments=()
while IFS= read -r line; do
  case "$line" in
    "") ;;
    -*) arguments+=("./$line") ;;
    *) arguments+=("$line") ;;
  esac
done <<<"${ARCHC_FILES:-}"
[ ${#arguments[@]} -gt 0 ] || arguments=(.)
limit=${ARCHC_LIMIT:-900000}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# One drawing for each root file, as `build` names them; what does not compile is in the log of the check.
archc build "${arguments[@]}" -o "$folder" >/dev/null 2>&1 || true

total=0
find "$folder" -name '*.txt' -print | sort | while IFS= read -r drawing; do
  name=${drawing#"$folder"/}
  size=$(wc -c <"$drawing")
  total=$((total + size + 200))
  if [ "$total" -gt "$limit" ]; then
    printf '\nMore drawings do not fit here; `archc build` makes them all.\n'
    break
  fi
  printf '\n### %s\n\n~~~~text\n' "${name%.txt}"
  cat -- "$drawing"
  printf '~~~~\n'
done
