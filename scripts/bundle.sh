#!/usr/bin/env bash
# Makes the archives for OLM of what was pushed: the bundle and, where the image of the bundle is known, the catalog that offers it.
# usage: scripts/bundle.sh VERSION OUTDIR      after test-compile, with JAVA_HOME set; in the environment are
#   IMAGE          of the operator, by digest: registry/name@sha256:…
#   SOURCE         where it is released, such as https://github.com/owner/repository
#   BUNDLE_IMAGE   built of the bundle, by digest; without it there is no catalog
#   CREATED_AT     when the image was made, in ISO 8601; by default what pom.xml says of all files
#   REPLACES       the version before, if an upgrade may not skip it
#   DIGESTS        a file with a line "image sha256:…" for each image that the presets name by tag
#
# The same input gives the same bytes. Nothing in them is left open: it fails where a digest would be.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

[[ $# == 2 ]] || die "usage: scripts/bundle.sh VERSION OUTDIR"
version=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)
[[ -z "${DIGESTS:-}" ]] || DIGESTS=$(cd "$(dirname "$DIGESTS")" && pwd)/$(basename "$DIGESTS")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

by_digest() { [[ "$2" =~ ^[^@]+@sha256:[0-9a-f]{64}$ ]] || die "$1=$2 must be an image by digest, registry/name@sha256:…"; }
by_digest IMAGE "${IMAGE:-}"
[[ -z "${BUNDLE_IMAGE:-}" ]] || by_digest BUNDLE_IMAGE "$BUNDLE_IMAGE"
[[ "${SOURCE:-}" =~ ^https://[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+$ ]] || die "SOURCE=${SOURCE:-} must be an https URL, such as https://github.com/owner/repository"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scripts/test-java.sh io.llmisvc.bundle.Bundle OUT="$work" VERSION="$version" IMAGE="$IMAGE" SOURCE="$SOURCE" BUNDLE_IMAGE="${BUNDLE_IMAGE:-}" \
  CREATED_AT="${CREATED_AT:-$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' pom.xml)}" REPLACES="${REPLACES:-}" DIGESTS="${DIGESTS:-}"

for part in bundle ${BUNDLE_IMAGE:+catalog}; do
  ! grep -rlE 'sha256:0{64}' "$work/$part" || die "a digest is missing in these"
  name=llmisvc-$version-$part
  mv "$work/$part" "$work/$name"
  archive "$work" "$name" "$out"
done
