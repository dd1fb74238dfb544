#!/usr/bin/env bash
# Writes down in which order methods of the binary are called for the first time, which is how its code is laid out
# (docs/adr/0035-what-runs-stands-together.md): builds a binary with symbols, and runs its tests with a breakpoint at each method.
# Takes a quarter of an hour; worth it when much of what runs has changed, for methods that are not listed stand where nothing runs.
# usage: make first-calls      on Linux and x86-64, with a C compiler
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/tools.bash

list=src/main/resources/META-INF/native-image/io.llmisvc/first-calls.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "building a binary with symbols"
cc -O2 -o "$work/first-calls" scripts/first-calls.c
rm -f target/llmisvc-*-runner
$MVN package -DskipTests -Dnative \
  -Dquarkus.native.additional-build-args-append=-H:+UnlockExperimentalVMOptions,-H:-DeleteLocalSymbols,-H:-UnlockExperimentalVMOptions
runner=$(ls "$PWD"/target/llmisvc-*-runner)

# Each name ends in a digest of the parameters; what else has a name is not Java.
nm --defined-only "$runner" | grep -E ' [tT] .*_[0-9A-Za-z]{22}$' | cut -d' ' -f1,3 | sort >"$work/symbols"
mkdir "$work/operator" "$work/verbs"
mv "$runner" "$work/runner"
trap 'mv -f "$work/runner" "$runner"; rm -rf "$work"' EXIT
cat >"$runner" <<END
#!/usr/bin/env bash
[[ " \$* " == *" operator "* ]] && kind=operator || kind=verbs
exec "$work/first-calls" "$work/symbols" "$work/\$kind/\$(date +%s%N)" "$work/runner" "\$@"
END
chmod +x "$runner"

say "starting it, and running its tests"
bench/startup 1
$MVN test -Dgroups=native -DexcludedGroups=

say "writing $list"
{
  echo "# Methods in the order of their first calls, operators first, then verbs; made by scripts/first-calls.sh."
  cat "$work"/operator/* "$work"/verbs/* | sed -E 's/_[0-9A-Za-z]{22}$//' | awk '!seen[$0]++'
} >"$work/list"
mv "$work/list" "$list"
say "$(grep -vc '^#' "$list") of $(wc -l <"$work/symbols") methods were called"
