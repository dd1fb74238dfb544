#!/usr/bin/env bash
# Prints the directory that holds what checks the bundle: operator-verify, the validator of the Operator Framework, and its CRDs, in crds/.
# Fetches and builds them, once, when they are not there yet.
# usage: scripts/olm.sh [--cached]      the answer is the only line on stdout; --cached fetches and builds nothing
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

VERSION=0.17.3
MODULE=github.com/operator-framework/api
CRDS=(catalogsources clusterserviceversions operatorgroups subscriptions)
CACHE="$CACHES/olm"
TARGET="$CACHE/$VERSION-crds"

if [[ -n "${LLMISVC_OLM:-}" ]]; then
  [[ -x "$LLMISVC_OLM/operator-verify" && -d "$LLMISVC_OLM/crds" ]] || die "LLMISVC_OLM=$LLMISVC_OLM must hold operator-verify and crds"
  echo "$LLMISVC_OLM"
  exit
fi

if [[ ! -d "$TARGET" ]]; then
  [[ "${1:-}" != --cached ]] || die "not built yet; 'make test' builds it, or run scripts/olm.sh"
  command -v go >/dev/null || die "needed is Go 1.24 or newer (https://go.dev/dl/), or LLMISVC_OLM set to a directory with operator-verify and crds"
  alone_in "$CACHE"
fi
if [[ ! -d "$TARGET" ]]; then
  work=$(mktemp -d "$CACHE/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  say "building operator-verify $VERSION with $(go env GOVERSION): about a minute, once"
  mkdir -p "$work/done/crds"
  go_program operator-verify "$work/operator-verify" "$work/done/operator-verify" "$MODULE/cmd/operator-verify@v$VERSION" || die "not built"
  module=$(module_of "$work/operator-verify" "$MODULE@v$VERSION") || die "no module"
  for crd in "${CRDS[@]}"; do cat "$module/crds/operators.coreos.com_$crd.yaml" >"$work/done/crds/$crd.yaml"; done
  mv "$work/done" "$TARGET"
fi
echo "$TARGET"
