package io.llmisvc.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.Helm;
import io.llmisvc.testing.Kustomize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart makes of the manifests, without a cluster. */
class HelmChartTest {
  private static final String CHART = "helm/llmisvc";
  private static final Path KUBERNETES = Path.of("kubernetes");
  private static final String DEFINITION = "CustomResourceDefinition ";
  private static final String MONITORING =
      Stream.of("ServiceMonitor", "PodMonitor", "PrometheusRule")
          .map("monitoring.coreos.com/v1/"::concat)
          .collect(joining(","));
  private static final Map<List<String>, List<ObjectNode>> BUILT = new HashMap<>();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path home;
  private Helm helm;

  @BeforeEach
  void findHelm() {
    helm = Helm.in(home);
  }

  @Test
  void passesTheLinter() {
    // When
    Command.Result linted = helm.run("lint", "--strict", CHART);
    // Then
    assertThat(linted.status()).as(linted.out() + linted.err()).isZero();
  }

  @Test
  void hasTheVersionOfTheProgram() throws IOException {
    // Given
    String version = version();
    // When
    JsonNode chart = YAML.readTree(Path.of(CHART, "Chart.yaml").toFile());
    // Then
    assertThat(chart.path("appVersion").asText()).isEqualTo(version);
    assertThat(chart.path("version").asText()).isEqualTo(version);
  }

  @Test
  void givesTheManifestsByDefault() throws IOException {
    // When
    Map<String, ObjectNode> rendered = template("kserve", "--include-crds");
    // Then
    assertThat(rendered).isEqualTo(shippedIn("kserve"));
  }

  @Test
  void movesEverythingIntoTheNamespaceOfTheRelease() throws IOException {
    // When
    Map<String, ObjectNode> rendered = template("models", "--include-crds");
    // Then
    assertThat(rendered).isEqualTo(shippedIn("models"));
  }

  /** Kustomize does not. */
  @Test
  void takesNoNameForANumber() throws IOException {
    // When
    Map<String, ObjectNode> rendered = template("1234", "--set", "presets.enabled=false");
    // Then
    assertThat(rendered.values().stream().flatMap(it -> it.findValues("namespace").stream()))
        .hasSizeGreaterThan(15)
        .allMatch(namespace -> namespace.isTextual() && namespace.asText().equals("1234"));
  }

  @ParameterizedTest
  @CsvSource({
    "cert-manager, webhooks.certificates.source=cert-manager",
    "no-webhooks, webhooks.enabled=false",
  })
  void givesWhatAnOverlayGives(String overlay, String value) throws IOException {
    // When
    Map<String, ObjectNode> rendered = template("models", "--set", value);
    // Then
    Map<String, ObjectNode> expected = shipped(overlay, "models");
    expected.keySet().removeIf(key -> key.startsWith(DEFINITION));
    assertThat(rendered).isEqualTo(expected);
  }

