#!/usr/bin/env bash
# Prints the YAML language server that the test of the schema for editors asks, and fetches it when there is none yet.
# usage: scripts/yaml-language-server.sh [--cached]      the answer is the only line on stdout; --cached fetches nothing
#
# Tried in this order: LLMISVC_YAML_LANGUAGE_SERVER, the user's cache, npm. It runs with Node.js.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

VERSION=1.23.0

CACHE="$CACHES/yaml-language-server"
TARGET="$CACHE/v$VERSION"
PROGRAM=node_modules/.bin/yaml-language-server

if [[ -n "${LLMISVC_YAML_LANGUAGE_SERVER:-}" ]]; then
  command -v "$LLMISVC_YAML_LANGUAGE_SERVER" || die "LLMISVC_YAML_LANGUAGE_SERVER=$LLMISVC_YAML_LANGUAGE_SERVER is no command"
  exit
fi

if [[ "${1:-}" == --cached ]]; then
  [[ -x "$TARGET/$PROGRAM" ]] || die "not there yet; 'make test' fetches it, or run scripts/yaml-language-server.sh"
  echo "$TARGET/$PROGRAM"
  exit
fi

# Of what it depends on, no script is run.
fetch() {
  local work=$1
  command -v node >/dev/null && command -v npm >/dev/null || { say "no Node.js with npm, so nothing is fetched"; return 1; }
  say "fetching yaml-language-server $VERSION"
  npm install --prefix "$work" --no-audit --no-fund --ignore-scripts --omit=dev --loglevel=error "yaml-language-server@$VERSION" >&2 &&
    [[ -x "$work/$PROGRAM" ]] && mv "$work" "$TARGET"
}

alone_in "$CACHE"
if [[ ! -x "$TARGET/$PROGRAM" ]]; then
  work=$(mktemp -d "$CACHE/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  fetch "$work" || die "not fetched: needed is Node.js 18 or newer with npm (https://nodejs.org) and access to its registry,
  or LLMISVC_YAML_LANGUAGE_SERVER set to a yaml-language-server"
  say "ready in $TARGET"
fi
echo "$TARGET/$PROGRAM"
