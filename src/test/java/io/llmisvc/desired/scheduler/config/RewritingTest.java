package io.llmisvc.desired.scheduler.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.llmisvc.desired.release.Version;
import io.llmisvc.model.finding.TextChange;
import io.llmisvc.tree.Trees;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RewritingTest {
  private static final Version NEWEST = Version.of(0, 10);

  private record Case(String name, String version, String before, String after) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "nothing before 0.7.0",
            "0.6.9",
            "{kind: C, plugins: [{type: pd-profile-handler, parameters: {threshold: 0}}]}",
            "{kind: C, plugins: [{type: pd-profile-handler, parameters: {threshold: 0}}]}"),
        new Case(
            "header handler renamed in type, name and reference",
            "0.7.0",
            "{kind: C, plugins: [{type: prefill-header-handler, name: prefill-header-handler}],"
                + " schedulingProfiles: [{name: p, plugins: [{pluginRef: prefill-header-handler}]}]}",
            """
            kind: C
            plugins:
            - name: disagg-headers-handler
              type: disagg-headers-handler
            schedulingProfiles:
            - name: p
              plugins:
              - pluginRef: disagg-headers-handler
            """),
        new Case(
            "a name of the user's own stays",
            "0.7.0",
            "{kind: C, plugins: [{type: prefill-header-handler, name: mine}]}",
            """
            kind: C
            plugins:
            - name: mine
              type: disagg-headers-handler
            """),
        new Case(
            "decider by name",
            "0.7.0",
            "{kind: C, plugins: [{type: pd-profile-handler,"
                + " parameters: {deciderPluginName: d, threshold: 3, keep: 1}}]}",
            """
            kind: C
            plugins:
            - parameters:
                deciders:
                  prefill: d
                keep: 1
              type: disagg-profile-handler
            """),
        new Case(
            "threshold 0 always disaggregates",
            "0.7.0",
            "{kind: C, plugins: [{type: x}, {type: pd-profile-handler, parameters: {threshold: 0}}]}",
            """
            kind: C
            plugins:
            - type: x
            - type: always-disagg-pd-decider
            - parameters:
                deciders:
                  prefill: always-disagg-pd-decider
              type: disagg-profile-handler
            """),
        new Case(
            "threshold in characters becomes tokens, rounded up",
            "0.7.0",
            "{kind: C, plugins: [{type: pd-profile-handler, parameters: {threshold: 9}}]}",
            """
            kind: C
            plugins:
            - parameters:
                nonCachedTokens: 3
              type: prefix-based-pd-decider
            - parameters:
                deciders:
                  prefill: prefix-based-pd-decider
              type: disagg-profile-handler
            """),
        new Case(
            "a declared decider is used by its name",
            "0.7.0",
            "{kind: C, plugins: [{type: prefix-based-pd-decider, name: mine},"
                + " {type: pd-profile-handler, parameters: {threshold: 1}}]}",
            """
            kind: C
            plugins:
            - name: mine
              type: prefix-based-pd-decider
            - parameters:
                deciders:
                  prefill: mine
              type: disagg-profile-handler
            """),
        new Case(
            "deciders that stand are left alone",
            "0.7.0",
            "{kind: C, plugins: [{type: disagg-profile-handler,"
                + " parameters: {deciders: {prefill: d}, threshold: 1}}]}",
            """
            kind: C
            plugins:
            - parameters:
                deciders:
                  prefill: d
                threshold: 1
              type: disagg-profile-handler
            """),
        new Case(
            "hash block size dropped everywhere",
            "0.7.0",
            "{kind: C, plugins: [{type: a, parameters: {hashBlockSize: 5}},"
                + " {type: b, parameters: {hashBlockSize: 5, x: y}}]}",
            """
            kind: C
            plugins:
            - parameters: {}
              type: a
            - parameters:
                x: "y"
              type: b
            """),
        new Case(
            "metrics extractor keeps its name before 0.8.0",
            "0.7.0",
            "{kind: C, plugins: [{type: model-server-protocol-metrics}]}",
            """
            kind: C
            plugins:
            - type: model-server-protocol-metrics
            """),
        new Case(
            "metrics extractor renamed from 0.8.0",
            "0.8.0",
            "{kind: C, plugins: [{type: model-server-protocol-metrics}]}",
            """
            kind: C
            plugins:
            - type: core-metrics-extractor
            """),
        new Case(
            "prefix cache scorer keeps only its producer",
            "0.9.0",
            "{kind: C, plugins: [{type: prefix-cache-scorer, parameters: {blockSize: 64}},"
                + " {type: prefix-cache-scorer, name: b,"
                + " parameters: {prefixMatchInfoProducerName: p, blockSize: 64}}]}",
            """
            kind: C
            plugins:
            - type: prefix-cache-scorer
            - name: b
              parameters:
                prefixMatchInfoProducerName: p
              type: prefix-cache-scorer
            """),
        new Case(
            "old API group moves",
            "0.9.0",
            "{apiVersion: inference.networking.x-k8s.io/v1alpha1, kind: C}",
            """
            apiVersion: llm-d.ai/v1alpha1
            kind: C
            """),
        new Case(
            "old API group stays before 0.9.0",
            "0.8.9",
            "{apiVersion: inference.networking.x-k8s.io/v1alpha1, kind: C}",
            """
            apiVersion: inference.networking.x-k8s.io/v1alpha1
            kind: C
            """),
        new Case(
            "what looks like another type stays text",
            "0.10.0",
            "{kind: C, a: '1.0', b: 'yes', c: '', d: 10s, e: 'x: y', f: 0.5, g: '*', h: true}",
            """
            a: "1.0"
            b: "yes"
            c: ""
            d: 10s
            e: "x: y"
            f: 0.5
            g: '*'
            h: true
            kind: C
            """));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rewritesFromTheVersionThatNeedsIt(Case given) {
    // When
    Rewriting.Result result =
        rewritten(
            pod(List.of(), List.of("--config-text", given.before())), version(given.version()));

    // Then
    assertThat(result.errors()).isEmpty();
    assertThat(main(result.pod()).getArgs()).containsExactly("--config-text", given.after());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changesNothingTheSecondTime(Case given) {
    // Given
    ObjectNode once =
        rewritten(pod(List.of(), List.of("--config-text", given.before())), NEWEST).pod();

    // When
    ObjectNode twice = rewritten(once, NEWEST).pod();

    // Then
    assertThat(twice).isEqualTo(once);
  }

  @Test
  void resolvesAnchors() {
    assertThat(text("kind: C\nplugins:\n- &p {type: a}\nother: *p\n"))
        .isEqualTo("kind: C\nother:\n  type: a\nplugins:\n- type: a\n");
  }

  @Test
  void leavesTextThatIsNoConfigurationObject() {
    // Given
    ObjectNode pod =
        pod(
            List.of("/app/epp", "--model-server-metrics-scheme=https"),
            List.of("--config-text", "{ not: [ yaml"));

    // When
    Rewriting.Result result = rewritten(pod, NEWEST);

    // Then
    assertThat(result.pod()).isEqualTo(pod);
    assertThat(result.errors()).isEmpty();
    assertThat(result.unreadable()).startsWith("line 1, column 14: not YAML: ");
  }

  @Test
  void leavesTextThatMultiplies() {
    // Given
    StringBuilder bomb = new StringBuilder("kind: C\na0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    ObjectNode pod = pod(List.of("/app/epp"), List.of("--config-text", bomb.toString()));

    // When
    Rewriting.Result result = rewritten(pod, NEWEST);

    // Then
    assertThat(result.pod()).isEqualTo(pod);
    assertThat(result.unreadable()).contains("its anchors stand for more than 100000 values");
  }

  @Test
  void turnsMetricFlagsIntoAnExtractor() {
    // Given
    ObjectNode pod =
        pod(
            List.of("/app/epp"),
            List.of(
                "--total-queued-requests-metric",
                "vllm:waiting",
                "-kv-cache-usage-percentage-metric=vllm:kv",
                "--lora-info-metric",
                "--v=2",
                "--config-text",
                "kind: C"));

    // When
    Rewriting.Result result = rewritten(pod, Version.of(0, 8));

    // Then
    assertThat(main(result.pod()).getArgs())
        .containsExactly(
            "--v=2",
            "--config-text",
            """
            kind: C
            plugins:
            - name: core-metrics-extractor
              parameters:
                defaultEngine: vllm
                engineConfigs:
                - kvUsageSpec: vllm:kv
                  name: vllm
                  queuedRequestsSpec: vllm:waiting
                engineLabelKey: inference.networking.k8s.io/engine-type
              type: core-metrics-extractor
            """);
  }

  @Test
  void onlyDropsMetricFlagsWhenAnExtractorIsDeclared() {
    // Given
    ObjectNode pod =
        pod(
            List.of(),
            List.of(
                "--cache-info-metric=x",
                "--config-text",
                "{kind: C, plugins: [{type: core-metrics-extractor}]}"));

    // When
    Rewriting.Result result = rewritten(pod, Version.of(0, 7));

    // Then
    assertThat(main(result.pod()).getArgs())
        .containsExactly("--config-text", "kind: C\nplugins:\n- type: core-metrics-extractor\n");
  }

  @Test
  void refusesMetricFlagsWhoseConfigurationIsInAFile() {
    // Given
    ObjectNode pod =
        pod(List.of(), List.of("--lora-info-metric=x", "--config-file", "/etc/epp.yaml"));

    // When
    Rewriting.Result result = rewritten(pod, Version.of(0, 7));

    // Then
    assertThat(result.errors())
        .containsExactly(
            "the flags --lora-info-metric can only be turned into parameters of an inline"
                + " configuration");
  }

  @Test
  void movesScrapeFlagsOfCommandAndArgsIntoAPlugin() {
    // Given
    ObjectNode pod =
        pod(
            List.of(
                "/app/epp",
                "--model-server-metrics-scheme=https",
                "--model-server-metrics-https-insecure-skip-verify",
                "",
                "--cert-path=/tls"),
            List.of(
                "--model-server-metrics-path",
                "/m",
                "--model-server-metrics-port=8000",
                "--config-text",
                "kind: C"));

    // When
    Rewriting.Result result = rewritten(pod, NEWEST);

    // Then
    assertThat(main(result.pod()).getCommand()).containsExactly("/app/epp", "", "--cert-path=/tls");
    assertThat(main(result.pod()).getArgs())
        .containsExactly(
            "--config-text",
            """
            kind: C
            plugins:
            - parameters:
                insecureSkipVerify: true
                path: /m
                scheme: https
              type: metrics-data-source
            """);
  }

  @Test
  void dropsTheScrapePortForGood() {
    assertThat(
            main(rewritten(pod(List.of("--model-server-metrics-port", "1"), List.of()), NEWEST)
                    .pod())
                .getCommand())
        .isEmpty();
  }

  @Test
  void keepsADeclaredDataSource() {
    // Given
    ObjectNode pod =
        pod(
            List.of("--model-server-metrics-scheme=https"),
            List.of("--config-text", "{kind: C, plugins: [{type: metrics-data-source}]}"));

    // When
    ObjectNode result = rewritten(pod, NEWEST).pod();

    // Then
    assertThat(main(result).getCommand()).isEmpty();
    assertThat(main(result).getArgs().getLast())
        .isEqualTo("kind: C\nplugins:\n- type: metrics-data-source\n");
  }

  @Test
  void namesScrapeFlagsThatNoInlineTextCanTake() {
    // Given
    ObjectNode pod =
        pod(
            List.of("--model-server-metrics-scheme=https", "--model-server-metrics-path=/m"),
            List.of("--config-file", "/etc/epp.yaml"));

    // When
    Rewriting.Result result = rewritten(pod, NEWEST);

    // Then
    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().getFirst())
        .contains("--model-server-metrics-path, --model-server-metrics-scheme");
  }

  @Test
  void refusesASwitchThatIsNeitherOnNorOff() {
    // Given
    ObjectNode pod =
        pod(
            List.of("--model-server-metrics-https-insecure-skip-verify=maybe"),
            List.of("--config-text", "kind: C"));

    // When
    Rewriting.Result result = rewritten(pod, NEWEST);

    // Then
    assertThat(result.errors())
        .containsExactly(
            "--model-server-metrics-https-insecure-skip-verify: maybe is neither true nor false");
  }

  @Test
  void ordersVersions() {
    assertThat(Version.parse("0.10.0").orElseThrow()).isGreaterThan(version("0.9.9"));
    assertThat(Version.parse("0.10.0-rc.1").orElseThrow()).isLessThan(NEWEST);
    assertThat(Version.parse("")).contains(Version.ZERO);
    assertThat(Version.parse("latest")).isEmpty();
  }

  @Test
  void printsTheDefaultForBothTopologies() {
    assertThat(DefaultConfig.text(false, true, Version.ZERO))
        .isEqualTo(
            """
            apiVersion: llm-d.ai/v1alpha1
            kind: EndpointPickerConfig
            plugins:
            - type: single-profile-handler
            - type: queue-scorer
            - type: kv-cache-utilization-scorer
            - type: prefix-cache-scorer
            - type: no-hit-lru-scorer
            - type: max-score-picker
            - type: lora-affinity-scorer
            schedulingProfiles:
            - name: default
              plugins:
              - pluginRef: lora-affinity-scorer
                weight: 4
              - pluginRef: queue-scorer
                weight: 2
              - pluginRef: kv-cache-utilization-scorer
                weight: 2
              - pluginRef: prefix-cache-scorer
                weight: 3
              - pluginRef: no-hit-lru-scorer
                weight: 2
              - pluginRef: max-score-picker
            """);
    assertThat(DefaultConfig.text(true, false, Version.ZERO))
        .isEqualTo(
            """
            apiVersion: llm-d.ai/v1alpha1
            kind: EndpointPickerConfig
            plugins:
            - type: disagg-headers-handler
            - type: prefill-filter
            - type: decode-filter
            - type: queue-scorer
            - type: kv-cache-utilization-scorer
            - type: active-request-scorer
            - type: prefix-cache-scorer
            - type: max-score-picker
            - type: always-disagg-pd-decider
            - parameters:
                deciders:
                  prefill: always-disagg-pd-decider
              type: disagg-profile-handler
            schedulingProfiles:
            - name: prefill
              plugins:
              - pluginRef: prefill-filter
              - pluginRef: prefix-cache-scorer
                weight: 3
              - pluginRef: queue-scorer
                weight: 2
              - pluginRef: kv-cache-utilization-scorer
                weight: 2
              - pluginRef: max-score-picker
            - name: decode
              plugins:
              - pluginRef: decode-filter
              - pluginRef: active-request-scorer
                weight: 2
              - pluginRef: prefix-cache-scorer
                weight: 3
              - pluginRef: max-score-picker
            """);
  }

  @Test
  void bringsTheDefaultToTheVersionOfThePicker() {
    for (boolean disaggregated : new boolean[] {true, false}) {
      String newest = DefaultConfig.text(disaggregated, true, Version.ZERO);
      assertThat(text(DefaultConfig.text(disaggregated, true, NEWEST))).isEqualTo(newest);
      assertThat(text(newest)).isEqualTo(newest);
    }
  }

  @Test
  void generatesForAnOldPickerWhatItKnows() {
    Version old = Version.of(0, 5);
    String text = DefaultConfig.text(true, true, old);
    assertThat(text)
        .startsWith("apiVersion: inference.networking.x-k8s.io/v1alpha1\n")
        .contains(
            "- type: prefill-header-handler\n", "    threshold: 0\n  type: pd-profile-handler\n")
        .doesNotContain("disagg-");
    assertThat(ConfigProblem.of(text, old, Optional.empty())).isEmpty();
  }

  @Test
  void hasNothingToSayOfWhatItGenerates() {
    for (String version : List.of("0.4.0", "0.5.1", "0.6.0", "0.7.1", "0.8.0", "0.9.0", "0.10.0")) {
      for (int i = 0; i < 4; i++) {
        String text = DefaultConfig.text((i & 1) == 1, (i & 2) == 2, version(version));
        assertThat(ConfigProblem.of(text, version(version), Optional.empty()))
            .as("%s of picker %s", text, version)
            .isEmpty();
      }
    }
  }

  private static String text(String text) {
    ObjectNode pod = pod(List.of(), List.of("--config-text", text));
    return main(rewritten(pod, NEWEST).pod()).getArgs().getLast();
  }

  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }

  private static ObjectNode pod(List<String> command, List<String> args) {
    return Trees.of(
        new PodSpecBuilder()
            .addToContainers(
                new ContainerBuilder().withName("main").withCommand(command).withArgs(args).build())
            .build());
  }

  private static Container main(ObjectNode pod) {
    return Trees.read(pod, PodSpec.class).getContainers().getFirst();
  }

  static Stream<Case> tokenizerCases() {
    return Stream.of(
        new Case(
            "nothing before 0.9.0",
            "0.8.0",
            "{kind: C, plugins: [{type: precise-prefix-cache-scorer}]}",
            """
            kind: C
            plugins:
            - type: precise-prefix-cache-scorer
            """),
        new Case(
            "one plugin did what three do now",
            "0.9.0",
            "{kind: C, plugins: [{type: a}, {type: precise-prefix-cache-scorer, parameters: {keep: 1,"
                + " indexerConfig: {tokenizersPoolConfig: {x: 1}, tokenProcessorConfig: {blockSize: 64}}}},"
                + " {type: prefix-cache-scorer, name: mine}],"
                + " schedulingProfiles: [{name: p, plugins: [{pluginRef: a},"
                + " {pluginRef: precise-prefix-cache-scorer, weight: 3}, {pluginRef: mine, weight: 1}]}]}",
            """
            kind: C
            plugins:
            - type: a
            - parameters:
                modelName: /mnt/models/base
                vllm:
                  url: http://tokens
              type: token-producer
            - parameters:
                keep: 1
                tokenProcessorConfig:
                  blockSize: 64
              type: precise-prefix-cache-producer
            - parameters:
                prefixMatchInfoProducerName: precise-prefix-cache-producer
              type: prefix-cache-scorer
            schedulingProfiles:
            - name: p
              plugins:
              - pluginRef: a
              - pluginRef: prefix-cache-scorer
                weight: 3
            """),
        new Case(
            "references by a name of the user's own follow, and what is said twice stays",
            "0.9.0",
            "{kind: C, plugins: [{type: precise-prefix-cache-scorer, name: precise, parameters:"
                + " {tokenProcessorConfig: {a: 1}, indexerConfig: {tokenProcessorConfig: {a: 2}, b: 3}}}],"
                + " schedulingProfiles: [{name: p, plugins: [{pluginRef: precise}]}]}",
            """
            kind: C
            plugins:
            - parameters:
                modelName: /mnt/models/base
                vllm:
                  url: http://tokens
              type: token-producer
            - parameters:
                indexerConfig:
                  b: 3
                tokenProcessorConfig:
                  a: 1
              type: precise-prefix-cache-producer
            - parameters:
                prefixMatchInfoProducerName: precise-prefix-cache-producer
              type: prefix-cache-scorer
            schedulingProfiles:
            - name: p
              plugins:
              - pluginRef: prefix-cache-scorer
            """),
        new Case(
            "a producer of tokens keeps what the user says",
            "0.9.0",
            "{kind: C, plugins: [{type: token-producer, parameters: {modelName: m, vllm: {url: u}}},"
                + " {type: token-producer, name: second, parameters: {vllm: {timeout: 1s}}}]}",
            """
            kind: C
            plugins:
            - parameters:
                modelName: m
                vllm:
                  url: u
              type: token-producer
            - name: second
              parameters:
                modelName: /mnt/models/base
                vllm:
                  timeout: 1s
                  url: http://tokens
              type: token-producer
            """));
  }

  @ParameterizedTest
  @MethodSource("tokenizerCases")
  void findsTheTokenizerOfItsOwn(Case given) {
    // Given
    Optional<String> tokenizer = Optional.of("http://tokens");
    ObjectNode pod = pod(List.of(), List.of("--config-text", given.before()));

    // When
    ObjectNode once = Rewriting.of(pod, version(given.version()), tokenizer).pod();
    ObjectNode twice = Rewriting.of(once, version(given.version()), tokenizer).pod();

    // Then
    assertThat(main(once).getArgs()).containsExactly("--config-text", given.after());
    assertThat(twice).isEqualTo(once);
  }

  static Stream<Arguments> changes() {
    String precise =
        "{kind: C, plugins: [{type: precise-prefix-cache-scorer}, {type: prefix-cache-scorer}]}";
    return Stream.of(
        Arguments.of(
            "0.7.0",
            "{kind: C, plugins: [{type: a}, {type: prefill-header-handler}],"
                + " schedulingProfiles: [{plugins: [{pluginRef: prefill-header-handler}]}]}",
            List.of(
                "as of picker 0.7 prefill-header-handler is named disagg-headers-handler (plugins[1],"
                    + " schedulingProfiles[0].plugins[0])")),
        Arguments.of(
            "0.7.0",
            "{kind: C, plugins: [{type: pd-profile-handler, parameters: {deciderPluginName: d}}]}",
            List.of(
                "as of picker 0.7 pd-profile-handler is named disagg-profile-handler (plugins[0])",
                "as of picker 0.7 plugins[0].parameters.deciderPluginName d is said as"
                    + " deciders.prefill d")),
        Arguments.of(
            "0.7.0",
            "{kind: C, plugins: [{type: disagg-profile-handler, parameters: {threshold: 0}}]}",
            List.of(
                "as of picker 0.7 plugins[0].parameters.threshold 0 is said as deciders.prefill"
                    + " always-disagg-pd-decider")),
        Arguments.of(
            "0.7.0",
            "{kind: C, plugins: [{type: disagg-profile-handler, parameters: {threshold: 9}}]}",
            List.of(
                "as of picker 0.7 plugins[0].parameters.threshold 9 is said as deciders.prefill"
                    + " prefix-based-pd-decider, nonCachedTokens 3")),
        Arguments.of(
            "0.7.0",
            "{kind: C, plugins: [{type: a, parameters: {hashBlockSize: 5}}]}",
            List.of(
                "as of picker 0.7 there is no parameter hashBlockSize, which goes (plugins[0])")),
        Arguments.of(
            "0.8.0",
            "{kind: C, plugins: [{type: model-server-protocol-metrics, name: m}]}",
            List.of(
                "as of picker 0.8 model-server-protocol-metrics is named core-metrics-extractor"
                    + " (plugins[0])")),
        Arguments.of(
            "0.9.0",
            "{kind: C, plugins: [{type: prefix-cache-scorer, parameters: {a: 1, b: 2}}]}",
            List.of(
                "as of picker 0.9 prefix-cache-scorer (plugins[0]) takes only"
                    + " prefixMatchInfoProducerName; gone is a, b")),
        Arguments.of(
            "0.9.0",
            "{apiVersion: inference.networking.x-k8s.io/v1alpha1, kind: C}",
            List.of(
                "as of picker 0.9 apiVersion inference.networking.x-k8s.io/v1alpha1 is named"
                    + " llm-d.ai/v1alpha1")),
        Arguments.of(
            "0.9.0",
            precise,
            List.of(
                "as of picker 0.9 precise-prefix-cache-scorer (plugins[0]) is token-producer,"
                    + " precise-prefix-cache-producer and prefix-cache-scorer, and profiles refer to"
                    + " the last",
                "as of picker 0.9 token-producer (plugins[0]) has modelName /mnt/models/base and"
                    + " vllm.url http://tokens")),
        Arguments.of("0.8.0", precise, List.of()),
        Arguments.of("0.6.0", "{kind: C, plugins: [{type: pd-profile-handler}]}", List.of()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void tellsEachChangeOnOneLine(String version, String text, List<String> changes) {
    // Given
    Optional<String> tokenizer = Optional.of("http://tokens");
    ObjectNode pod = pod(List.of(), List.of("--config-text", text));

    // When
    Rewriting.Result once = Rewriting.of(pod, version(version), tokenizer);
    Rewriting.Result twice = Rewriting.of(once.pod(), version(version), tokenizer);

    // Then
    assertThat(messages(once)).isEqualTo(changes);
    assertThat(twice.changes()).isEmpty();
  }

  @Test
  void tellsOfFlagsThatBecomeParameters() {
    // Given
    ObjectNode pod =
        pod(
            List.of("--model-server-metrics-scheme=https", "--model-server-metrics-port=1"),
            List.of("--lora-info-metric=x", "--config-text", "kind: C"));

    // Then
    assertThat(messages(rewritten(pod, NEWEST)))
        .containsExactly(
            "as of picker 0.7 --lora-info-metric: parameters of model-server-protocol-metrics say it",
            "as of picker 0.8 model-server-protocol-metrics is named core-metrics-extractor"
                + " (plugins[0])",
            "as of picker 0.10 --model-server-metrics-scheme: parameters of metrics-data-source say"
                + " it");
  }

  @Test
  void eachChangeBeginsWithTheTextThatTheOneBeforeItLeft() {
    // Given
    String text =
        "{kind: C, plugins: [{type: prefill-header-handler}, {type: a, parameters:"
            + " {hashBlockSize: 1}}]}";
    ObjectNode pod = pod(List.of(), List.of("--config-text", text));

    // When
    List<TextChange> texts = rewritten(pod, NEWEST).changes().stream().map(Rewrite::text).toList();

    // Then
    String given =
        """
        kind: C
        plugins:
        - type: prefill-header-handler
        - parameters:
            hashBlockSize: 1
          type: a
        """;
    String renamed = given.replace("prefill-header-handler", "disagg-headers-handler");
    String without = renamed.replace("\n    hashBlockSize: 1\n", " {}\n");
    assertThat(texts)
        .containsExactly(new TextChange(given, renamed), new TextChange(renamed, without));
  }

  private static List<String> messages(Rewriting.Result result) {
    return result.changes().stream().map(Rewrite::message).toList();
  }

  @Test
  void hostileNamesAndManyPlacesStayOnOneShortLine() {
    // Given
    String plugin =
        "{type: pd-profile-handler, parameters: {deciderPluginName: \"a\\nb%s\"}}"
            .formatted("x".repeat(500));
    String text = "{kind: C, plugins: [" + String.join(",", Collections.nCopies(20, plugin)) + "]}";

    // When
    List<String> changes =
        messages(rewritten(pod(List.of(), List.of("--config-text", text)), NEWEST));

    // Then
    assertThat(changes)
        .hasSize(21)
        .allSatisfy(change -> assertThat(change).doesNotContain("\n").hasSizeLessThan(250));
    assertThat(changes.getFirst()).endsWith("plugins[3], plugins[4] and 15 more)");
  }

  static Stream<Case> sidecarCases() {
    return Stream.of(
        new Case(
            "the scorer asks its socket, and the block size is that of tokens too",
            "0.6.0",
            "{kind: C, plugins: [{type: precise-prefix-cache-scorer, parameters: {indexerConfig:"
                + " {tokenProcessorConfig: {blockSize: 64}}}},"
                + " {type: prefix-cache-scorer, parameters: {blockSize: 5}}]}",
            """
            kind: C
            plugins:
            - parameters:
                indexerConfig:
                  tokenProcessorConfig:
                    blockSize: 64
                  tokenizersPoolConfig:
                    modelName: base
                    uds:
                      socketFile: /tmp/tokenizer/tokenizer-uds.socket
                tokenProcessorConfig:
                  blockSize: 64
              type: precise-prefix-cache-scorer
            - parameters:
                blockSize: 5
                blockSizeTokens: 5
              type: prefix-cache-scorer
            """),
        new Case(
            "what the user says stays",
            "0.8.0",
            "{kind: C, plugins: [{type: precise-prefix-cache-scorer, parameters:"
                + " {tokenProcessorConfig: {a: 1}, indexerConfig: {tokenProcessorConfig: {a: 2},"
                + " tokenizersPoolConfig: {modelName: m, uds: {socketFile: /s}}}}},"
                + " {type: prefix-cache-scorer, parameters: {blockSize: 5, blockSizeTokens: 6}}]}",
            """
            kind: C
            plugins:
            - parameters:
                indexerConfig:
                  tokenProcessorConfig:
                    a: 2
                  tokenizersPoolConfig:
                    modelName: m
                    uds:
                      socketFile: /s
                tokenProcessorConfig:
                  a: 1
              type: precise-prefix-cache-scorer
            - parameters:
                blockSize: 5
                blockSizeTokens: 6
              type: prefix-cache-scorer
            """),
        new Case(
            "what is no object is left alone",
            "0.8.0",
            "{kind: C, plugins: [{type: precise-prefix-cache-scorer, parameters: {indexerConfig: x}}]}",
            """
            kind: C
            plugins:
            - parameters:
                indexerConfig: x
              type: precise-prefix-cache-scorer
            """),
        new Case(
            "while no tokenizer of its own is there, also later",
            "0.10.0",
            "{kind: C, plugins: [{type: precise-prefix-cache-scorer}]}",
            """
            kind: C
            plugins:
            - parameters:
                indexerConfig:
                  tokenizersPoolConfig:
                    modelName: base
                    uds:
                      socketFile: /tmp/tokenizer/tokenizer-uds.socket
              type: precise-prefix-cache-scorer
            """));
  }

  @ParameterizedTest
  @MethodSource("sidecarCases")
  void tellsPluginsOfTheSidecar(Case given) {
    // Given
    ObjectNode pod = pod(List.of(), List.of("--config-text", given.before()));
    pod.withArray("containers").addObject().put("name", "tokenizer");

    // When
    Rewriting.Result once = rewritten(pod, version(given.version()));
    Rewriting.Result twice = rewritten(once.pod(), version(given.version()));

    // Then
    assertThat(main(once.pod()).getArgs()).containsExactly("--config-text", given.after());
    assertThat(containers(once)).containsExactly("main", "tokenizer");
    assertThat(twice).isEqualTo(new Rewriting.Result(once.pod(), "", List.of(), List.of()));
  }

  @Test
  void takesOutASidecarThatNothingAsks() {
    // Given
    String config = "{kind: C, plugins: [{type: queue-scorer}]}";
    ObjectNode pod = pod(List.of(), List.of("--config-text", config));
    pod.withArray("containers").addObject().put("name", "tokenizer");

    // Then
    assertThat(containers(rewritten(pod, NEWEST))).containsExactly("main");
    assertThat(containers(rewritten(pod, Version.of(0, 8)))).containsExactly("main", "tokenizer");
  }

  private static List<String> containers(Rewriting.Result result) {
    return result.pod().path("containers").findValuesAsText("name");
  }

  private static Rewriting.Result rewritten(ObjectNode pod, Version version) {
    return Rewriting.of(pod, version, Optional.empty());
  }
}