  @Test
  void servesWithTheCertificateOfSomebodyElse() throws IOException {
    // Given
    Path values =
        write(
            "webhooks: {certificates: {source: secret, secretName: theirs, caBundle: \"a PEM\"}}");
    // When
    Map<String, ObjectNode> rendered = template("kserve", "-f", values.toString());
    // Then
    JsonNode pod = deployment(rendered).at("/spec/template/spec");
    assertThat(pod.path("volumes").findValuesAsText("secretName")).containsExactly("theirs");
    assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("name"))
        .isEqualTo(pod.path("volumes").findValuesAsText("name"));
    assertThat(pod.at("/containers/0/env/0/value").asText()).isEqualTo("files");
    String bundle = Base64.getEncoder().encodeToString("a PEM".getBytes(UTF_8));
    assertThat(rendered.values().stream().flatMap(it -> it.findValues("clientConfig").stream()))
        .hasSize(6)
        .allMatch(client -> client.path("caBundle").asText().equals(bundle));
    assertThat(rendered.keySet()).noneMatch(key -> key.contains("llmisvc-webhook-certificates"));
  }

  @Test
  void callsTheWellKnownConfigsAsItIsTold() throws IOException {
    // When
    Map<String, ObjectNode> rendered = template("kserve", "--set", "presets.prefix=kserve-");
    // Then
    assertThat(rendered.keySet())
        .containsAll(
            AppliedManifests.read(KUBERNETES.resolve("base/presets.yaml")).stream()
                .map(HelmChartTest::key)
                .toList());
    assertThat(deployment(rendered).toString())
        .contains("{\"name\":\"LLM_INFERENCE_SERVICE_CONFIG_PREFIX\",\"value\":\"kserve-\"}");
  }

  @Test
  void setsThePodOfTheOperator() throws IOException {
    // Given
    Path values =
        write(
            """
            image: {repository: registry.example/llmisvc, tag: 1.2.3, pullPolicy: Always}
            imagePullSecrets: [{name: pull}]
            replicas: 2
            resources: {requests: {cpu: 2}}
            nodeSelector: {pool: system}
            tolerations: [{key: system, operator: Exists, effect: NoSchedule, tolerationSeconds: 5}]
            affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {}}}
            topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]
            priorityClassName: important
            podSecurityContext: {runAsUser: 2000}
            securityContext: {readOnlyRootFilesystem: false}
            serviceAccount: {name: of-release, annotations: {cloud: identity}}
            annotations: {of: deployment}
            podAnnotations: {of: pod}
            labels: {team: models}
            podLabels: {sidecar: "false"}
            env: [{name: CLUSTER_DOMAIN, value: cluster.example}]
            """);
    // When
    Map<String, ObjectNode> rendered = template("kserve", "-f", values.toString());
    JsonNode deployment = deployment(rendered);
    // Then
    JsonNode wanted = YAML.readTree(values.toFile());
    assertThat(deployment.at("/metadata/annotations")).isEqualTo(wanted.path("annotations"));
    JsonNode spec = deployment.path("spec");
    assertThat(spec.path("replicas").asInt()).isEqualTo(2);
    assertThat(spec.at("/template/metadata/annotations")).isEqualTo(wanted.path("podAnnotations"));
    assertThat(spec.at("/template/metadata/labels/sidecar").asText()).isEqualTo("false");
    JsonNode pod = spec.path("template").path("spec");
    for (String member :
        List.of(
            "imagePullSecrets",
            "nodeSelector",
            "tolerations",
            "affinity",
            "topologySpreadConstraints",
            "priorityClassName")) {
      assertThat(pod.path(member)).as(member).isEqualTo(wanted.path(member));
    }
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(2000);
    assertThat(pod.path("serviceAccountName").asText()).isEqualTo("of-release");
    assertThat(
            requireNonNull(rendered.get("ServiceAccount of-release")).at("/metadata/annotations"))
        .isEqualTo(wanted.at("/serviceAccount/annotations"));
    assertThat(
            rendered.values().stream()
                .flatMap(object -> object.findValues("subjects").stream())
                .flatMap(subjects -> subjects.findValuesAsText("name").stream()))
        .isNotEmpty()
        .allMatch("of-release"::equals);
    assertThat(rendered.values()).allMatch(object -> object.at("/metadata/labels").has("team"));
    JsonNode container = pod.path("containers").path(0);
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean(true)).isFalse();
    assertThat(container.path("image").asText()).isEqualTo("registry.example/llmisvc:1.2.3");
    assertThat(container.path("imagePullPolicy").asText()).isEqualTo("Always");
    assertThat(container.path("resources").path("requests").path("cpu").asInt()).isEqualTo(2);
    assertThat(container.path("env").findValuesAsText("name"))
        .containsExactly(
            "LLMISVC_WEBHOOKS",
            "POD_NAMESPACE",
            "LLM_INFERENCE_SERVICE_CONFIG_PREFIX",
            "JAVA_TOOL_OPTIONS",
            "LLMISVC_LOG_JSON",
            "CLUSTER_DOMAIN");
    assertThat(rendered.toString())
        .contains("!= 'system:serviceaccount:kserve:of-release'")
        .doesNotContain("system:serviceaccount:kserve:llmisvc");
  }

  @Test
  void leavesTheAccountToOthers() throws IOException {
    // When
    Map<String, ObjectNode> rendered =
        template("kserve", "--set", "serviceAccount.create=false,serviceAccount.name=theirs");
    // Then
    assertThat(rendered.keySet()).noneMatch(key -> key.startsWith("ServiceAccount "));
    assertThat(rendered.toString()).contains("\"serviceAccountName\":\"theirs\"");
  }

  /** As the overlays of kubernetes/ have them. */
  @Test
  void addsWhatWatchesAndProtectsTheOperator() throws IOException {
    // When
    Map<String, ObjectNode> rendered =
        template(
            "kserve",
            "--set",
            "metrics.serviceMonitor.enabled=true,metrics.podMonitors.enabled=true,metrics.prometheusRule.enabled=true,metrics.dashboards.enabled=true",
            "--set",
            "networkPolicy.enabled=true,podDisruptionBudget.enabled=true",
            "--api-versions",
            MONITORING);
    // Then
    Map<String, ObjectNode> expected = shipped("monitoring", "kserve");
    expected.putAll(
        byName(
            AppliedManifests.read(
                    KUBERNETES.resolve("components/high-availability/availability.yaml"))
                .stream()
                .filter(object -> !object.path("kind").asText().equals("PriorityClass"))
                .peek(object -> release(object, "kserve"))));
    expected.keySet().removeIf(key -> key.startsWith(DEFINITION));
    assertThat(rendered).isEqualTo(expected);
  }

  @Test
  void tellsMetricsToThoseOnlyWhoMayReadThem() throws IOException {
    // When
    Map<String, ObjectNode> rendered =
        template(
            "kserve",
            "--set",
            "metrics.secure=true,metrics.serviceMonitor.enabled=true,networkPolicy.enabled=true",
            "--set",
            "metrics.podMonitors.enabled=true,metrics.prometheusRule.enabled=true,metrics.dashboards.enabled=true",
            "--api-versions",
            MONITORING);
    // Then
    Map<String, ObjectNode> expected = shipped("secure-metrics", "kserve");
    expected.keySet().removeIf(key -> key.startsWith(DEFINITION));
    assertThat(rendered).isEqualTo(expected);
  }

  @Test
  void asksForNoKindThatTheClusterDoesNotServe() throws IOException {
    // When
    Map<String, ObjectNode> rendered =
        template(
            "kserve",
            "--set",
            "metrics.serviceMonitor.enabled=true,metrics.podMonitors.enabled=true,metrics.prometheusRule.enabled=true");
    // Then
    Map<String, ObjectNode> expected = template("kserve", "--set", "metrics.service.enabled=true");
    assertThat(rendered).isEqualTo(expected);
  }

  @Test
  void setsWhatPrometheusDoes() throws IOException {
    // Given
    Path values =
        write(
            """
            watchNamespaces: [team]
            operatorConfig: {ingress: {enableLLMInferenceServiceTLS: false}}
            metrics:
              podMonitors: {enabled: true, interval: 5s, labels: {prometheus: main}}
              prometheusRule: {enabled: true, labels: {prometheus: main}, readySeconds: 60, timeToFirstTokenSeconds: 1}
            """);
    // When
    Map<String, ObjectNode> rendered =
        template(
            "own",
            "-f",
            values.toString(),
            "--api-versions",
            MONITORING,
            "--show-only",
            "templates/metrics.yaml");
    // Then
    ObjectNode rules = requireNonNull(rendered.get("PrometheusRule llmisvc-controller-manager"));
    assertThat(rules.at("/metadata/labels/prometheus").asText()).isEqualTo("main");
    assertThat(rules.findValuesAsText("expr")).contains("vector(60)", "vector(1)");
    assertThat(List.of("PodMonitor llmisvc-models", "PodMonitor llmisvc-pickers"))
        .map(key -> requireNonNull(rendered.get(key)))
        .allSatisfy(
            monitor -> {
              assertThat(monitor.at("/metadata/labels/prometheus").asText()).isEqualTo("main");
              assertThat(monitor.at("/spec/namespaceSelector").toString())
                  .isEqualTo("{\"matchNames\":[\"own\",\"team\"]}");
              JsonNode endpoint = monitor.at("/spec/podMetricsEndpoints/0");
              assertThat(endpoint.path("interval").asText()).isEqualTo("5s");
              assertThat(endpoint.path("scheme").asText()).isEqualTo("http");
              assertThat(endpoint.has("authorization")).isFalse();
            });
    assertThat(rendered.keySet()).noneMatch(key -> key.startsWith("Cluster"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"package", "git"})
  void givesTheSameFromAnotherSource(String source) throws IOException {
    // Given
    Path copy = Files.createDirectory(home.resolve(source));
    Path chart;
    if (source.equals("package")) {
      helm.run("package", CHART, "--destination", copy.toString()).orThrow();
      try (Stream<Path> files = Files.list(copy)) {
        chart = files.findFirst().orElseThrow();
      }
    } else {
      String clone =
          "git ls-files -z helm kubernetes | tar --null -T - -cf - | tar -xf - -C \"$1\"";
      Command.run("sh", "-ec", clone, "sh", copy.toString()).orThrow();
      chart = copy.resolve(CHART);
    }
    // When
    String rendered = helm.run("template", "a", chart.toString(), "--include-crds").orThrow();
    // Then
    assertThat(rendered).isEqualTo(helm.run("template", "a", CHART, "--include-crds").orThrow());
  }

  @Test
  void describesEveryValueInItsTable() throws IOException {
    // Given
    List<String> expected = new ArrayList<>();
    ChartValues.of(Path.of(CHART, "values.yaml"))
        .forEach(
            value ->
                expected.add(
                    "| `%s` | %s | `%s` | %s |"
                        .formatted(
                            value.key(), value.type(), value.standard(), value.description())));
    // When
    List<String> table =
        Files.readAllLines(Path.of(CHART, "README.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    // Then
    assertThat(table).isEqualTo(expected);
    assertThat(expected).allMatch(row -> row.matches(".* \\| [^|]+\\. \\|"));
  }

  @Test
  void knowsNoValueWithoutADefault() throws IOException {
    // Given
    JsonNode schema = JSON.readTree(Path.of(CHART, "values.schema.json").toFile());
    JsonNode values = YAML.readTree(Path.of(CHART, "values.yaml").toFile());
    // When
    Set<String> known = new HashSet<>();
    schema.path("properties").fieldNames().forEachRemaining(known::add);
    // Then
    known.remove("global");
    assertThat(values.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void replacesSingleMembersOfTheConfiguration() throws IOException {
    // Given
    ObjectNode expected = data(shippedIn("kserve"));
    ObjectNode ingress = (ObjectNode) JSON.readTree(expected.path("ingress").asText());
    ingress.put("kserveIngressGateway", "gateways/shared").put("unheardOf", 1_000_000);
    String value = "{\"kserveIngressGateway\":\"gateways/shared\",\"unheardOf\":1000000}";
    // When
    ObjectNode data = data(template("kserve", "--set-json", "operatorConfig.ingress=" + value));
    // Then
    assertThat(JSON.readTree(data.path("ingress").asText())).isEqualTo(ingress);
    expected.set("ingress", data.path("ingress"));
    assertThat(data).isEqualTo(expected);
  }

  @Test
  void leavesOutWhatSomethingElseOwns() throws IOException {
    // When
    Map<String, ObjectNode> rendered =
        template(
            "kserve",
            "--set",
            "presets.enabled=false,operatorConfig.enabled=false,webhooks.enabled=false");
    // Then
    assertThat(rendered.keySet().stream().map(key -> key.split(" ")[0]).distinct())
        .containsExactlyInAnyOrder(
            "ServiceAccount",
            "ClusterRole",
            "ClusterRoleBinding",
            "Role",
            "RoleBinding",
            "Deployment");
    assertThat(deployment(rendered).toString())
        .doesNotContain("LLM_INFERENCE_SERVICE_CONFIG_PREFIX", "webhook");
  }

  @Test
  void asksForNothingInTheClusterWhenNamespacesAreNamed() throws IOException {
    // When
    Path rendered =
        write(
            helm.run(
                    "template",
                    "a",
                    CHART,
                    "--namespace",
                    "own",
                    "--set",
                    "watchNamespaces={team,own}")
                .orThrow());
    // Then
    List<ObjectNode> objects = AppliedManifests.read(rendered);
    assertThat(objects).noneMatch(object -> object.path("kind").asText().startsWith("Cluster"));
    assertThat(objects)
        .filteredOn(object -> object.at("/metadata/name").asText().endsWith("-watched"))
        .extracting(
            object -> object.path("kind").asText(),
            object -> object.at("/metadata/namespace").asText(),
            object -> object.at("/metadata/name").asText())
        .containsExactlyInAnyOrder(
            tuple("Role", "own", "llmisvc-controller-manager-watched"),
            tuple("Role", "team", "llmisvc-controller-manager-watched"),
            tuple("Role", "own", "llmisvc-picker-leases-watched"),
            tuple("Role", "team", "llmisvc-picker-leases-watched"),
            tuple("RoleBinding", "own", "llmisvc-controller-manager-watched"),
            tuple("RoleBinding", "team", "llmisvc-controller-manager-watched"),
            tuple("RoleBinding", "own", "llmisvc-picker-leases-watched"),
            tuple("RoleBinding", "team", "llmisvc-picker-leases-watched"));
    assertThat(objects.toString())
        .contains("{\"name\":\"WATCH_NAMESPACES\",\"value\":\"own,team\"}")
        .doesNotContain("customresourcedefinitions", "gatewayclasses", "auth-delegator")
        .doesNotContain("localmodelcaches")
        .doesNotContain("WebhookConfiguration", "LLMISVC_WEBHOOKS");
  }

  @Test
  void knowsEveryKeyOfTheConfiguration() throws IOException {
    // Given
    Set<String> expected = new HashSet<>(Set.of("enabled"));
    data(shippedIn("kserve")).fieldNames().forEachRemaining(expected::add);
    // When
    JsonNode schema = JSON.readTree(Path.of(CHART, "values.schema.json").toFile());
    JsonNode values = YAML.readTree(Path.of(CHART, "values.yaml").toFile());
    // Then
    assertThat(schema.at("/properties/operatorConfig/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(values.path("operatorConfig").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "imag.tag=1, imag",
    "image.tagg=1, tagg",
    "image.tag=, /image/tag",
    "image=null, image",
    "image.pullPolicy=Sometimes, /image/pullPolicy",
    "replicas=two, /replicas",
    "resources.request.cpu=1, request",
    "resources.limits.cpu=true, /resources/limits/cpu",
    "imagePullSecrets[0]=pull, /imagePullSecrets/0",
    "env[0].value=A, name",
    "env[0].name=POD_NAMESPACE, /env/0/name",
    "env[0].name=WATCH_NAMESPACES, /env/0/name",
    "env[0].name=LLMISVC_WEBHOOKS, /env/0/name",
    "env[0].name=LLM_INFERENCE_SERVICE_CONFIG_PREFIX, /env/0/name",
    "webhooks.enable=true, enable",
    "webhooks.certificates.source=files, /webhooks/certificates/source",
    "watchNamespaces[0]=Team, /watchNamespaces/0",
    "operatorConfig.ingres.urlScheme=https, ingres",
    "operatorConfig.ingress=none, /operatorConfig/ingress",
    "operatorConfig.security.allowedModelSchema[0]=hf, allowedModelSchema",
    "operatorConfig.security.allowedModelSchemes=hf, /operatorConfig/security/allowedModelSchemes",
    "operatorConfig.security.endpointPickerAccounts=none, /operatorConfig/security/endpointPickerAccounts",
    "presets.enabled=maybe, /presets/enabled",
    "presets.prefix=Team-, /presets/prefix",
    "serviceAccount.nam=x, nam",
    "labels.team=1, /labels/team",
    "metrics.serviceMonitor.interval=often, /metrics/serviceMonitor/interval",
    "metrics.prometheusRule.readySeconds=0, /metrics/prometheusRule/readySeconds",
    "metrics.dashboards.labels.team=1, /metrics/dashboards/labels/team",
    "podDisruptionBudget.maxUnavailable=some, /podDisruptionBudget/maxUnavailable",
    "networkPolicy.from[0].pods=x, pods",
  })
  void refusesWhatItDoesNotKnow(String value, String named) {
    // When
    Command.Result refused = helm.run("template", "llmisvc", CHART, "--set", value);
    // Then
    assertThat(refused.status()).isNotZero();
    assertThat(refused.err().lines().filter(line -> line.startsWith("- at")))
        .singleElement()
        .asString()
        .contains("'" + named + "'");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(home, "", ".yaml"), yaml);
  }

  private Map<String, ObjectNode> template(String namespace, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("template", "a-release", CHART, "--namespace", namespace));
    arguments.addAll(List.of(more));
    String rendered = helm.run(arguments.toArray(String[]::new)).orThrow();
    return byName(AppliedManifests.read(write(rendered)).stream());
  }

  private Map<String, ObjectNode> shippedIn(String namespace) {
    return shipped("", namespace);
  }

  /** What kustomize gives in this namespace, as a release should have it. */
  private Map<String, ObjectNode> shipped(String overlay, String namespace) {
    List<ObjectNode> built =
        BUILT.computeIfAbsent(
            List.of(overlay, namespace),
            key ->
                AppliedManifests.read(
                    Kustomize.buildIn(namespace, KUBERNETES.resolve(overlay), home)));
    return byName(
        built.stream()
            .filter(object -> !object.path("kind").asText().equals("Namespace"))
            .map(ObjectNode::deepCopy)
            .peek(object -> release(object, namespace)));
  }

  private static void release(ObjectNode object, String namespace) {
    String kind = object.path("kind").asText();
    ObjectNode metadata = (ObjectNode) object.path("metadata");
    if (!kind.equals("CustomResourceDefinition")) {
      label(metadata);
    }
    if (kind.equals("Deployment")) {
      label((ObjectNode) object.at("/spec/template/metadata"));
    }
    switch (kind) {
      case "LLMInferenceServiceConfig" ->
          metadata
              .putObject("annotations")
              .put("helm.sh/hook", "pre-install,pre-upgrade")
              .put("helm.sh/hook-delete-policy", "hook-failed");
      case "ConfigMap" -> {
        ObjectNode data = (ObjectNode) object.path("data");
        if (data.path("ingress") instanceof TextNode ingress) {
          data.put("ingress", ingress.asText().replace("\"kserve/", "\"" + namespace + "/"));
        }
      }
      default -> {}
    }
  }

  /** What Helm's guide recommends for every object; definitions are no templates. */
  private static void label(ObjectNode metadata) {
    String version = version();
    metadata
        .withObjectProperty("labels")
        .put("app.kubernetes.io/name", "llmisvc-controller-manager")
        .put("app.kubernetes.io/instance", "a-release")
        .put("app.kubernetes.io/version", version)
        .put("app.kubernetes.io/component", "operator")
        .put("app.kubernetes.io/part-of", "llmisvc")
        .put("app.kubernetes.io/managed-by", "Helm")
        .put("helm.sh/chart", "llmisvc-" + version);
  }

  private static String version() {
    try (InputStream text =
        requireNonNull(HelmChartTest.class.getResourceAsStream("/version.txt"))) {
      return new String(text.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, ObjectNode> byName(Stream<ObjectNode> objects) {
    Map<String, ObjectNode> byName = new TreeMap<>();
    objects.forEach(
        object -> {
          String key = key(object);
          assertThat(byName.put(key, object)).as("another %s", key).isNull();
        });
    return byName;
  }

  private static ObjectNode data(Map<String, ObjectNode> objects) {
    return (ObjectNode)
        requireNonNull(objects.get("ConfigMap inferenceservice-config")).path("data").deepCopy();
  }

  private static String key(ObjectNode object) {
    return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
  }

  private static JsonNode deployment(Map<String, ObjectNode> objects) {
    return requireNonNull(objects.get("Deployment llmisvc-controller-manager"));
  }
}
