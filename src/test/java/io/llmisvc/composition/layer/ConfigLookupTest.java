package io.llmisvc.composition.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Yaml;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For a service of the namespace {@code a} and an operator whose configs have a version. */
class ConfigLookupTest {
  private static final String CURRENT = "kserve-v2-";

  @ParameterizedTest(name = "{0} of a service that began with {1}, where there are {2}: {3}")
  @CsvSource({
    // what it began with, also by its usual name
    "kserve-v1-config-llm-template, kserve-v1-, kserve/kserve-v1- kserve/kserve-v2-, kserve/kserve-v1-",
    "kserve-config-llm-template, kserve-v1-, kserve/kserve-v1- kserve/kserve-v2-, kserve/kserve-v1-",
    "kserve-config-llm-template, '', kserve/kserve-v1- kserve/kserve-v2-, kserve/kserve-v2-",
    // of KServe's controller, or ours when that is gone
    "kserve-config-llm-template, kserve-, kserve/kserve- kserve/kserve-v2-, kserve/kserve-",
    "kserve-config-llm-template, kserve-, kserve/kserve-v2-, kserve/kserve-v2-",
    "kserve-v2-config-llm-template, '', kserve/kserve- kserve/kserve-v2-, kserve/kserve-v2-",
    "kserve-v2-config-llm-template, '', kserve/kserve-,",
    // a user's own, which need not name a version
    "kserve-v2-config-llm-template, '', a/kserve- kserve/kserve-v2-, a/kserve-",
    "kserve-v2-config-llm-template, '', a/kserve-v2- a/kserve- kserve/kserve-v2-, a/kserve-v2-",
    "kserve-v2-config-llm-template, '', b/kserve- kserve/kserve-v2-, kserve/kserve-v2-",
  })
  void findsWhatIsMeant(String name, String began, String present, String expected) {
    // Given
    ObjectNode service = Yaml.object("metadata: {name: s, namespace: a}");
    if (!began.isEmpty()) {
      service
          .withObject("/status/annotations")
          .put("serving.kserve.io/config-llm-template", WellKnown.TEMPLATE.name(began));
    }
    Map<NamespacedName, ObjectNode> configs =
        Arrays.stream(present.split(" "))
            .map(ConfigLookupTest::id)
            .collect(Collectors.toMap(Function.identity(), id -> Yaml.object("{}")));
    Settings settings = settings();
    Inputs inputs = new Inputs(service, configs, settings, ClusterFacts.unknown());
    // When
    ConfigLookup lookup = new ConfigLookup(inputs, new Pins(inputs.meta(), settings));
    // Then
    assertThat(lookup.find(name).map(ConfigLookup.Found::id).map(List::of).orElse(List.of()))
        .isEqualTo(expected == null ? List.of() : List.of(id(expected)));
    service.withObject("/spec").putArray("baseRefs").addObject().put("name", name);
    assertThat(ConfigNames.of(service, settings))
        .containsAll(expected == null ? List.of() : List.of(id(expected)));
  }

  private static NamespacedName id(String text) {
    String[] parts = text.split("/");
    return new NamespacedName(parts[0], WellKnown.TEMPLATE.name(parts[1]));
  }

  private static Settings settings() {
    OperatorEnvironment environment =
        OperatorEnvironment.of(Map.of("LLM_INFERENCE_SERVICE_CONFIG_PREFIX", CURRENT), List.of());
    return ((SettingsResult.Valid) OperatorConfig.parse(environment, Map.of())).settings();
  }
}
