package io.llmisvc.dev;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Helm;
import io.llmisvc.testing.Kustomize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize makes of the manifests, without a cluster. */
class KustomizeTest {
  private static final Path KUBERNETES = Path.of("kubernetes");
  private static final Path SELF_MANAGED = KUBERNETES;
  private static final Path COMPONENTS = KUBERNETES.resolve("components");
  private static final String DEFINITION = "CustomResourceDefinition";
  private static final String DEPLOYMENT = "Deployment";

  @TempDir private Path work;

  @Test
  void givesTheManifestsAsTheyAre() throws IOException {
    // When
    List<ObjectNode> built = built(KUBERNETES.resolve("no-webhooks"));
    // Then
    String prefix =
        requireNonNull(Kustomize.environment(built).get("LLM_INFERENCE_SERVICE_CONFIG_PREFIX"));
    try (Stream<Path> files = Files.walk(KUBERNETES.resolve("base"))) {
      assertThat(built)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> !file.endsWith("kustomization.yaml"))
                  .flatMap(file -> AppliedManifests.read(file).stream())
                  .peek(object -> calledByTheOperator(object, prefix))
                  .toList());
    }
  }

  private static void calledByTheOperator(ObjectNode object, String prefix) {
    if (kind(object).equals("LLMInferenceServiceConfig")) {
      String name = name(object).replaceFirst(Presets.DEFAULT_PREFIX, prefix);
      ((ObjectNode) object.path("metadata")).put("name", name);
    }
  }

  /** Where kustomize by itself writes no namespace: in names, conditions and references. */
  @ParameterizedTest
  @ValueSource(strings = {"", "cert-manager", "conversion", "no-webhooks"})
  void movesEverythingIntoAnotherNamespace(String overlay) {
    // When
    List<ObjectNode> built =
        AppliedManifests.read(Kustomize.buildIn("models", KUBERNETES.resolve(overlay), work));
    // Then
    assertThat(built)
        .map(ObjectNode::toString)
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain("\"namespace\":\"kserve\"", "'kserve'")
                    .doesNotContain(":kserve:", ".kserve.svc", "\"kserve/llmisvc"));
    assertThat(name(only("Namespace", built))).isEqualTo("models");
  }

  @Test
  void givesRolesForClusterRolesWhenOneNamespaceIsWatched() {
    // When
    List<ObjectNode> built = built(KUBERNETES.resolve("namespaced"));
    // Then
    assertThat(built).noneMatch(object -> kind(object).startsWith("Cluster"));
    List<ObjectNode> unchanged =
        built(KUBERNETES.resolve("no-webhooks")).stream()
            .filter(object -> !kind(object).startsWith("Cluster"))
            .filter(object -> !kind(object).equals("Deployment"))
            .toList();
    assertThat(built)
        .containsAll(unchanged)
        .hasSize(unchanged.size() + rightsOfTheChart().size() + 1)
        .containsAll(rightsOfTheChart());
    assertThat(Kustomize.environment(built))
        .containsOnlyKeys(
            "POD_NAMESPACE",
            "LLM_INFERENCE_SERVICE_CONFIG_PREFIX",
            "JAVA_TOOL_OPTIONS",
            "LLMISVC_LOG_JSON",
            "WATCH_NAMESPACES")
        .containsEntry("WATCH_NAMESPACES", "kserve,team-a");
  }

  @Test
  void addsWebhooksToTheOperator() {
    // When
    List<ObjectNode> built = built(SELF_MANAGED);
    // Then
    assertThat(without(DEPLOYMENT, built))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    without(DEPLOYMENT, built(KUBERNETES.resolve("no-webhooks"))).stream(),
                    Stream.of(
                            "webhooks/service.yaml",
                            "webhooks/webhooks.yaml",
                            "self-managed/rbac.yaml")
                        .flatMap(file -> AppliedManifests.read(COMPONENTS.resolve(file)).stream()))
                .toList());
    assertThat(Kustomize.environment(built)).containsEntry("LLMISVC_WEBHOOKS", "self-managed");
    assertThat(container(built).at("/ports").findValuesAsText("containerPort"))
        .contains(String.valueOf(WebhookEnvironment.of(Map.of()).port()));
  }

  @Test
  void convertsWhereItIsAskedTo() {
    // When
    List<ObjectNode> built = built(KUBERNETES.resolve("conversion"));
    // Then
    ObjectNode service =
        AppliedManifests.read(COMPONENTS.resolve("conversion/service.yaml")).getFirst();
    assertThat(without(DEFINITION, built))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(without(DEFINITION, built(SELF_MANAGED)).stream(), Stream.of(service))
                .toList());
    assertThat(built)
        .filteredOn(object -> kind(object).equals(DEFINITION))
        .hasSize(2)
        .extracting(object -> object.at("/spec/conversion/webhook/clientConfig/service/name"))
        .containsOnly(service.at("/metadata/name"));
  }

  /** An operator lists what has to be converted before it is ready. */
  @Test
  void asksReplicasThatAreNotReadyForConversionsOnly() {
    // When
    List<ObjectNode> built = built(KUBERNETES.resolve("conversion"));
    List<ObjectNode> services =
        built.stream().filter(object -> kind(object).equals("Service")).toList();
    // Then
    assertThat(services)
        .filteredOn(service -> service.at("/spec/publishNotReadyAddresses").asBoolean())
        .extracting(KustomizeTest::name)
        .containsExactly("llmisvc-conversion-service");
    assertThat(services)
        .extracting(service -> service.at("/spec/selector"))
        .hasSize(2)
        .containsOnly(only(DEPLOYMENT, built).at("/spec/selector/matchLabels"));
    assertThat(ServingAccess.names("kserve", "cluster.local", List.of()).dnsNames())
        .containsAll(services.stream().map(service -> name(service) + ".kserve.svc").toList());
  }

  @Test
  void leavesCertificatesToCertManager() {
    // When
    List<ObjectNode> built = built(KUBERNETES.resolve("cert-manager"));
    // Then
    assertThat(Kustomize.environment(built)).containsEntry("LLMISVC_WEBHOOKS", "files");
    assertThat(names(built)).doesNotContain("llmisvc-webhook-certificates");
    ObjectNode certificate = only("Certificate", built);
    assertThat(certificate.at("/spec/dnsNames"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            ServingAccess.names("kserve", "cluster.local", List.of()).dnsNames().stream()
                .filter(name -> name.endsWith(".svc"))
                .toList());
    assertThat(
            only(DEPLOYMENT, built)
                .at("/spec/template/spec/volumes")
                .findValuesAsText("secretName"))
        .containsExactly(certificate.at("/spec/secretName").asText());
    assertThat(container(built).at("/volumeMounts").findValuesAsText("mountPath"))
        .contains(WebhookEnvironment.of(Map.of()).directory().toString());
    assertThat(built)
        .filteredOn(object -> kind(object).matches(".*WebhookConfiguration|CustomResource.*"))
        .hasSize(5)
        .allMatch(
            object ->
                object
                    .at("/metadata/annotations/cert-manager.io~1inject-ca-from")
                    .asText()
                    .equals("kserve/" + certificate.at("/metadata/name").asText()));
  }

  /** Names, paths, versions and operations are those of KServe's controller. */
  @ParameterizedTest
  @CsvSource({
    "MutatingWebhookConfiguration,llminferenceservice,defaulter,mutate,'CREATE,UPDATE'",
    "ValidatingWebhookConfiguration,llminferenceservice,validator,validate,'CREATE,UPDATE'",
    "ValidatingWebhookConfiguration,llminferenceserviceconfig,validator,validate,'CREATE,UPDATE,DELETE'"
  })
  void registersWebhooksByTheirKnownNames(
      String kind, String singular, String role, String verb, String operations) {
    // When
    ObjectNode configuration =
        AppliedManifests.read(COMPONENTS.resolve("webhooks/webhooks.yaml")).stream()
            .filter(object -> kind(object).equals(kind))
            .filter(object -> name(object).equals(singular + ".serving.kserve.io"))
            .findFirst()
            .orElseThrow();
    // Then
    assertThat(configuration.path("webhooks")).hasSize(2);
    for (JsonNode webhook : configuration.path("webhooks")) {
      String version = webhook.at("/rules/0/apiVersions/0").asText();
      assertThat(webhook.path("name").asText())
          .isEqualTo("%s.kserve-webhook-server.%s.%s".formatted(singular, version, role));
      assertThat(webhook.at("/clientConfig/service/path").asText())
          .isEqualTo("/%s-serving-kserve-io-%s-%s".formatted(verb, version, singular));
      assertThat(webhook.at("/rules/0/operations"))
          .extracting(JsonNode::asText)
          .containsExactly(operations.split(","));
      assertThat(webhook.at("/rules/0/resources/0").asText()).isEqualTo(singular + "s");
      assertThat(webhook.path("matchPolicy").asText()).isEqualTo("Exact");
      assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Fail");
    }
  }

  private static List<ObjectNode> without(String kind, List<ObjectNode> objects) {
    return objects.stream().filter(object -> !kind(object).equals(kind)).toList();
  }

  private static ObjectNode only(String kind, List<ObjectNode> objects) {
    List<ObjectNode> found = objects.stream().filter(object -> kind(object).equals(kind)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static JsonNode container(List<ObjectNode> objects) {
    return only(DEPLOYMENT, objects).at("/spec/template/spec/containers/0");
  }

  private static List<String> names(List<ObjectNode> objects) {
    return objects.stream().map(KustomizeTest::name).toList();
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/name").asText();
  }

  @Test
  void spreadsTwoOperatorsOfWhichADrainTakesOne() {
    // When
    List<ObjectNode> built = built(KUBERNETES.resolve("high-availability"));
    // Then
    ObjectNode deployment = only("Deployment", built);
    assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
    JsonNode pod = deployment.at("/spec/template/spec");
    assertThat(pod.path("topologySpreadConstraints").findValuesAsText("topologyKey"))
        .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    assertThat(pod.path("priorityClassName"))
        .isEqualTo(only("PriorityClass", built).at("/metadata/name"));
    assertThat(only("PodDisruptionBudget", built).at("/spec/selector"))
        .isEqualTo(deployment.at("/spec/selector"));
    assertThat(built).containsAll(unchanged());
  }

  @Test
  void showsMetricsToWhoMayAsk() {
    // When
    List<ObjectNode> built = built(KUBERNETES.resolve("monitoring"));
    // Then
    ObjectNode metrics =
        built.stream()
            .filter(object -> object.at("/spec/ports/0/name").asText().equals("management"))
            .findFirst()
            .orElseThrow();
    JsonNode selected = only("Deployment", built).at("/spec/selector/matchLabels");
    assertThat(metrics.at("/spec/selector")).isEqualTo(selected);
    assertThat(only("ServiceMonitor", built).at("/spec/selector/matchLabels"))
        .isEqualTo(metrics.at("/metadata/labels"));
    assertThat(only("NetworkPolicy", built).at("/spec/podSelector/matchLabels"))
        .isEqualTo(selected);
    assertThat(built).containsAll(built(KUBERNETES));
  }

  @Test
  void givesGrafanaItsDashboards() throws IOException {
    // When
    ObjectNode dashboards =
        built(KUBERNETES.resolve("monitoring")).stream()
            .filter(object -> object.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
            .findFirst()
            .orElseThrow();
    // Then
    Path files = COMPONENTS.resolve("monitoring/dashboards");
    try (Stream<Path> all = Files.list(files)) {
      assertThat(dashboards.path("data").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(
              all.map(file -> file.getFileName().toString()).toList());
    }
    for (Map.Entry<String, JsonNode> entry : dashboards.path("data").properties()) {
      assertThat(files.resolve(entry.getKey())).hasContent(entry.getValue().asText());
    }
  }

  private List<ObjectNode> unchanged() {
    return built(KUBERNETES).stream().filter(object -> !kind(object).equals("Deployment")).toList();
  }

  private List<ObjectNode> rightsOfTheChart() {
    String rendered =
        Helm.in(work)
            .run(
                "template",
                "a",
                "helm/llmisvc",
                "--namespace",
                "kserve",
                "--set",
                "watchNamespaces={team-a}",
                "--show-only",
                "templates/rbac.yaml")
            .orThrow();
    try {
      return AppliedManifests.read(Files.writeString(work.resolve("rendered.yaml"), rendered))
          .stream()
          .filter(object -> object.at("/metadata/name").asText().endsWith("-watched"))
          .peek(object -> ((ObjectNode) object.path("metadata")).remove("labels"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ObjectNode> built(Path directory) {
    return AppliedManifests.read(Kustomize.build(directory, work.resolve("built.yaml")));
  }

  private static String kind(ObjectNode object) {
    return object.path("kind").asText();
  }
}
