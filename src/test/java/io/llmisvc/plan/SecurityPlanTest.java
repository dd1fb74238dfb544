package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.Yaml;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityPlanTest {
  private static final Planner PLANNER = Planner.create();
  private static final ObjectKey ROUTE =
      new ObjectKey(Kind.HTTP_ROUTE, "team", "llama-kserve-route");

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: {uri: 's3://a/b'}                                                   | {"allowedModelSchemes": ["hf"]}       | spec.model.uri
          {model: {uri: 'hf://a/b'}, template: {serviceAccountName: admin}}          | {"allowedServiceAccounts": ["team-*"]} | spec.template.serviceAccountName
          {model: {uri: 'hf://a/b'}, baseRefs: [{name: shared}]}                     | {"allowedServiceAccounts": []}        | spec.template.serviceAccountName
          """)
  void refusesAServiceOnlyWhenItIsTold(String spec, String security, String path) {
    // When
    Plan trusted = plan(spec, "{}");
    Plan refused = plan(spec, security);
    // Then
    assertThat(trusted.findings()).noneMatch(Finding::isError);
    assertThat(trusted.children()).isNotEmpty();
    assertThat(refused.children()).isEmpty();
    assertThat(refused.findings())
        .filteredOn(Finding::isError)
        .extracting(Finding::reason, Finding::path)
        .containsExactly(tuple("NotAllowed", path));
  }

  @Test
  void removesARouteOfOthersPathsAlsoWhenNothingElseCanBePlanned() {
    // Given
    String broken = "{model: {uri: 'hf://a/b'}, baseRefs: [{name: nowhere}]}";
    // When
    Plan trusted = plan(broken, "{}");
    Plan restricted = plan(broken, "{\"restrictRoutesToOwnPaths\": true}");
    // Then
    assertThat(trusted.absent()).isEmpty();
    assertThat(restricted.absent()).extracting(AbsentChild::key).containsExactly(ROUTE);
  }

  private static Plan plan(String spec, String security) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.putObject("metadata").put("namespace", "team").put("name", "llama");
    service.set("spec", Yaml.objects(spec).getFirst());
    ObjectNode shared =
        Yaml.objects(
                "{metadata: {name: shared, namespace: kserve},"
                    + " spec: {template: {serviceAccountName: admin}}}")
            .getFirst();
    Map<NamespacedName, ObjectNode> configs = new LinkedHashMap<>();
    Settings settings = settings(security);
    Presets.load(settings.configPrefix(), settings.systemNamespace())
        .forEach(
            preset ->
                configs.put(
                    new NamespacedName(
                        preset.at("/metadata/namespace").asText(),
                        preset.at("/metadata/name").asText()),
                    preset));
    configs.put(new NamespacedName("kserve", "shared"), shared);
    return PLANNER.plan(new Inputs(service, configs, settings, facts()));
  }

  private static ClusterFacts facts() {
    ObjectNode live =
        Yaml.objects(
                """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {namespace: team, name: llama-kserve-route}
                spec: {rules: [{matches: [{path: {type: PathPrefix, value: /bank/assistant}}]}]}
                """)
            .getFirst();
    return new ClusterFacts(EnumSet.allOf(Kind.class), Map.of(ROUTE, live), Map.of());
  }

  private static Settings settings(String security) {
    return switch (OperatorConfig.parse(
        OperatorEnvironment.defaults(), Map.of("security", security))) {
      case SettingsResult.Valid valid -> valid.settings();
      case SettingsResult.Invalid invalid -> throw new AssertionError(invalid.message());
    };
  }
}
