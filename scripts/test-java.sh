#!/usr/bin/env bash
# Runs a main class of the test sources: the development environment, the benchmarks.
# usage: scripts/test-java.sh MAIN [ARGUMENTS...]      after test-compile, with JAVA_HOME set
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

classpath=target/test-classpath
if [[ ! -s "$classpath" || pom.xml -nt "$classpath" ]]; then
  mvn=$(command -v mvn || echo ./mvnw)
  "$mvn" -B -ntp -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$classpath"
fi

# Newer JDKs warn about what the HTTP client's library does to memory, where they know this switch.
flags=()
quiet=--sun-misc-unsafe-memory-access=allow
"$JAVA_HOME/bin/java" "$quiet" -version >/dev/null 2>&1 && flags+=("$quiet")
exec "$JAVA_HOME/bin/java" ${flags[@]+"${flags[@]}"} -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  -cp "target/test-classes:target/classes:$(<"$classpath")" "$@"
