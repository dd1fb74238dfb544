#!/usr/bin/env bash
# Prints the program that reads dashboards by Grafana's own types, src/test/go/dashboards. Builds it, once, when it is not there yet.
# usage: scripts/grafana.sh [--cached]      the answer is the only line on stdout; --cached builds nothing
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

SOURCES="$(dirname "${BASH_SOURCE[0]}")/../src/test/go/dashboards"
CACHE="$CACHES/grafana"
TARGET="$CACHE/dashboards-$(cat "$SOURCES"/go.mod "$SOURCES"/main.go | checksum 256 - | cut -c1-12)"

if [[ -n "${LLMISVC_GRAFANA:-}" ]]; then
  [[ -x "$LLMISVC_GRAFANA" ]] || die "LLMISVC_GRAFANA=$LLMISVC_GRAFANA must be the program"
  echo "$LLMISVC_GRAFANA"
  exit
fi

if [[ ! -x "$TARGET" ]]; then
  [[ "${1:-}" != --cached ]] || die "not built yet; 'make test' builds it, or run scripts/grafana.sh"
  command -v go >/dev/null || die "needed is Go 1.24 or newer (https://go.dev/dl/), or LLMISVC_GRAFANA set to the program"
  alone_in "$CACHE"
fi
if [[ ! -x "$TARGET" ]]; then
  work=$(mktemp -d "$CACHE/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  say "building what reads dashboards with $(go env GOVERSION): less than a minute, once"
  cp "$SOURCES"/{go.mod,go.sum,main.go} "$work"
  go_build dashboards "$work" "$work/built" . "-s -w" || die "not built"
  mv "$work/built" "$TARGET"
fi
echo "$TARGET"
