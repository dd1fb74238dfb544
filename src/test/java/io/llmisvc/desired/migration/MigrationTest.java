package io.llmisvc.desired.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Takeover;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Yaml;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of pods that another controller made, and what holds them back. */
class MigrationTest {
  private static final String WANTED =
      """
      {image: new, command: [a], env: [{name: A, value: "1"}], resources: {limits: {cpu: "0.5"}}, securityContext: {}}\
      """;
  private static final String RUNNING =
      """
      {image: old, command: [a, ""], env: [{name: A, value: "1"}, {name: B, value: x}], resources: {limits: {cpu: 500m}}, imagePullPolicy: Always}\
      """;

  @Test
  void namesTheFieldsThatRestartPods() {
    // When
    Desired desired = migrated(deployment(RUNNING, ""), Map.of());

    // Then
    assertThat(desired.findings()).hasSize(1);
    Finding finding = desired.findings().getFirst();
    assertThat(finding.reason()).isEqualTo(Takeover.PODS_CHANGE);
    assertThat(finding.message())
        .contains(
            "spec.containers[main].image, spec.containers[main].command,"
                + " spec.containers[main].env[B];")
        .contains("serving.kserve.io/migration: hold");
    assertThat(desired.children()).containsExactly(deployment(WANTED, ""));
  }

  @Test
  void saysNothingWhenPodsStay() {
    assertThat(migrated(deployment(WANTED, ""), Map.of()).findings()).isEmpty();
  }

  @Test
  void holdsPodsAndNothingElse() {
    // Given
    Map<String, String> hold = Map.of(Migration.ANNOTATION, "hold");

    // When
    Desired desired = migrated(deployment(RUNNING, ""), hold);

    // Then
    ObjectNode child = desired.children().getFirst().object();
    assertThat(child.at("/spec/template"))
        .isEqualTo(deployment(RUNNING, "").object().at("/spec/template"));
    assertThat(child.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
    assertThat(desired.findings().getFirst().reason()).isEqualTo(Takeover.PODS_HELD);
  }

  @Test
  void holdsThemAlsoWhenTheWorkloadIsOurs() {
    // Given
    String marks = Takeover.APPLIED + ": x, " + Migration.HELD + ": \"true\"";

    // When
    Desired desired = migrated(deployment(RUNNING, marks), Map.of(Migration.ANNOTATION, "hold"));

    // Then
    assertThat(desired.children().getFirst().object().at("/spec/template/spec/containers/0/image"))
        .hasToString("\"old\"");
  }

  @ParameterizedTest
  @CsvSource({"hold, false, true", "roll, true, false", ", true, true", ", false, false"})
  void letsTheServiceDecideBeforeTheOperator(String asked, boolean setting, boolean held) {
    // Given
    Map<String, String> annotations =
        asked == null ? Map.of() : Map.of(Migration.ANNOTATION, asked);

    // When
    Desired desired = migrated(deployment(RUNNING, ""), annotations, setting);

    // Then
    assertThat(desired.findings().getFirst().reason())
        .isEqualTo(held ? Takeover.PODS_HELD : Takeover.PODS_CHANGE);
  }

  @Test
  void leavesWhatWeMadeAlone() {
    // When
    Desired desired =
        migrated(
            deployment(RUNNING, Takeover.APPLIED + ": x"), Map.of(Migration.ANNOTATION, "hold"));

    // Then
    assertThat(desired.findings()).isEmpty();
    assertThat(desired.children()).containsExactly(deployment(WANTED, ""));
  }

  private static Desired migrated(Child live, Map<String, String> annotations) {
    return migrated(live, annotations, false);
  }

  private static Desired migrated(Child live, Map<String, String> annotations, boolean setting) {
    Settings d = Settings.defaults();
    Settings settings =
        new Settings(
            d.systemNamespace(),
            d.configPrefix(),
            d.versionedConfigs(),
            d.clusterDomain(),
            d.wildcardHostname(),
            d.isNamespaced(),
            d.ingress(),
            d.storage(),
            d.credentials(),
            d.expirationAnnotations(),
            d.variantMetrics(),
            d.security(),
            setting,
            d.localModels());
    Facts facts =
        new Facts(
            new ClusterFacts(
                EnumSet.allOf(Kind.class),
                Map.of(ObjectKey.of(live.object()).orElseThrow(), live.object()),
                Map.of()));
    ServiceMeta service = new ServiceMeta("demo", "llm", "uid", 1, Map.of(), annotations, false);
    return Migration.of(Desired.of(deployment(WANTED, "")), service, settings, facts);
  }

  private static Child deployment(String container, String annotations) {
    ObjectNode object =
        Yaml.objects(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: llm-kserve, namespace: demo, annotations: {%s}}
                spec:
                  strategy: {type: Recreate}
                  template:
                    metadata: {labels: {a: b}}
                    spec:
                      containers: [%s]
                """
                    .formatted(annotations, container.strip().replaceFirst("\\{", "{name: main, ")))
            .getFirst();
    return new Child(ChildRole.MAIN_DEPLOYMENT, object);
  }
}
