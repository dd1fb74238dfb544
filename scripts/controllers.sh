#!/usr/bin/env bash
# Prints the directory that holds the controllers which run beside the API server, and fetches or builds those that are not there yet:
# kube-controller-manager, kube-scheduler, kwok (nodes and pods), lws (LeaderWorkerSet) with lws-webhooks.yaml.
# usage: scripts/controllers.sh [--cached] [--picker] [--keda] [--cert-manager]      the answer is the only line on stdout
#   --cached   fetches and builds nothing
#   --picker   also epp, the endpoint picker of the Gateway API inference extension, which one test starts
#   --keda     also keda and keda-webhooks, the operator of KEDA and its webhooks; they take long to build
#   --cert-manager     also cert-manager, its controllers and the injector of CA bundles in one program
#
# Tried in this order: LLMISVC_CONTROLLERS, the user's cache, the programs of the releases where there are any, a build with Go.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"
. "$(dirname "${BASH_SOURCE[0]}")/kubernetes.bash"

KWOK_VERSION=0.7.0
LWS_VERSION=0.8.0
PICKER_VERSION=1.4.0
KEDA_VERSION=2.20.2

FILES=(kube-controller-manager kube-scheduler kwok lws lws-webhooks.yaml)
CACHE="$CACHES/controllers"
# A new version of one of them is a new directory; of what few tests start, a new file that "keda", "keda-webhooks" or "cert-manager" is a link to.
TARGET="$CACHE/kubernetes-$KUBERNETES_VERSION-kwok-$KWOK_VERSION-lws-$LWS_VERSION-epp-$PICKER_VERSION"
KEDA=(keda:operator keda-webhooks:webhooks)
# Its program is of ours, for its own is not published; go.mod has the version.
CERT_MANAGER="$(dirname "${BASH_SOURCE[0]}")/../src/test/go/cert-manager"
CERT_MANAGER_VERSION=$(cat "$CERT_MANAGER"/{go.mod,main.go} | cksum | cut -d' ' -f1)

is_cached=
for option in "$@"; do
  case "$option" in
    --cached) is_cached=yes ;;
    --picker) FILES+=(epp) ;;
    --keda) FILES+=("${KEDA[@]%:*}") ;;
    --cert-manager) FILES+=(cert-manager) ;;
    *) die "no such option: $option" ;;
  esac
done

# missing DIR: what DIR lacks, one name a line.
missing() {
  local file
  for file in "${FILES[@]}"; do
    [[ -s "$1/$file" ]] || echo "$file"
  done
}

is_missing() { [[ ! -s "$TARGET/$1" ]]; }

# download WORK FILE URL [CHECKSUM]: a program of a release.
download() {
  local work=$1 file=$2 url=$3 sum=${4:-}
  command -v curl >/dev/null || { say "no curl, so $file is not downloaded"; return 1; }
  curl -fsSL --connect-timeout 4 --max-time 900 -o "$work/$file" "$url" 2>"$work/curl.log" || {
    say "cannot download $file: $(tail -n 1 "$work/curl.log")"
    return 1
  }
  [[ -z "$sum" || "$(checksum 256 "$work/$file")" == "$sum" ]] || { say "wrong checksum: $file"; return 1; }
  install_file "$work/$file"
}

# install_file FILE: makes it the cached one, in one step.
install_file() {
  case "$1" in *.yaml) ;; *) chmod +x "$1" ;; esac
  mkdir -p "$TARGET" && mv -f "$1" "$TARGET/"
}

download_kubernetes() {
  local work=$1 program=$2 url sum
  url="https://dl.k8s.io/release/v$KUBERNETES_VERSION/bin/$(host_os)/$(host_arch)/$program"
  sum=$(curl -fsSL --connect-timeout 4 --max-time 30 "$url.sha256" 2>/dev/null) || {
    say "cannot download $program"
    return 1
  }
  download "$work" "$program" "$url" "$sum"
}

