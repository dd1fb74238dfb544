#!/usr/bin/env bash
# Prints the directory that holds kube-apiserver, etcd and kubectl, and fetches or builds them when there is none yet.
# usage: scripts/control-plane.sh [--cached]      the answer is the only line on stdout; --cached fetches and builds nothing
#
# Tried in this order: KUBEBUILDER_ASSETS, the user's cache, the envtest archives, a build with Go.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"
. "$(dirname "${BASH_SOURCE[0]}")/kubernetes.bash"

ETCD_VERSION=3.6.16
ENVTEST_INDEX=https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml

BINARIES=(kube-apiserver etcd kubectl)
CACHE="$CACHES/control-plane"
TARGET="$CACHE/v$KUBERNETES_MINOR"

complete() {
  local binary
  for binary in "${BINARIES[@]}"; do
    [[ -x "$1/$binary" ]] || return 1
  done
}

# install_from DIR: makes a complete directory the cached one, in one step.
install_from() {
  complete "$1" || return 1
  rm -rf "$TARGET"
  mv "$1" "$TARGET"
}

# The newest archive of our minor version: "name hash url".
newest_archive() {
  awk -v platform="-$(host_os)-$(host_arch).tar.gz:" -v minor="envtest-v$KUBERNETES_MINOR." '
    index($1, minor) == 1 && substr($1, length($1) - length(platform) + 1) == platform { name = $1 }
    $1 == "hash:" { hash = $2 }
    $1 == "selfLink:" && name != "" { sub(/:$/, "", name); print name, hash, $2; name = "" }
  ' "$1" | sort -V | tail -n 1
}

download() {
  local work=$1 name hash url
  command -v curl >/dev/null || { say "no curl, so nothing is downloaded"; return 1; }
  say "looking for the envtest archive of Kubernetes $KUBERNETES_MINOR"
  curl -fsSL --connect-timeout 4 --max-time 30 -o "$work/index" "$ENVTEST_INDEX" 2>"$work/curl.log" || {
    say "cannot download: $(tail -n 1 "$work/curl.log")"
    return 1
  }
  read -r name hash url < <(newest_archive "$work/index") || {
    say "there is no archive for $(host_os)/$(host_arch)"
    return 1
  }
  say "downloading $name"
  curl -fL --progress-bar --connect-timeout 4 --max-time 900 -o "$work/$name" "$url" || return 1
  [[ "$(checksum 512 "$work/$name")" == "$hash" ]] || { say "wrong checksum: $name"; return 1; }
  mkdir "$work/unpacked"
  tar -xzf "$work/$name" -C "$work/unpacked" --strip-components=2 || return 1
  install_from "$work/unpacked"
}

build() {
  local work=$1
  command -v go >/dev/null || { say "no Go, so nothing is built"; return 1; }
  say "building kube-apiserver $KUBERNETES_VERSION and etcd $ETCD_VERSION with $(go env GOVERSION): about 5 minutes, once"
  mkdir "$work/built"
  go_program etcd "$work/etcd-module" "$work/built/etcd" "go.etcd.io/etcd/server/v3@v$ETCD_VERSION" &&
    build_kubernetes "$work/kubernetes-module" "$work/built" kube-apiserver kubectl &&
    install_from "$work/built"
}

if [[ -n "${KUBEBUILDER_ASSETS:-}" ]]; then
  complete "$KUBEBUILDER_ASSETS" || die "KUBEBUILDER_ASSETS=$KUBEBUILDER_ASSETS must hold ${BINARIES[*]}"
  echo "$KUBEBUILDER_ASSETS"
  exit
fi

if [[ "${1:-}" == --cached ]]; then
  complete "$TARGET" || die "not there yet; 'make test' fetches it, or run scripts/control-plane.sh"
  echo "$TARGET"
  exit
fi

alone_in "$CACHE"
if ! complete "$TARGET"; then
  work=$(mktemp -d "$CACHE/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  download "$work" || build "$work" || die "neither downloaded nor built: needed is access to github.com, or Go 1.24
  or newer (https://go.dev/dl/) with access to its module proxy, or KUBEBUILDER_ASSETS set to a directory with ${BINARIES[*]}"
  say "ready in $TARGET"
fi
echo "$TARGET"
