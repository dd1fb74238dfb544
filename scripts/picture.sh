#!/usr/bin/env bash
# Draws docs/images/fleet.svg from the queries of the fleet's dashboard.
# usage: scripts/picture.sh PROMETHEUS [MINUTES]      with the address that `make run MONITOR=1` prints; MINUTES back from now, 5 if not said
#
# So that something is to be seen: while it runs, `kubectl apply --server-side -f samples/hostile`, and change a spec or two.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

JAVA_HOME=$(scripts/jdk.sh)
export JAVA_HOME
exec scripts/test-java.sh io.llmisvc.dashboards.Picture "${1:?usage: scripts/picture.sh PROMETHEUS [MINUTES]}" "${2:-5}" docs/images/fleet.svg
