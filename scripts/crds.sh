#!/usr/bin/env bash
# Prints the directory that holds the CRDs of other projects, one file each, and fetches them when it is not there yet.
# usage: scripts/crds.sh [--cached]      the answer is the only line on stdout; --cached fetches nothing
#
# Tried in this order: LLMISVC_CRDS, the user's cache, the files of the releases, the Go modules of the same versions.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

# repository version folder file...; one without an owner is of kubernetes-sigs, and its Go module sigs.k8s.io/<repository>. The inference extension dropped the InferencePool of its
# experimental group after 1.4 and the InferenceModel after 0.5; clusters still have both.
SOURCES='
gateway-api v1.5.1 config/crd/standard gateway.networking.k8s.io_gatewayclasses gateway.networking.k8s.io_gateways gateway.networking.k8s.io_grpcroutes gateway.networking.k8s.io_httproutes gateway.networking.k8s.io_referencegrants
gateway-api-inference-extension v1.5.0 config/crd/bases inference.networking.k8s.io_inferencepools inference.networking.x-k8s.io_inferencemodelrewrites inference.networking.x-k8s.io_inferenceobjectives inference.networking.x-k8s.io_inferencepoolimports
gateway-api-inference-extension v1.4.0 config/crd/bases inference.networking.x-k8s.io_inferencepools
gateway-api-inference-extension v0.5.1 config/crd/bases inference.networking.x-k8s.io_inferencemodels
lws v0.8.0 config/crd/bases leaderworkerset.x-k8s.io_leaderworkersets
kedacore/keda v2.20.2 config/crd/bases eventing.keda.sh_cloudeventsources eventing.keda.sh_clustercloudeventsources keda.sh_scaledobjects keda.sh_scaledjobs keda.sh_triggerauthentications keda.sh_clustertriggerauthentications
cert-manager/cert-manager v1.19.1 deploy/crds cert-manager.io_certificates cert-manager.io_certificaterequests cert-manager.io_issuers cert-manager.io_clusterissuers
prometheus-operator/prometheus-operator v0.85.0 example/prometheus-operator-crd monitoring.coreos.com_podmonitors monitoring.coreos.com_prometheusrules monitoring.coreos.com_servicemonitors
'

CACHE="$CACHES/crds"
TARGET="$CACHE/$(cksum <<<"$SOURCES" | cut -d' ' -f1)"

# for_each_source FUNCTION WORK: calls FUNCTION WORK REPOSITORY VERSION FOLDER FILE... for each line.
for_each_source() {
  local call=$1 work=$2 line fields
  while IFS= read -r line; do
    [[ -n "$line" ]] || continue
    read -r -a fields <<<"$line"
    "$call" "$work" "${fields[@]}" </dev/null || return 1
  done <<<"$SOURCES"
}

from_release() {
  local work=$1 repository=$2 version=$3 folder=$4 file
  [[ "$repository" == */* ]] || repository=kubernetes-sigs/$repository
  shift 4
  for file in "$@"; do
    curl -fsSL --connect-timeout 4 --max-time 60 -o "$work/$file.yaml" \
      "https://raw.githubusercontent.com/$repository/$version/$folder/$file.yaml" || return 1
  done
}

from_module() {
  local work=$1 repository=$2 version=$3 folder=$4 module file
  shift 4
  module=sigs.k8s.io/$repository
  [[ "$repository" != */* ]] || module=github.com/$repository
  [[ "$version" == v[01].* ]] || module+=/${version%%.*}
  module=$(module_of "$work" "$module@$version") || return 1
  for file in "$@"; do
    cat "$module/$folder/$file.yaml" >"$work/$file.yaml" || return 1
  done
}

fetch() {
  local work=$1
  if command -v curl >/dev/null; then
    say "downloading the CRDs of Gateway API, its inference extension, LeaderWorkerSet, KEDA, cert-manager and the Prometheus Operator"
    for_each_source from_release "$work" && return
  fi
  command -v go >/dev/null && for_each_source from_module "$work"
}

if [[ -n "${LLMISVC_CRDS:-}" ]]; then
  [[ -d "$LLMISVC_CRDS" ]] || die "LLMISVC_CRDS=$LLMISVC_CRDS is no directory"
  echo "$LLMISVC_CRDS"
  exit
fi

if [[ ! -d "$TARGET" ]]; then
  [[ "${1:-}" != --cached ]] || die "not fetched yet; 'make test' fetches them, or run scripts/crds.sh"
  mkdir -p "$CACHE"
  work=$(mktemp -d "$CACHE/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  fetch "$work" || die "not fetched: needed is access to github.com, or Go (https://go.dev/dl/) with access to its module proxy"
  mv "$work" "$TARGET" 2>/dev/null || [[ -d "$TARGET" ]] || die "cannot move the CRDs to $TARGET"
fi
echo "$TARGET"
