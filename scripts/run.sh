#!/usr/bin/env bash
# Builds and starts the development environment, io.llmisvc.dev.DevEnvironment of the test sources.
# usage: scripts/run.sh [--once] [--monitor]      with JAVA_HOME, KUBEBUILDER_ASSETS and LLMISVC_CRDS set, as `make run` does
#
# Contract: the main class finds the control plane in KUBEBUILDER_ASSETS, the CRDs of other projects in LLMISVC_CRDS, the
# operator to start in target/quarkus-app/quarkus-run.jar and the samples in samples/, all from the top of the tree. It stops what it
# started at Ctrl-C; with --once it prints the final state and what `llmisvc doctor` says, and exits non-zero unless every sample is Ready and no line is an error. With --monitor a Prometheus of
# LLMISVC_PROMETHEUS scrapes the operator.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mvn=$(command -v mvn || echo ./mvnw)
"$mvn" -B -ntp package -DskipTests | sed -n 's/^\[INFO\] --- \([a-z-]*\).*:\([a-zA-Z-]*\) (.*/run: \1 \2/p; /ERROR/p' >&2
exec scripts/test-java.sh io.llmisvc.dev.DevEnvironment "$@"
