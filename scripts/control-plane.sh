#!/usr/bin/env bash
# Prints the directory that holds kube-apiserver, etcd and kubectl, and fetches or builds them when there is none yet.
# usage: scripts/control-plane.sh [--cached]      the answer is the only line on stdout; --cached fetches and builds nothing
#
# Tried in this order: KUBEBUILDER_ASSETS, the user's cache, the envtest archives, a build with Go.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

KUBERNETES_VERSION=1.34.4
ETCD_VERSION=3.6.16
ENVTEST_INDEX=https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml

BINARIES=(kube-apiserver etcd kubectl)
KUBERNETES_MINOR=${KUBERNETES_VERSION%.*}
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

# Kubernetes is published with replacements that point into its own source tree: here they point at the modules of the same release.
kubernetes_module() {
  local module staging="v0.${KUBERNETES_VERSION#*.}"
  printf 'module controlplane\n\ngo 1.24.0\n\ngodebug default=go1.24\n\n'
  printf 'require k8s.io/kubernetes v%s\n\n' "$KUBERNETES_VERSION"
  sed -n 's|^\t\(k8s\.io/[a-z-]*\) => \./staging/.*|\1|p' "$1" | while read -r module; do
    printf 'replace %s => %s %s\n' "$module" "$module" "$staging"
  done
}

build_kubernetes() {
  local dir=$1 out=$2 gomod version=k8s.io/component-base/version minor=${KUBERNETES_MINOR#*.}
  mkdir "$dir"
  gomod=$(cd "$dir" && GOWORK=off go mod download -json "k8s.io/kubernetes@v$KUBERNETES_VERSION" |
    sed -n 's/^\t"GoMod": "\(.*\)",$/\1/p') || return 1
  kubernetes_module "$gomod" >"$dir/go.mod"
  printf -- '-s -w -X %s.gitVersion=v%s -X %s.gitMajor=1 -X %s.gitMinor=%s' \
    "$version" "$KUBERNETES_VERSION" "$version" "$version" "$minor" >"$dir/ldflags"
  go_run "Kubernetes modules" "$dir" get "k8s.io/kubernetes@v$KUBERNETES_VERSION" &&
    go_run "kube-apiserver" "$dir" build -v -buildvcs=false -trimpath -ldflags "$(<"$dir/ldflags")" \
      -o "$out/kube-apiserver" k8s.io/kubernetes/cmd/kube-apiserver &&
    go_run "kubectl" "$dir" build -v -buildvcs=false -trimpath -ldflags "$(<"$dir/ldflags")" \
      -o "$out/kubectl" k8s.io/kubernetes/cmd/kubectl
}

build_etcd() {
  local dir=$1 out=$2
  mkdir "$dir"
  printf 'module controlplane\n\ngo 1.24.0\n\nrequire go.etcd.io/etcd/server/v3 v%s\n' "$ETCD_VERSION" >"$dir/go.mod"
  go_run "etcd modules" "$dir" get "go.etcd.io/etcd/server/v3@v$ETCD_VERSION" &&
    go_run "etcd" "$dir" build -v -buildvcs=false -trimpath -ldflags "-s -w" -o "$out/etcd" go.etcd.io/etcd/server/v3
}

build() {
  local work=$1
  command -v go >/dev/null || { say "no Go, so nothing is built"; return 1; }
  say "building kube-apiserver $KUBERNETES_VERSION and etcd $ETCD_VERSION with $(go env GOVERSION): about 5 minutes, once"
  mkdir "$work/built"
  build_etcd "$work/etcd-module" "$work/built" &&
    build_kubernetes "$work/kubernetes-module" "$work/built" &&
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
