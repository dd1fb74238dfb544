#!/usr/bin/env bash
# Builds the committed tree twice, in two folders, and fails when a file of the two distributions or their SBOMs differ, but for the one in
# which Quarkus numbers what it recorded in the order in which its steps, run side by side, came to it.
# usage: scripts/reproducible.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/tools.bash

JAVA_HOME=$(scripts/jdk.sh)
export JAVA_HOME
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn=$(command -v mvn || echo ./mvnw)

for build in one another; do
  mkdir "$work/$build"
  git archive HEAD | tar -xf - -C "$work/$build"
  say "$build build"
  (cd "$work/$build" && "$mvn" -B -q -ntp package -DskipTests) >"$work/$build.log" 2>&1 || { tail -n 20 "$work/$build.log" >&2; die "it fails"; }
done
diff -r --exclude=generated-bytecode.jar "$work/one/target/quarkus-app" "$work/another/target/quarkus-app"
cmp "$work/one/target/bom.json" "$work/another/target/bom.json"
say "the same bytes: $(($(find "$work/one/target/quarkus-app" -type f | wc -l) - 1)) files and the SBOM; not compared: quarkus/generated-bytecode.jar"
