#!/usr/bin/env bash
# Checks the files of a project once for each reader: annotations or text to the log, SARIF, code quality, JUnit and a
# comment to files. Ends with the status of the check. All choices come in as variables, so that no text of a pull request
# is ever read as shell.
#
#   ARCHC_FILES     files and folders, one a line; by default the current folder
#   ARCHC_SINCE     only what is new since this revision counts
#   ARCHC_BASELINE  the file of accepted findings
#   ARCHC_FAIL_ON   error, warning, info or never
#   ARCHC_STRICT    true to run all rules
#   ARCHC_CACHE     a folder in which results are kept for as long as nothing changes
#   ARCHC_LOG       github or text: what the log gets
#   ARCHC_SARIF, ARCHC_QUALITY, ARCHC_JUNIT, ARCHC_COMMENT  the files to write; none where empty
set -euo pipefail

arguments=()
while IFS= read -r line; do
  # `./` keeps a file whose name begins with a hyphen from being read as an option.
  case "$line" in
    "") ;;
    -*) arguments+=("./$line") ;;
    *) arguments+=("$line") ;;
  esac
done <<<"${ARCHC_FILES:-}"
[ ${#arguments[@]} -gt 0 ] || arguments=(.)
[ -z "${ARCHC_SINCE:-}" ] || arguments+=("--since=$ARCHC_SINCE")
[ -z "${ARCHC_BASELINE:-}" ] || arguments+=("--baseline=$ARCHC_BASELINE")
[ -z "${ARCHC_FAIL_ON:-}" ] || arguments+=("--fail-on=$ARCHC_FAIL_ON")
[ "${ARCHC_STRICT:-false}" != true ] || arguments+=(--strict)
[ -z "${ARCHC_CACHE:-}" ] || arguments+=("--cache=$ARCHC_CACHE")

# Writes one more reading of the same run; what the check itself says comes from the one to the log.
also() {
  [ -n "$2" ] || return 0
  mkdir -p "$(dirname -- "$2")"
  archc check "${arguments[@]}" --format "$1" --quiet >"$2" 2>/dev/null || [ $? -le 2 ]
}

status=0
archc check "${arguments[@]}" --format "${ARCHC_LOG:-text}" || status=$?
also sarif "${ARCHC_SARIF:-}"
also gitlab "${ARCHC_QUALITY:-}"
also junit "${ARCHC_JUNIT:-}"
also markdown "${ARCHC_COMMENT:-}"
exit "$status"
