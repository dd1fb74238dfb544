#!/usr/bin/env bash
# Lays out in target/image what the image of the JVM form holds, from target/quarkus-app and with the JDK of JAVA_HOME:
#   runtime    a Java of what the program needs
#   app        the jars, the options and the AOT cache that fit this runtime, the licence, the SBOM
#   libraries  the C library of this machine, for an image that is based on none
# usage: scripts/image-root.sh [--portable]      after `make build`; --portable lays out what is the same on every architecture, the jars,
#   for an image that is based on one with a Java in the same place
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/tools.bash

MODULES=java.base,java.compiler,java.instrument,java.logging,java.management,java.naming,java.net.http,java.xml,jdk.management,jdk.unsupported,jdk.zipfs

root=target/image
java=$PWD/$root/runtime/opt/java/openjdk
app=$root/app/opt/llmisvc
rm -rf "$root"
mkdir -p "$app" "$root/app/tmp" "$root/app/usr/share/doc/llmisvc" "$root/libraries" "$root/runtime"

cp -R target/quarkus-app/{app,lib,quarkus,quarkus-run.jar} "$app/"
cp LICENSE target/bom.json "$root/app/usr/share/doc/llmisvc/"
# A cache is taken only for jars of the time that it knows, and images give their files this one.
moment=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' pom.xml)
find "$root/app" -exec touch -h -d "$moment" {} +
# How much memory it takes is said in JAVA_TOOL_OPTIONS, by who knows the container.
printf '%s\n' -XX:-UsePerfData -Xlog:disable >"$app/options"
[[ "${1:-}" != --portable ]] || exit 0

mkdir -p "$(dirname "$java")"
"$JAVA_HOME/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$java"
JAVA_HOME=$java scripts/aot.sh "$app"
rm -f "$app/verbs.aot" "$app/aot.release"

[[ ! -e "$app/operator.aot" ]] || echo -XX:AOTCache=/opt/llmisvc/operator.aot >>"$app/options"

# copy_library FILE: under the path by which programs ask for it.
copy_library() {
  mkdir -p "$root/libraries$(dirname "$1")"
  cp -L "$1" "$root/libraries$1"
}

ldd "$java/bin/java" "$java/lib/server/libjvm.so" "$java"/lib/lib{java,net,nio,zip,jimage}.so 2>/dev/null |
  sed -n 's|.* => \(/[^ ]*\) (.*|\1|p; s|^\t\(/[^ ]*\) (.*|\1|p' | grep -v "/$root/" | sort -u |
  while read -r library; do copy_library "$library"; done
