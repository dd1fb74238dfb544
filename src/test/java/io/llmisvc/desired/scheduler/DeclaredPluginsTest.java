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
          config: {inline: {kind: C, plugins: [{name: no-type}, text]}}
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

  private static List<Finding> unknown(String version, String scheduler) {
    ObjectNode spec = Yaml.object("{model: {uri: 'hf://a/b'}}");
    ObjectNode picker = Yaml.object(scheduler);
    picker.withObjectProperty("annotations").put("app.kubernetes.io/version", version);
    spec.putObject("router").set("scheduler", picker);
    ServiceMeta service = new ServiceMeta("demo", "llama", null, 1, Map.of(), Map.of(), false);
    return DeclaredPlugins.unknown(
        new EffectiveSpec(service, Trees.read(spec, LLMInferenceServiceSpec.class), spec));
  }
}
