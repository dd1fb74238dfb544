package io.llmisvc.desired.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamePatterns;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.plan.Planner;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPathsTest {
  private static final Settings RESTRICTED = restricted();

  static List<GoldenCase> samples() {
    return GoldenCase.ofSamples("plan")
        .filter(it -> it.name().matches("(06|09|11|20)-.*"))
        .toList();
  }

  /** Whatever a service gets without a rule of its own. */
  @ParameterizedTest
  @MethodSource("samples")
  void acceptsEveryManagedRule(GoldenCase golden) {
    // Given
    var inputs = golden.inputs();
    ServiceChildren children =
        new ServiceChildren(inputs.meta(), new Facts(ClusterFacts.unknown()));
    ObjectNode route =
        Planner.create().plan(inputs).children().stream()
            .map(child -> child.object())
            .filter(object -> object.path("kind").asText().equals("HTTPRoute"))
            .findFirst()
            .orElseThrow();
    // When
    List<Finding> findings = OwnPaths.findings(children, RESTRICTED, route.path("spec"));
    // Then
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "rules: []",
        "rules: [{}]",
        "rules: [{matches: []}]",
        "rules: [{matches: [{method: GET}]}]",
        "rules: [{matches: [{path: {value: /v1/completions}}]}]",
        "rules: [{matches: [{headers: [{name: X-Gateway-Model-Name, value:"
            + " publishers/bank/models/a}]}]}]",
        "rules: [{matches: [{headers: [{name: X-Other, value: publishers/team/models/a}]}]}]",
        "rules: [{matches: [{headers: [{name: X-Gateway-Model-Name, type: RegularExpression,"
            + " value: publishers/team/models/.*}]}]}]",
        "rules: [{matches: [{headers: [{name: x-gateway-model-name, value:"
            + " publishers/bank/models/a}, {name: X-Gateway-Model-Name, value:"
            + " publishers/team/models/a}]}]}]",
        "rules: [{matches: [{path: {value: /bank/assistant},"
            + " headers: [{name: X-Gateway-Model-Name, value: publishers/team/models/a}]}]}]",
        "rules: [{matches: [{path: {value: /team/a}}]}, {matches: [{path: {value: /bank/a}}]}]",
      })
  void refusesWhatAnothersRequestsCouldMatch(String spec) {
    assertThat(findings(spec))
        .singleElement()
        .satisfies(finding -> assertThat(finding.isError()).isTrue())
        .satisfies(finding -> assertThat(finding.reason()).isEqualTo("ForeignRoutePath"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: [{matches: [{path: {value: /team/a}, headers: [{name: X-Any, value: thing}]}]}]",
        "rules: [{matches: [{headers: [{name: x-gateway-model-name, value:"
            + " publishers/team/models/a}]}]}]",
        "rules: [{matches: [{path: {type: Exact, value: /v1/completions},"
            + " headers: [{name: X-Gateway-Model-Name, value: publishers/team/models/a}]}]}]",
      })
  void acceptsWhatOnlyRequestsForItsOwnMatch(String spec) {
    assertThat(findings(spec)).isEmpty();
  }

  private static List<Finding> findings(String spec) {
    ServiceMeta service = new ServiceMeta("team", "a", null, 1, Map.of(), Map.of(), false);
    ServiceChildren children = new ServiceChildren(service, new Facts(ClusterFacts.unknown()));
    return OwnPaths.findings(children, RESTRICTED, Yaml.objects(spec).getFirst());
  }

  private static Settings restricted() {
    Settings base = Settings.defaults();
    return new Settings(
        base.systemNamespace(),
        base.configPrefix(),
        base.versionedConfigs(),
        base.clusterDomain(),
        base.wildcardHostname(),
        base.isNamespaced(),
        base.ingress(),
        base.storage(),
        base.credentials(),
        base.expirationAnnotations(),
        base.variantMetrics(),
        new Settings.Security(
            true, Settings.PickerAccounts.ANY, NamePatterns.ANY, NamePatterns.ANY),
        base.holdsMigration(),
        base.localModels());
  }
}
