#!/usr/bin/env bash
# Prints the helm that the tests of the chart run, and fetches or builds it when there is none yet.
# usage: scripts/helm.sh [--cached]      the answer is the only line on stdout; --cached fetches and builds nothing
#
# Tried in this order: HELM, the user's cache, the archive of the release, a build with Go.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

HELM_VERSION=3.19.0
# What `helm template` takes the cluster for.
KUBERNETES_MINOR=34

CACHE="$CACHES/helm"
TARGET="$CACHE/v$HELM_VERSION/helm"

install_from() {
  [[ -x "$1" ]] && mkdir -p "${TARGET%/*}" && mv -f "$1" "$TARGET"
}

download() {
  local work=$1 platform archive
  platform="$(host_os)-$(host_arch)"
  archive="helm-v$HELM_VERSION-$platform.tar.gz"
  fetch_archive "$work" "https://get.helm.sh/$archive" "https://get.helm.sh/$archive.sha256sum" || return 1
  tar -xzf "$work/$archive" -C "$work" || return 1
  install_from "$work/$platform/helm"
}

build() {
  local work=$1 module=helm.sh/helm/v3 flags
  command -v go >/dev/null || { say "no Go, so nothing is built"; return 1; }
  say "building helm $HELM_VERSION with $(go env GOVERSION): about 2 minutes, once"
  flags="-s -w -X $module/internal/version.version=v$HELM_VERSION"
  flags+=" -X $module/pkg/chartutil.k8sVersionMajor=1 -X $module/pkg/chartutil.k8sVersionMinor=$KUBERNETES_MINOR"
  flags+=" -X $module/pkg/lint/rules.k8sVersionMajor=1 -X $module/pkg/lint/rules.k8sVersionMinor=$KUBERNETES_MINOR"
  go_program helm "$work/module" "$work/helm" "$module/cmd/helm@v$HELM_VERSION" "$flags" &&
    install_from "$work/helm"
}

if [[ -n "${HELM:-}" ]]; then
  command -v "$HELM" >/dev/null || die "HELM=$HELM is no command"
  command -v "$HELM"
  exit
fi

if [[ "${1:-}" == --cached ]]; then
  [[ -x "$TARGET" ]] || die "not there yet; 'make test' fetches it, or run scripts/helm.sh"
  echo "$TARGET"
  exit
fi

alone_in "$CACHE"
if [[ ! -x "$TARGET" ]]; then
  work=$(mktemp -d "$CACHE/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  download "$work" || build "$work" || die "neither downloaded nor built: needed is access to get.helm.sh, or Go 1.24
  or newer (https://go.dev/dl/) with access to its module proxy, or HELM set to a helm 3.19"
  say "ready in $TARGET"
fi
echo "$TARGET"
