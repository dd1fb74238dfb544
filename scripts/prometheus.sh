#!/usr/bin/env bash
# Prints the directory that holds prometheus and promtool, and fetches or builds them when they are not there yet.
# usage: scripts/prometheus.sh [--cached]      the answer is the only line on stdout; --cached fetches and builds nothing
#
# Tried in this order: LLMISVC_PROMETHEUS, the user's cache, the archive of the release, a build with Go.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

# Prometheus 3.16.0 is v0.316.0 of its Go module.
VERSION=3.16.0
MODULE_VERSION=0.316.0

PROGRAMS=(prometheus promtool)
CACHE="$CACHES/prometheus"
TARGET="$CACHE/v$VERSION"

# holds_all DIR
holds_all() {
  local program
  for program in "${PROGRAMS[@]}"; do
    [[ -x "$1/$program" ]] || return 1
  done
}

# install_from DIR: makes its programs the cached ones, in one step.
install_from() {
  local program
  holds_all "$1" && mkdir "$1.chosen" || return 1
  for program in "${PROGRAMS[@]}"; do
    mv "$1/$program" "$1.chosen/"
  done
  rm -rf "$TARGET" && mv "$1.chosen" "$TARGET"
}

download() {
  local work=$1 release="https://github.com/prometheus/prometheus/releases/download/v$VERSION" name
  name="prometheus-$VERSION.$(host_os)-$(host_arch)"
  fetch_archive "$work" "$release/$name.tar.gz" "$release/sha256sums.txt" || return 1
  tar -xzf "$work/$name.tar.gz" -C "$work" || return 1
  install_from "$work/$name"
}

# Without its pages, and without finding targets in clouds: tests name theirs.
build() {
  local work=$1 module=github.com/prometheus/prometheus
  local flags="-s -w -X github.com/prometheus/common/version.Version=$VERSION"
  command -v go >/dev/null || { say "no Go, so nothing is built"; return 1; }
  say "building prometheus $VERSION with $(go env GOVERSION): about 2 minutes, once"
  export GO_TAGS=remove_all_sd
  mkdir "$work/built"
  go_program prometheus "$work/module" "$work/built/prometheus" "$module/cmd/prometheus@v$MODULE_VERSION" "$flags" &&
    go_run "promtool modules" "$work/module" get "$module/cmd/promtool" &&
    go_build promtool "$work/module" "$work/built/promtool" "$module/cmd/promtool" "$flags" &&
    install_from "$work/built"
}

if [[ -n "${LLMISVC_PROMETHEUS:-}" ]]; then
  holds_all "$LLMISVC_PROMETHEUS" || die "LLMISVC_PROMETHEUS=$LLMISVC_PROMETHEUS must hold ${PROGRAMS[*]}"
  echo "$LLMISVC_PROMETHEUS"
  exit
fi

if [[ "${1:-}" == --cached ]]; then
  holds_all "$TARGET" || die "not there yet; 'make test' fetches them, or run scripts/prometheus.sh"
  echo "$TARGET"
  exit
fi

alone_in "$CACHE"
if ! holds_all "$TARGET"; then
  work=$(mktemp -d "$CACHE/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  download "$work" || build "$work" || die "neither downloaded nor built: needed is access to github.com, or Go
  (https://go.dev/dl/) with access to its module proxy, or LLMISVC_PROMETHEUS set to a directory with ${PROGRAMS[*]}"
  say "ready in $TARGET"
fi
echo "$TARGET"
