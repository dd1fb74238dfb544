#!/usr/bin/env bash
# Prints the manifest by which krew installs a release: krew/llmisvc.yaml with its version and archives.
# usage: scripts/krew.sh VERSION DIRECTORY SOURCE      DIRECTORY holds the archives, of one machine or of several; SOURCE is where they are
#                                                      released, such as https://github.com/owner/repository
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

[[ $# == 3 ]] || die "usage: scripts/krew.sh VERSION DIRECTORY SOURCE"
version=$1 directory=$2 source=${3%/}
[[ "$source" =~ ^https://[A-Za-z0-9./_-]+$ ]] || die "SOURCE=$3 must be an https URL"
template="$(dirname "${BASH_SOURCE[0]}")/../krew/llmisvc.yaml"

# platform SELECTOR ARCHIVE: of an archive, whose folder has its name.
platform() {
  printf '  - selector: %s\n    uri: %s\n    sha256: %s\n    bin: bin/llmisvc\n    files:\n    - {from: "%s/*", to: .}\n' "$1" \
    "$source/releases/download/v$version/$2.tar.gz" "$(checksum 256 "$directory/$2.tar.gz")" "$2"
}

sed -e '/^# /d' -e "s|@VERSION@|$version|" -e "s|@SOURCE@|$source|" "$template"
# krew takes the first that fits, so that Java is for where there is no binary.
for os in linux darwin; do
  for arch in amd64 arm64; do
    name=llmisvc-$version-$os-$arch
    [[ ! -f "$directory/$name.tar.gz" ]] || platform "{matchLabels: {os: $os, arch: $arch}}" "$name"
  done
done
platform '{matchExpressions: [{key: os, operator: In, values: [linux, darwin]}]}' "llmisvc-$version-jvm"
