#!/usr/bin/env bash
# Makes the files of a release from what is built: the program, the chart, the manifests and what says what is in them.
# usage: scripts/release.sh VERSION OUTDIR      after `make build`; takes the native binary too when it is there
#
# SOURCE says where it is released, such as https://github.com/owner/repository; without it there is no manifest for krew. With IMAGE there are
# the files for OLM, too: scripts/bundle.sh has what it takes for that. VERSION must be the one that was built. The same input gives the same
# bytes, but for the chart: helm packs the time into it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

[[ $# == 2 ]] || die "usage: scripts/release.sh VERSION OUTDIR"
version=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/.."

built=$(<target/classes/version.txt)
[[ "$version" == "$built" ]] || die "version $built was built, not $version: set it in pom.xml, helm/llmisvc/Chart.yaml and kubernetes/base/operator.yaml"
[[ -f target/quarkus-app/quarkus-run.jar && -f target/bom.json ]] || die "not built yet; run 'make build'"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# program NAME: a folder with what every distribution has.
program() {
  mkdir -p "$work/$1/bin" "$work/$1/completions"
  cp README.md LICENSE CHANGELOG.md SECURITY.md target/bom.json "$work/$1/"
  for shell in bash zsh fish; do bin/llmisvc completion "$shell" >"$work/$1/completions/llmisvc.$shell"; done
}

name=llmisvc-$version-jvm
program "$name"
mkdir "$work/$name/scripts"
cp bin/llmisvc "$work/$name/bin/"
cp scripts/jdk.sh "$work/$name/scripts/"
cp -R target/quarkus-app "$work/$name/lib"
rm -f "$work/$name"/lib/*.aot "$work/$name/lib/aot.release"
archive "$work" "$name" "$out"

binary=target/llmisvc-$version-runner
if [[ -x "$binary" ]]; then
  name=llmisvc-$version-$(host_os)-$(host_arch)
  program "$name"
  cp "$binary" "$work/$name/bin/llmisvc"
  archive "$work" "$name" "$out"
fi

name=llmisvc-$version-manifests
mkdir "$work/$name"
cp -RL kubernetes "$work/$name/"
cp -R samples "$work/$name/"
archive "$work" "$name" "$out"
bin/llmisvc crds >"$out/llmisvc-$version-crds.yaml"
bin/llmisvc presets >"$out/llmisvc-$version-presets.yaml"
cp target/bom.json "$out/llmisvc-$version-bom.json"

if [[ -n "${SOURCE:-}" ]]; then
  scripts/krew.sh "$version" "$out" "$SOURCE" >"$out/llmisvc-$version-krew.yaml"
else
  say "no SOURCE, so there is no manifest for krew"
fi
if [[ -n "${IMAGE:-}" ]]; then
  scripts/bundle.sh "$version" "$out"
else
  say "no IMAGE, so there is no bundle for OLM: scripts/bundle.sh makes it once the image is pushed"
fi
"$(scripts/helm.sh)" package helm/llmisvc --destination "$out" >/dev/null

cd "$out"
for file in llmisvc-"$version"*; do
  [[ "$file" == *.sha256 ]] || echo "$(checksum 256 "$file")  $file"
done >"llmisvc-$version.sha256"