kubernetes() {
  local work=$1 program wanted=()
  for program in kube-controller-manager kube-scheduler; do
    is_missing "$program" || continue
    download_kubernetes "$work" "$program" || wanted+=("$program")
  done
  [[ ${#wanted[@]} != 0 ]] || return 0
  say_building "${wanted[*]} $KUBERNETES_VERSION" || return 1
  mkdir "$work/kubernetes"
  build_kubernetes "$work/kubernetes-module" "$work/kubernetes" "${wanted[@]}" || return 1
  for program in "${wanted[@]}"; do
    install_file "$work/kubernetes/$program" || return 1
  done
}

say_building() {
  command -v go >/dev/null || { say "no Go, so $1 is not built"; return 1; }
  say "building $1 with $(go env GOVERSION): ${2:-about a minute}, once"
}

kwok() {
  local work=$1
  is_missing kwok || return 0
  download "$work" kwok "https://github.com/kubernetes-sigs/kwok/releases/download/v$KWOK_VERSION/kwok-$(host_os)-$(host_arch)" ||
    build "$work" kwok "sigs.k8s.io/kwok/cmd/kwok@v$KWOK_VERSION"
}

# build WORK FILE PACKAGE@VERSION
build() {
  say_building "${2} ${3##*@v}" && go_program "$2" "$1/$2-module" "$1/$2" "$3" && install_file "$1/$2"
}

# Its releases are container images, and so are those of the endpoint picker.
lws() {
  local work=$1 module
  ! is_missing lws || build "$work" lws "sigs.k8s.io/lws/cmd@v$LWS_VERSION" || return 1
  is_missing lws-webhooks.yaml || return 0
  module=$(module_of "$work" "sigs.k8s.io/lws@v$LWS_VERSION") &&
    cat "$module/config/webhook/manifests.yaml" >"$work/lws-webhooks.yaml" &&
    install_file "$work/lws-webhooks.yaml"
}

picker() {
  [[ " ${FILES[*]} " == *" epp "* ]] && is_missing epp || return 0
  build "$1" epp "sigs.k8s.io/gateway-api-inference-extension/cmd/epp@v$PICKER_VERSION"
}

# In a copy of its own tree: it replaces modules that it uses by older ones.
keda() {
  local work=$1 module program name wanted=()
  for program in "${KEDA[@]}"; do
    name=${program%:*}
    [[ " ${FILES[*]} " != *" $name "* ]] || ! is_missing "$name" || wanted+=("$program")
  done
  [[ ${#wanted[@]} != 0 ]] || return 0
  say_building "keda $KEDA_VERSION" "ten minutes or more" && module=$(module_of "$work" "github.com/kedacore/keda/v2@v$KEDA_VERSION") || return 1
  cp -r "$module" "$work/keda-module" && chmod -R u+w "$work/keda-module" || return 1
  for program in "${wanted[@]}"; do
    name=${program%:*}
    go_build "$name" "$work/keda-module" "$work/$name-$KEDA_VERSION" "./cmd/${program#*:}" "-s -w" && install_file "$work/$name-$KEDA_VERSION" &&
      ln -sfn "$name-$KEDA_VERSION" "$TARGET/$name" || return 1
  done
}

cert_manager() {
  local work=$1 file=cert-manager-$CERT_MANAGER_VERSION
  [[ " ${FILES[*]} " == *" cert-manager "* ]] && is_missing cert-manager || return 0
  say_building "cert-manager $(sed -n 's|^\tgithub.com/cert-manager/cert-manager v||p' "$CERT_MANAGER/go.mod")" "two minutes or more" &&
    cp -r "$CERT_MANAGER" "$work/cert-manager-module" &&
    go_build cert-manager "$work/cert-manager-module" "$work/$file" . "-s -w" && install_file "$work/$file" && ln -sfn "$file" "$TARGET/cert-manager"
}

# renew LINK FILE: removes a link to another version.
renew() {
  [[ ! -L "$TARGET/$1" || "$(readlink "$TARGET/$1")" == "$2" ]] || rm "$TARGET/$1"
}

if [[ -n "${LLMISVC_CONTROLLERS:-}" ]]; then
  [[ -z "$(missing "$LLMISVC_CONTROLLERS")" ]] || die "LLMISVC_CONTROLLERS=$LLMISVC_CONTROLLERS must hold ${FILES[*]}"
  echo "$LLMISVC_CONTROLLERS"
  exit
fi

if [[ -n "$is_cached" ]]; then
  [[ -z "$(missing "$TARGET")" ]] || die "not there yet; 'make test' fetches them, or run scripts/controllers.sh --picker --keda --cert-manager"
  echo "$TARGET"
  exit
fi

alone_in "$CACHE"
for program in "${KEDA[@]%:*}"; do renew "$program" "$program-$KEDA_VERSION"; done
renew cert-manager "cert-manager-$CERT_MANAGER_VERSION"
if [[ -n "$(missing "$TARGET")" ]]; then
  work=$(mktemp -d "$CACHE/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  say "controllers for tests: $(missing "$TARGET" | tr '\n' ' ')come once, in under 5 minutes with two cores"
  { kubernetes "$work" && kwok "$work" && lws "$work" && picker "$work" && keda "$work" && cert_manager "$work"; } || die "not complete: needed is Go 1.24 or newer
  (https://go.dev/dl/) with access to its module proxy, or LLMISVC_CONTROLLERS set to a directory with ${FILES[*]}"
  say "ready in $TARGET"
fi
echo "$TARGET"
