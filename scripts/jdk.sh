#!/usr/bin/env bash
# Prints the home of a JDK 21 or newer: JAVA_HOME when it is one, else the newest of those installed in the usual places.
# usage: scripts/jdk.sh [--java]             with --java a runtime without a compiler will do
set -euo pipefail

OLDEST=21
[[ "${1:-}" == --java ]] && PROGRAM=java || PROGRAM=javac

# The major version of a JDK home; nothing when it is not one. The release file is there since Java 9, and reading it starts no JVM.
major() {
  [[ -x "$1/bin/$PROGRAM" && -r "$1/release" ]] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_good() {
  local found
  found=$(major "$1")
  [[ -n "$found" && "$found" -ge "$OLDEST" ]]
}

# The home behind a java on PATH, through any links.
home_of_path() {
  local java target
  java=$(command -v "$PROGRAM") || return 0
  while [[ -L "$java" ]]; do
    target=$(readlink "$java")
    [[ "$target" == /* ]] || target="$(dirname "$java")/$target"
    java=$target
  done
  dirname "$(dirname "$java")"
}

candidates() {
  local home
  home_of_path
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -d "$home" ]] && echo "$home"
  done
  return 0
}

if [[ -n "${JAVA_HOME:-}" ]] && is_good "$JAVA_HOME"; then
  echo "$JAVA_HOME"
  exit
fi

best=0
chosen=
while IFS= read -r home; do
  if is_good "$home" && [[ "$(major "$home")" -gt "$best" ]]; then
    best=$(major "$home")
    chosen=$home
  fi
done < <(candidates)

if [[ -z "$chosen" ]]; then
  echo "jdk: no JDK $OLDEST or newer found. Install one (Debian: apt-get install openjdk-$OLDEST-jdk-headless; macOS: brew install openjdk;
  anywhere: https://adoptium.net) or set JAVA_HOME to it." >&2
  exit 1
fi
echo "$chosen"
