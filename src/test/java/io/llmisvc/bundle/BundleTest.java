package io.llmisvc.bundle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.OlmTools;
import io.llmisvc.testing.WebhookManifests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules for bundles: those of {@code operator-sdk bundle validate --select-optional
 * suite=operatorframework}, of OLM, and our own. {@link OlmTools} has the validators themselves.
 */
class BundleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path CATALOG = Path.of("catalog/llmisvc/catalog.yaml");
  private static final List<ObjectNode> MANIFESTS = manifests();

  /** Of the ConfigMap that OLM unpacks a bundle into. */
  private static final int ROOM = 1 << 20;

  private static final Set<String> CAPABILITIES =
      Set.of("Basic Install", "Seamless Upgrades", "Full Lifecycle", "Deep Insights", "Auto Pilot");

  private static final Set<String> CATEGORIES =
      Set.of(
          "AI/Machine Learning",
          "Application Runtime",
          "Big Data",
          "Cloud Provider",
          "Database",
          "Developer Tools",
          "Development Tools",
          "Drivers and plugins",
          "Integration & Delivery",
          "Logging & Tracing",
          "Modernization & Migration",
          "Monitoring",
          "Networking",
          "OpenShift Optional",
          "Security",
          "Storage",
          "Streaming & Messaging");

  /** What a bundle may hold beside its ClusterServiceVersion, in versions that are not going. */
  private static final Set<String> KINDS =
      Set.of(
          "operators.coreos.com/v1alpha1 ClusterServiceVersion",
          "apiextensions.k8s.io/v1 CustomResourceDefinition",
          "rbac.authorization.k8s.io/v1 ClusterRole",
          "v1 Service");

  private final ObjectNode csv = ofKind("ClusterServiceVersion").getFirst();
  private final JsonNode annotations = csv.path("metadata").path("annotations");
  private final JsonNode spec = csv.path("spec");
  private final JsonNode deployment = spec.at("/install/spec/deployments/0");
  private final JsonNode container = deployment.at("/spec/template/spec/containers/0");

  /** They come after the bundle, as docs/monitoring.md says. */
  @Test
  void givesPodsThatTheMonitorFinds() {
    // Given
    ObjectNode service =
        AppliedManifests.read(Path.of("kubernetes/components/monitoring/metrics.yaml")).getFirst();
    JsonNode labels = deployment.at("/spec/template/metadata/labels");
    // Then
    assertThat(service.at("/spec/selector").properties())
        .isNotEmpty()
        .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
    assertThat(container.path("ports").findValuesAsText("name"))
        .contains(service.at("/spec/ports/0/targetPort").asText());
  }

  @Test
  void satisfiesTheValidatorsOfTheOperatorFramework() {
    // When
    List<String> complaints = OlmTools.verify(Path.of("bundle"));
    // Then: it takes rights for objects, whose versions it does not see, for removed ones
    assertThat(complaints).hasSizeLessThanOrEqualTo(1).allMatch(said -> said.contains("Rules["));
  }

  @Test
  void isNamedByItsVersion() {
    String name = csv.at("/metadata/name").asText();
    assertThat(name).matches("llmisvc\\.v\\d+\\.\\d+\\.\\d+").hasSizeLessThanOrEqualTo(63);
    assertThat(name).endsWith(".v" + spec.path("version").asText());
    assertThat(annotations.path("olm.skipRange").asText())
        .isEqualTo("<" + spec.path("version").asText());
  }

  @Test
  void saysWhatPeopleLookFor() {
    for (String member : List.of("displayName", "maturity", "keywords", "links")) {
      assertThat(spec.has(member)).as(member).isTrue();
    }
    assertThat(spec.path("description").asText()).contains("## Before you install");
    assertThat(spec.at("/provider/name").asText()).isNotBlank();
    assertThat(spec.path("maintainers"))
        .isNotEmpty()
        .allMatch(who -> !who.path("name").asText().isBlank())
        .allMatch(who -> who.path("email").asText().matches("[^@ ]+@[^@ ]+"));
    assertThat(spec.path("links"))
        .allMatch(link -> !link.path("name").asText().isBlank())
        .allMatch(link -> URI.create(link.path("url").asText()).isAbsolute());
    for (String key : List.of("repository", "support", "description", "createdAt")) {
      assertThat(annotations.path(key).asText()).as(key).isNotBlank();
    }
  }

  @Test
  void hasAKnownCapabilityLevelAndKnownCategories() {
    assertThat(CAPABILITIES).contains(annotations.path("capabilities").asText());
    assertThat(annotations.path("categories").asText().split(",\\s*"))
        .isNotEmpty()
        .isSubsetOf(CATEGORIES);
  }

  @Test
  void hasOneIcon() throws IOException {
    assertThat(spec.path("icon")).hasSize(1);
    assertThat(spec.at("/icon/0/mediatype").asText()).isEqualTo("image/svg+xml");
    byte[] icon = Base64.getDecoder().decode(spec.at("/icon/0/base64data").asText());
    assertThat(Path.of("kubernetes/olm/icon.svg")).hasBinaryContent(icon);
  }

  @Test
  void needsTheKubernetesThatTheChartNeeds() throws IOException {
    JsonNode chart = YAML.readTree(Path.of("helm/llmisvc/Chart.yaml").toFile());
    assertThat(chart.path("kubeVersion").asText())
        .isEqualTo(">=" + spec.path("minKubeVersion").asText() + "-0");
  }

  @Test
  void ownsEachVersionOfEachDefinitionThatItHolds() {
    // Given
    Set<String> held = new TreeSet<>();
    for (ObjectNode crd : ofKind("CustomResourceDefinition")) {
      crd.at("/spec/versions")
          .forEach(
              version ->
                  held.add(
                      crd.at("/metadata/name").asText()
                          + " "
                          + version.path("name").asText()
                          + " "
                          + crd.at("/spec/names/kind").asText()));
    }
    // When
    List<String> owned = new ArrayList<>();
    for (JsonNode it : spec.at("/customresourcedefinitions/owned")) {
      owned.add(
          it.path("name").asText()
              + " "
              + it.path("version").asText()
              + " "
              + it.path("kind").asText());
    }
    // Then
    assertThat(owned).containsExactlyInAnyOrderElementsOf(held).hasSize(4);
    assertThat(spec.at("/customresourcedefinitions/owned"))
        .allMatch(it -> !it.path("description").asText().isBlank())
        .allMatch(it -> !it.path("displayName").asText().isBlank())
        .allMatch(it -> !it.path("resources").isEmpty())
        .allMatch(it -> !it.path("specDescriptors").isEmpty())
        .allMatch(it -> !it.path("statusDescriptors").isEmpty());
  }

  @Test
  void hasOneExampleForEachKindAndVersion() throws IOException {
    // When
    List<String> examples = new ArrayList<>();
    for (JsonNode example : JSON.readTree(annotations.path("alm-examples").asText())) {
      examples.add(example.path("apiVersion").asText() + " " + example.path("kind").asText());
    }
    // Then
    List<String> owned = new ArrayList<>();
    for (JsonNode it : spec.at("/customresourcedefinitions/owned")) {
      owned.add(
          "serving.kserve.io/" + it.path("version").asText() + " " + it.path("kind").asText());
    }
    assertThat(examples).containsExactlyInAnyOrderElementsOf(owned);
  }

  @Test
  void holdsOnlyKindsThatOlmTakesAndThatStay() {
    assertThat(MANIFESTS)
        .extracting(it -> it.path("apiVersion").asText() + " " + it.path("kind").asText())
        .isSubsetOf(KINDS);
  }

  @Test
  void fitsIntoTheConfigMapThatOlmUnpacksItInto() throws IOException {
    // When: each file is compressed by itself, and written as text
    int size = 0;
    try (Stream<Path> files = Files.list(Bundle.MANIFESTS)) {
      for (Path file : files.toList()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
          Files.copy(file, zip);
        }
        size += Base64.getEncoder().encode(bytes.toByteArray()).length;
      }
    }
    // Then
    assertThat(size).isLessThan(ROOM / 2);
  }

  @Test
  void runsTheDeploymentOfTheManifests() {
    // Given
    ObjectNode expected = SourceManifests.base("Deployment", OperatorDeployment.NAME);
    ObjectNode pod = (ObjectNode) expected.at("/spec/template/spec");
    ((ObjectNode) pod.path("securityContext")).remove(List.of("runAsUser", "runAsGroup"));
    ObjectNode manager = (ObjectNode) pod.at("/containers/0");
    manager.put("image", annotations.path("containerImage").asText());
    manager
        .withArrayProperty("ports")
        .addObject()
        .put("containerPort", WebhookEnvironment.of(Map.of()).port())
        .put("name", "webhook-server");
    Set<JsonNode> shipped = new HashSet<>();
    manager.path("env").forEach(shipped::add);
    // When
    Set<JsonNode> env = new HashSet<>();
    container.path("env").forEach(env::add);
    manager.set("env", container.path("env"));
    // Then
    assertThat(deployment.path("spec")).isEqualTo(expected.path("spec"));
    assertThat(deployment.path("label")).isEqualTo(expected.at("/metadata/labels"));
    assertThat(env).containsAll(shipped).hasSize(shipped.size() + 3);
    assertThat(container.at("/resources/requests").fieldNames())
        .toIterable()
        .contains("cpu", "memory");
  }

  @Test
  void definesTheWebhooksOfTheManifests() {
    // Given
    Map<String, JsonNode> expected = new TreeMap<>();
    WebhookManifests.read()
        .forEach(
            configuration ->
                configuration
                    .path("webhooks")
                    .forEach(
                        webhook ->
                            expected.put(
                                webhook.at("/clientConfig/service/path").asText(), webhook)));
    // When
    Map<String, JsonNode> defined = new TreeMap<>();
    spec.path("webhookdefinitions")
        .forEach(webhook -> defined.put(webhook.path("webhookPath").asText(), webhook));
    // Then
    assertThat(defined.keySet()).isEqualTo(expected.keySet()).hasSize(6);
    defined.forEach(
        (path, webhook) -> {
          for (String member :
              List.of(
                  "admissionReviewVersions",
                  "failurePolicy",
                  "matchPolicy",
                  "rules",
                  "sideEffects",
                  "timeoutSeconds")) {
            assertThat(webhook.path(member))
                .isEqualTo(requireNonNull(expected.get(path)).path(member));
          }
          assertThat(webhook.path("type").asText())
              .isEqualTo(
                  path.startsWith("/mutate-")
                      ? "MutatingAdmissionWebhook"
                      : "ValidatingAdmissionWebhook");
          // the value of a label, and the name of a webhook
          assertThat(webhook.path("generateName").asText())
              .hasSizeLessThanOrEqualTo(63)
              .matches("[a-z]+\\.v1alpha[12]\\.[a-z]+");
          assertThat(webhook.path("deploymentName")).isEqualTo(deployment.path("name"));
          assertThat(webhook.path("targetPort")).isEqualTo(container.at("/ports/1/containerPort"));
        });
    assertThat(container.path("env").toString())
        .contains("{\"name\":\"LLMISVC_WEBHOOKS\",\"value\":\"files\"}");
    // with a conversion webhook OLM would install for all namespaces only
    assertThat(spec.path("installModes")).allMatch(mode -> mode.path("supported").asBoolean());
  }

  @Test
  void leadsToTheMetricsOfTheOperator() {
    JsonNode service = ofKind("Service").getFirst().path("spec");
    assertThat(service.path("selector")).isEqualTo(deployment.at("/spec/template/metadata/labels"));
    assertThat(service.at("/ports/0/targetPort").asText())
        .isEqualTo(container.at("/ports/0/name").asText());
  }

  @Test
  void namesEveryImageAndItsOwnByDigest() {
    // Given
    Set<String> related = new HashSet<>();
    spec.path("relatedImages").forEach(image -> related.add(image.path("image").asText()));
    // When
    Set<String> used = new HashSet<>();
    for (Path file :
        List.of(
            Path.of("kubernetes/base/presets.yaml"),
            Path.of("kubernetes/base/operator-config.yaml"))) {
      SourceManifests.text(file)
          .lines()
          .filter(line -> line.matches("\\s*(- )?\"?image\"?: .*"))
          .map(line -> line.replaceAll(".*image\"?: \"?([^\",]*)\"?,?", "$1"))
          .forEach(used::add);
    }
    // Then
    assertThat(used).hasSizeGreaterThan(5);
    assertThat(used)
        .allMatch(
            image ->
                related.contains(image) || related.contains(image.replaceAll(":[^:/@]*@", "@")));
    String own = annotations.path("containerImage").asText();
    assertThat(own).matches(".*@sha256:[0-9a-f]{64}");
    assertThat(related).contains(own).hasSize(used.size() + 1);
    assertThat(container.path("image").asText()).isEqualTo(own);
  }

  /**
   * OLM makes Roles of the first part, and a ClusterRole of both where all namespaces are served.
   */
  @Test
  void asksForTheRightsOfTheManifestsAndToInstallConfigs() {
    // Given
    Set<String> expected = new TreeSet<>();
    List<ObjectNode> roles = new ArrayList<>(SourceManifests.base("ClusterRole"));
    roles.removeIf(role -> role.at("/metadata/name").asText().matches("llmisvc-(view|edit)"));
    roles.addAll(SourceManifests.base("Role"));
    roles.addAll(SourceManifests.rolesOfTheInstall());
    roles.forEach(role -> role.path("rules").forEach(rule -> expected.addAll(rights(rule))));
    // When
    Set<String> asked = new TreeSet<>();
    for (String part : List.of("permissions", "clusterPermissions")) {
      for (JsonNode permission : spec.at("/install/spec").path(part)) {
        assertThat(permission.path("serviceAccountName"))
            .isEqualTo(deployment.at("/spec/template/spec/serviceAccountName"));
        permission.path("rules").forEach(rule -> asked.addAll(rights(rule)));
      }
    }
    // Then
    assertThat(asked).isEqualTo(expected);
    assertThat(Permissions.inTheCluster())
        .flatExtracting(PolicyRule::getResources)
        .containsExactlyInAnyOrder(
            "clusterrolebindings",
            "gatewayclasses",
            "localmodelcaches",
            "namespaces",
            "referencegrants",
            "customresourcedefinitions",
            "customresourcedefinitions/status",
            "clusterroles");
  }

  @Test
  void isLabelledAlikeInItsMetadataAndOnItsImage() throws IOException {
    // Given
    Map<String, String> labels = new HashMap<>();
    SourceManifests.text(Path.of("bundle/bundle.Dockerfile"))
        .lines()
        .filter(line -> line.startsWith("LABEL "))
        .map(line -> line.substring("LABEL ".length()).split("=", 2))
        .forEach(label -> labels.put(label[0], label[1]));
    // When
    JsonNode metadata = YAML.readTree(Path.of("bundle/metadata/annotations.yaml").toFile());
    // Then
    assertThat(JSON.convertValue(metadata.path("annotations"), Map.class)).isEqualTo(labels);
    String prefix = "operators.operatorframework.io.bundle.";
    List<String> channels = List.of(labels.getOrDefault(prefix + "channels.v1", "").split(","));
    assertThat(channels).containsExactly("stable", "candidate");
    assertThat(channels).contains(labels.get(prefix + "channel.default.v1"));
    assertThat(Path.of("bundle", labels.get(prefix + "manifests.v1"))).isDirectory();
    assertThat(Path.of("bundle", labels.get(prefix + "metadata.v1"))).isDirectory();
  }

  @Test
  void isOfferedInEachChannelOfTheCatalog() {
    // When
    List<ObjectNode> documents = AppliedManifests.read(CATALOG);
    // Then
    String name = csv.at("/metadata/name").asText();
    assertThat(documents)
        .filteredOn(it -> it.path("schema").asText().equals("olm.channel"))
        .allMatch(it -> it.at("/entries/0/name").asText().equals(name))
        .extracting(it -> it.path("name").asText())
        .containsExactly("stable", "candidate");
    assertThat(documents)
        .filteredOn(it -> it.path("schema").asText().equals("olm.package"))
        .singleElement()
        .matches(it -> it.path("defaultChannel").asText().equals("stable"));
    assertThat(documents)
        .filteredOn(it -> it.path("schema").asText().equals("olm.bundle"))
        .singleElement()
        .matches(it -> it.path("name").asText().equals(name))
        .matches(it -> it.path("image").asText().matches(".*@sha256:[0-9a-f]{64}"))
        .matches(it -> it.findValuesAsText("type").containsAll(List.of("olm.package", "olm.gvk")));
  }

  /** {@code scripts/bundle.sh} has the same of its archives. */
  @Test
  void leavesNothingOpenWhereAReleaseKnowsAll() {
    // Given
    String digest = "@sha256:" + "1".repeat(64);
    // When
    String all =
        String.join(
            "\n",
            Bundle.of(
                    Release.of(
                        "IMAGE=r.example/o" + digest,
                        "BUNDLE_IMAGE=r.example/b" + digest,
                        "SOURCE=https://code.example/who/what",
                        "CREATED_AT=2026-03-04T05:06:07Z"))
                .values());
    // Then
    assertThat(all)
        .contains("https://code.example/who/what/tree/main/docs", "url: https://code.example/who\n")
        .doesNotContain("sha256:000", "github.com/llmisvc", "ghcr.io/llmisvc", "2026-01-01T00");
  }

  @Test
  void isPinnedByWhatAReleaseKnows(@TempDir Path work) throws IOException {
    // Given
    String digest = "sha256:" + "1".repeat(64);
    Path digests =
        Files.writeString(work.resolve("d"), "ghcr.io/llm-d/llm-d-cuda:v0.9.0 " + digest);
    // When
    Release release =
        Release.of("VERSION=0.3.0", "REPLACES=0.2.0", "IMAGE=r/o@" + digest, "DIGESTS=" + digests);
    // Then
    assertThat(Images.of(release))
        .extracting(image -> image.getImage())
        .contains("r/o@" + digest, "ghcr.io/llm-d/llm-d-cuda@" + digest)
        .doesNotContain("ghcr.io/llm-d/llm-d-cuda:v0.9.0");
    assertThat(ServiceVersion.of(release).getSpec().getReplaces()).isEqualTo("llmisvc.v0.2.0");
    assertThat(Catalog.text(release)).contains("replaces: llmisvc.v0.2.0");
    assertThat(release.configPrefix()).isEqualTo("kserve-v0-3-0-");
    assertThatIllegalArgumentException().isThrownBy(() -> Release.of("VERSOIN=1"));
  }

  private static Set<String> rights(JsonNode rule) {
    Set<String> rights = new HashSet<>();
    for (JsonNode group : rule.path("apiGroups")) {
      for (JsonNode resource : rule.path("resources")) {
        for (JsonNode verb : rule.path("verbs")) {
          rights.add(
              "%s %s/%s %s"
                  .formatted(
                      verb.asText(),
                      group.asText(),
                      resource.asText(),
                      rule.path("resourceNames")));
        }
      }
    }
    return rights;
  }

  private List<ObjectNode> ofKind(String kind) {
    return MANIFESTS.stream().filter(it -> it.path("kind").asText().equals(kind)).toList();
  }

  private static List<ObjectNode> manifests() {
    return Bundle.of(Release.next()).keySet().stream()
        .filter(file -> file.startsWith(Bundle.MANIFESTS))
        .flatMap(file -> AppliedManifests.read(file).stream())
        .toList();
  }
}
