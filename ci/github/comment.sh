#!/usr/bin/env bash
# Writes a comment on a pull request over the one of the last run, which it knows by the marker in the first line. It needs
# `gh`, which the runners have, and a token that may write to pull requests.
#
#   ARCHC_COMMENT      the file with the comment
#   ARCHC_PULL         the number of the pull request
#   GITHUB_REPOSITORY  owner/name
#   GH_TOKEN           read by gh
set -euo pipefail

marker=$(head -n 1 -- "$ARCHC_COMMENT")
case "$marker" in
  "<!-- archc "*" -->") ;;
  *)
    echo "$ARCHC_COMMENT does not begin with a marker of archc" >&2
    exit 2
    ;;
esac
case "${ARCHC_PULL:-}" in
  "" | *[!0-9]*)
    echo "no pull request, so no comment" >&2
    exit 0
    ;;
esac

# Only a comment that begins with the marker is ours: somebody may quote it.
comment=$(MARKER=$marker gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$ARCHC_PULL/comments?per_page=100" \
  --jq '.[] | select(.body | startswith(env.MARKER)) | .id' | head -n 1)
if [ -n "$comment" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment" -F "body=@$ARCHC_COMMENT" --silent
  echo "updated the comment $comment"
else
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$ARCHC_PULL/comments" -F "body=@$ARCHC_COMMENT" --silent
  echo "made a comment"
fi
