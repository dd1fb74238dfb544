# What make can do here; `make` alone lists it.
SHELL := bash
.DEFAULT_GOAL := help

# An installed Maven, else the wrapper. It names what it downloads only while its repository is empty.
MVN := $(if $(shell command -v mvn),mvn,./mvnw) -B $(if $(wildcard $(HOME)/.m2/repository/io/quarkus/*),-ntp)

# Each recipe that starts Java begins with this.
JDK = JAVA_HOME="$$(scripts/jdk.sh)" && export JAVA_HOME
# Each recipe that needs an API server begins with this too: the binaries, the CRDs of other projects, and controllers.
CLUSTER = KUBEBUILDER_ASSETS="$$(scripts/control-plane.sh)" && LLMISVC_CRDS="$$(scripts/crds.sh)" && \
	  LLMISVC_CONTROLLERS="$$(scripts/controllers.sh $(EXTRA))" && \
	  export KUBEBUILDER_ASSETS LLMISVC_CRDS LLMISVC_CONTROLLERS

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r target text; do \
	  printf '%-22s %s\n' "$$target" "$$text"; done

.PHONY: build
build: ## Build the jar that bin/llmisvc starts, and the AOT caches that make its JVM start sooner
	$(JDK) && $(MVN) package -DskipTests && scripts/aot.sh target/quarkus-app

.PHONY: release
release: ## Make the files of a release of what is built in target/release; VERSION=that of pom.xml
	$(JDK) && scripts/release.sh $(VERSION) target/release

.PHONY: image-root
image-root: ## Lay out in target/image what the image of the JVM form holds
	$(JDK) && $(MVN) package -DskipTests && scripts/image-root.sh

JIB = $(MVN) -Pimage -Dimage.revision="$$(git rev-parse HEAD 2>/dev/null || echo unknown)" -Dimage.source="$(or $(SOURCE),unknown)"

.PHONY: image
image: image-root ## Build the image of the JVM form as target/jib-image.tar, without Docker and a base image
	$(JDK) && $(JIB) jib:buildTar

# What the image for several architectures is based on: it has a Java where the image of one architecture has its own.
BASE = docker.io/library/eclipse-temurin:25-jre

.PHONY: image-push
image-push: ## Push the JVM form for amd64 and arm64 as one image, without Docker; IMAGE=registry/name:tag, BASE=image with a Java
	$(JDK) && $(MVN) package -DskipTests && scripts/image-root.sh --portable && \
	  $(JIB) jib:build -Djib.to.image=$(IMAGE) -Djib.from.image=$(BASE) -Djib.from.platforms=linux/amd64,linux/arm64

.PHONY: test
test: EXTRA = --picker --keda --cert-manager
test: ## Check the format and run all tests, those against a real API server included; TEST=Name runs one class
	$(JDK) && $(CLUSTER) && HELM="$$(scripts/helm.sh)" && LLMISVC_OLM="$$(scripts/olm.sh)" && \
	  LLMISVC_PROMETHEUS="$$(scripts/prometheus.sh)" && LLMISVC_GRAFANA="$$(scripts/grafana.sh)" && \
	  LLMISVC_BROWSER="$$(scripts/browser.sh)" && LLMISVC_SHELLS="$$(scripts/shells.sh)" && \
	  LLMISVC_YAML_LANGUAGE_SERVER="$$(scripts/yaml-language-server.sh)" && \
	  export HELM LLMISVC_OLM LLMISVC_PROMETHEUS LLMISVC_GRAFANA LLMISVC_BROWSER LLMISVC_SHELLS LLMISVC_YAML_LANGUAGE_SERVER && \
	  $(MVN) spotless:check test $(if $(TEST),-Dtest='$(TEST)' -Dsurefire.failIfNoSpecifiedTests=false)

.PHONY: run
run: EXTRA = --keda
run: ## Run the operator with samples on a local API server until Ctrl-C; ONCE=1 prints the final state and ends, MONITOR=1 adds Prometheus
	$(JDK) && $(CLUSTER) && \
	  $(if $(MONITOR),LLMISVC_PROMETHEUS="$$(scripts/prometheus.sh)" && export LLMISVC_PROMETHEUS &&) \
	  scripts/run.sh $(if $(ONCE),--once) $(if $(MONITOR),--monitor)

.PHONY: bench
bench: ## Measure merge, template and planning (JMH); BENCH=regex chooses
	$(JDK) && $(MVN) -q test-compile && scripts/test-java.sh org.openjdk.jmh.Main $(if $(BENCH),'$(BENCH)')

.PHONY: bench-scale
bench-scale: ## Measure the operator with N=1000 services; MIX=own, LIMIT=512Mi, STATUS=none, OUT=file (docs/scale.md)
	@$(JDK) && $(CLUSTER) && \
	  { { ls target/llmisvc-*-runner || $(MVN) -q package -DskipTests; } && $(MVN) -q test-compile; } >&2 && \
	  scripts/test-java.sh io.llmisvc.dev.scale.ScaleBenchmark N=$(or $(N),1000) MIX=$(MIX) LIMIT=$(LIMIT) STATUS=$(STATUS) OUT=$(OUT)

.PHONY: native
native: ## Build the native binary (GRAALVM_HOME, or native-image on PATH)
	$(JDK) && $(MVN) package -DskipTests -Dnative

.PHONY: first-calls
first-calls: ## Write down anew which methods the native binary calls, for the order of its code
	$(JDK) && $(CLUSTER) && MVN="$(MVN)" scripts/first-calls.sh

.PHONY: test-native
test-native: ## Run the tests of the native binary, and build it when there is none
	$(JDK) && $(CLUSTER) && \
	  { ls target/llmisvc-*-runner >/dev/null 2>&1 || $(MVN) package -DskipTests -Dnative; } && \
	  $(MVN) test -Dgroups=native -DexcludedGroups=

.PHONY: test-packaged
test-packaged: EXTRA = --keda
test-packaged: image ## Run the tests of what is built: the image, the SBOM, the archives of a release, the operator when something breaks
	$(JDK) && $(CLUSTER) && scripts/aot.sh target/quarkus-app && HELM="$$(scripts/helm.sh)" && LLMISVC_PROMETHEUS="$$(scripts/prometheus.sh)" && \
	  export HELM LLMISVC_PROMETHEUS && $(MVN) test -Dgroups=packaged -DexcludedGroups=

.PHONY: format
format: ## Format the sources
	$(JDK) && $(MVN) -q spotless:apply

.PHONY: golden-update
golden-update: ## Rewrite the expected outputs of the golden tests; read the difference before you commit it
	$(JDK) && $(CLUSTER) && $(MVN) test -Dtest='*Golden*' -Dgolden.update -Dsurefire.failIfNoSpecifiedTests=false
	git --no-pager diff --stat -- src/test/resources

.PHONY: picture
picture: ## Take docs/images/report.png, the picture of `llmisvc report` in the README, anew
	$(JDK) && LLMISVC_BROWSER="$$(scripts/browser.sh)" && export LLMISVC_BROWSER && $(MVN) test -Dtest=ReportBrowserTest -Dpicture.update

.PHONY: bundle
bundle: ## Rewrite the bundle and the catalog for OLM (docs/install-olm.md has its variables)
	$(JDK) && $(MVN) -q test-compile && scripts/test-java.sh io.llmisvc.bundle.Bundle VERSION=$(VERSION) IMAGE=$(IMAGE) \
	  BUNDLE_IMAGE=$(BUNDLE_IMAGE) SOURCE=$(SOURCE) CREATED_AT=$(CREATED_AT) REPLACES=$(REPLACES) DIGESTS=$(DIGESTS)

.PHONY: clean
clean: ## Remove target/; the caches in ~/.cache/llmisvc stay
	rm -rf target
