#!/usr/bin/env bash
# Makes the AOT caches of a built distribution: verbs.aot and operator.aot beside its jars, with which a JVM starts in a fraction of the
# time. A JVM of another build does not take them, so the release file of this one is kept beside them.
# usage: scripts/aot.sh DIRECTORY      with JAVA_HOME set; says so and makes nothing when that is older than 25
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

app=$(cd "$1" && pwd)
samples=$(cd "$(dirname "${BASH_SOURCE[0]}")/../samples" && pwd)
rm -f "$app"/*.aot "$app/aot.release"

version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$JAVA_HOME/release")
[[ "$version" -ge 25 ]] || { say "JDK $version makes no AOT cache, 25 does"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# train NAME ARGUMENTS...: a run of the program whose classes are what the cache NAME will hold.
train() {
  local name=$1
  shift
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC "-XX:AOTCacheOutput=$work/$name.aot" -jar "$app/quarkus-run.jar" "$@"
}

# An operator that finds no API server, until it says that it tries again.
train_operator() {
  local line pid
  printf '%s\n' 'apiVersion: v1' 'kind: Config' 'clusters: [{name: none, cluster: {server: "http://127.0.0.1:9"}}]' \
    'contexts: [{name: none, context: {cluster: none}}]' 'current-context: none' >"$work/kubeconfig"
  mkfifo "$work/log"
  KUBECONFIG="$work/kubeconfig" POD_NAMESPACE=kserve QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT=0 \
    train operator operator >"$work/log" 2>&1 &
  pid=$!
  while read -r line; do
    [[ "$line" == *" ERROR "* || "$line" == *"will retry"* ]] && kill "$pid" 2>/dev/null
  done <"$work/log" || true
  wait "$pid" || true
}

cd "$app"
(train verbs render -f "$samples") >"$work/verbs.log" 2>&1 || true
train_operator
for name in verbs operator; do
  [[ -s "$work/$name.aot" ]] || die "no AOT cache of the $name: $(tail -n 5 "$work/$name.log" 2>/dev/null)"
  mv "$work/$name.aot" "$app/"
done
cp "$JAVA_HOME/release" "$app/aot.release"
