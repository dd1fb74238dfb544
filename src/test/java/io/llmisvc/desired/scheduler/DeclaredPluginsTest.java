package io.llmisvc.desired.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredPluginsTest {
  private static final String TEXT = "{kind: C, plugins: [{type: random-pick}]}";

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          config: {inline: TEXT}                                                        | config.inline
          config: {inline: 'TEXT'}                                                      | config.ref
          {config: {inline: TEXT}, template: {containers: [{name: main, args: [--config-text, 'TEXT']}]}} | config.inline
          template: {containers: [{name: main, args: [-v, -config-text, 'TEXT']}]}      | template.containers[name=main].args[2]
          """)
  void areBlamedWhereTheTextWasWritten(String scheduler, String path) {
    assertThat(unknown("0.10.0", scheduler.replace("TEXT", TEXT)))
        .extracting(Finding::severity, Finding::reason, Finding::path, Finding::message)
        .containsExactly(
            tuple(
                Severity.WARNING,
                "PickerPluginUnknown",
                "spec.router.scheduler." + path,
                "picker 0.10.0 has no plugin random-pick; did you mean random-picker?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          template: {containers: [{name: main, args: [--config-file, /etc/picker.yaml]}]}
          template: {containers: [{name: other, args: [--config-text, 'TEXT']}]}
          {config: {inline: TEXT}, pool: {ref: {name: theirs}}}
          config: {inline: {plugins: [{type: mine}]}}
          config: {inline: {kind: C, plugins: [text]}}
          config: {inline: {kind: C, plugins: [{type: queue-scorer}], schedulingProfiles: [{name: default, plugins: [{pluginRef: queue-scorer}, {pluginRef: max-score-picker}]}]}}
          config: {inline: {kind: C, plugins: [{type: prefix-cache-scorer, parameters: {prefixMatchInfoProducerName: approx-prefix-cache-producer}}]}}
          config: {inline: {kind: C, plugins: [{type: always-disagg-pd-decider, name: d}, {type: disagg-profile-handler, parameters: {deciders: {prefill: d}}}]}}
          config: {inline: {kind: C, plugins: [{type: disagg-profile-handler, parameters: {profiles: {decode: d}}}], schedulingProfiles: [{name: d}]}}
          config: {inline: {kind: C, plugins: [{type: precise-prefix-cache-producer, parameters: {kvEventsConfig: {}}}, {type: queue-scorer, parameters: {anything: 1}}]}}
          config: {inline: {plugins: [{type: predicted-latency-producer}]}}
          config: {inline: {kind: C, plugins: [{type: pd-profile-handler}, {type: model-server-protocol-metrics}]}}
          {}
          """)
  void nothingIsSaidOf(String scheduler) {
    assertThat(unknown("0.10.0", scheduler.replace("TEXT", TEXT))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.7.1, 1", "0.5.1, 2", "0.0.0, 0", "latest, 0", "'', 0", "0.11.0, 0"})
  void theVersionDecides(String version, int findings) {
    String config = "config: {inline: {kind: C, plugins: [{type: encode-filter}, {type: mine}]}}";
    assertThat(unknown(version, config)).hasSize(findings);
  }

  @Test
  void eachTypeIsToldOnceAndNotMoreThanTen() {
    String types =
        IntStream.range(0, 30)
            .mapToObj(i -> "{type: mine-%d, name: a%d}".formatted(i % 15, i))
            .collect(Collectors.joining(","));
    assertThat(unknown("0.10.0", "config: {inline: {kind: C, plugins: [" + types + "]}}"))
        .hasSize(10)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DeprecatedPlugin        | plugins: [{type: tokenizer}]                                        | tokenizer is deprecated as of picker 0.9; declare token-producer instead
          DeprecatedPlugin        | plugins: [{type: precise-prefix-cache-scorer}]                      | precise-prefix-cache-scorer is deprecated as of picker 0.9; declare token-producer, precise-prefix-cache-producer and prefix-cache-scorer instead
          PickerConfigRefused     | plugins: [{name: no-type}]                                          | the plugin no-type has no type; the picker ends at its start
          PickerConfigRefused     | plugins: [{type: queue-scorer}, {type: queue-scorer}]               | two plugins have the name queue-scorer; name one otherwise; the picker ends at its start
          PickerConfigRefused     | plugins: [{type: single-profile-handler}, {type: disagg-profile-handler}] | single-profile-handler, disagg-profile-handler are declared, and only one handler of profiles may be; the picker ends at its start
          PickerConfigRefused     | plugins: [{type: single-profile-handler}], schedulingProfiles: [{name: a}, {name: b}] | single-profile-handler takes one profile, and there are 2; the picker ends at its start
          PickerReferenceUnknown  | plugins: [{type: queue-scorer}], schedulingProfiles: [{name: a, plugins: [{pluginRef: queue-score}]}] | schedulingProfiles[0].plugins[0].pluginRef is queue-score, and there is no such plugin; did you mean queue-scorer?
          PickerReferenceUnknown  | plugins: [{type: queue-scorer, name: mine}], schedulingProfiles: [{name: a, plugins: [{pluginRef: queue-scorer}]}] | schedulingProfiles[0].plugins[0].pluginRef is queue-scorer, and there is no such plugin; declare it, or name one of mine
          PickerReferenceUnknown  | plugins: [{type: pd-profile-handler, parameters: {deciderPluginName: d}}] | parameter deciders.prefill of disagg-profile-handler is d, and there is no such plugin; declare it, or name one of disagg-profile-handler
          PickerReferenceUnknown  | plugins: [{type: disagg-profile-handler, parameters: {profiles: {decode: decoded}}}], schedulingProfiles: [{name: decode}] | parameter profiles.decode of disagg-profile-handler is decoded, and there is no such profile; did you mean decode?
          PickerReferenceUnknown  | plugins: [{type: prefix-cache-scorer, parameters: {prefixMatchInfoProducerName: precise}}] | parameter prefixMatchInfoProducerName of prefix-cache-scorer is precise, and there is no such plugin; declare it, or name one of prefix-cache-scorer
          PickerParameterUnknown  | plugins: [{type: prefix-cache-scorer, parameters: {prefixMatchInfoProducer: a}}] | prefix-cache-scorer has no parameter prefixMatchInfoProducer; did you mean prefixMatchInfoProducerName?
          PickerParameterUnknown  | plugins: [{type: metrics-data-source, parameters: {schema: https}}] | metrics-data-source has no parameter schema; did you mean scheme?
          """)
  void isToldOf(String reason, String config, String message) {
    assertThat(unknown("0.10.0", "config: {inline: {kind: C, " + config + "}}"))
        .extracting(Finding::reason, Finding::message)
        .containsExactly(tuple(reason, message));
  }

  @Test
  void aTextOfAConfigMapIsGivenNoPredictor() {
    assertThat(
            unknown(
                "0.10.0",
                "config: {inline: '{kind: C, plugins: [{type: predicted-latency-producer}]}'}"))
        .extracting(Finding::reason, Finding::path)
        .containsExactly(tuple("LatencyPredictorConfigRef", "spec.router.scheduler.config.ref"));
  }

  @Test
  void aTextOfManyUnknownNamesIsJudgedAtOnce() {
    String plugins =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "{type: queue-scorer-%d, name: \"a\\nb%d\"}".formatted(i, i))
            .collect(Collectors.joining(","));
    String config =
        "{kind: C, plugins: [%s], schedulingProfiles: [{plugins: [{pluginRef: x}]}]}"
            .formatted(plugins);
    assertThat(unknown("0.10.0", "config: {inline: " + config + "}"))
        .hasSize(10)
        .allSatisfy(
            finding -> assertThat(finding.message()).doesNotContain("\n").hasSizeLessThan(300));
  }

  private static List<Finding> unknown(String version, String scheduler) {
    ObjectNode spec = Yaml.object("{model: {uri: 'hf://a/b'}}");
    ObjectNode picker = Yaml.object(scheduler);
    picker.withObjectProperty("annotations").put("app.kubernetes.io/version", version);
    spec.putObject("router").set("scheduler", picker);
    ServiceMeta service = new ServiceMeta("demo", "llama", null, 1, Map.of(), Map.of(), false);
    return DeclaredPlugins.questionable(
        new EffectiveSpec(service, Trees.read(spec, LLMInferenceServiceSpec.class), spec));
  }
}
