package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Children that KServe's controller made, as {@code src/test/resources/takeover} has them recorded,
 * become ours without a restart.
 */
@WithControlPlane
class TakeoverTest {
  private static final Path RECORDED = Path.of("src/test/resources/takeover");

  private final KubernetesClient admin;
  private final KubernetesClient kserve;
  private final String namespace;
  private List<ServiceLife> lives = List.of();

  TakeoverTest(KubernetesClient admin, TestNamespace namespace) {
    this.admin = admin;
    this.kserve =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(admin.getConfiguration())
                    .withUserAgent("manager/v0.0.0 (linux/amd64) kubernetes/$Format")
                    .build())
            .build();
    this.namespace = namespace.name();
  }

  @AfterEach
  void end() {
    lives.forEach(ServiceLife::end);
    kserve.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefill-decode", "multi-node"})
  void changesNoPodAndNoSelectorAndDeletesNothing(String recorded) throws IOException {
    // Given
    ObjectNode service = service(recorded);
    ServiceLife life = life(service);
    List<ObjectNode> before = new ArrayList<>(made(life, recorded, service));

    // When
    life.become(wanted(service));

    // Then
    assertThat(before).isNotEmpty();
    before.removeIf(TakeoverTest::isBinding);
    for (ObjectNode object : before) {
      ObjectNode after = life.live(ObjectKey.of(object).orElseThrow());
      assertThat(after.at("/metadata/uid")).as("%s", object).isEqualTo(object.at("/metadata/uid"));
      assertThat(Differences.between(pods(object), pods(after)))
          .as("%s", object.at("/metadata/name"))
          .isEmpty();
      assertThat(after.at("/spec/selector")).isEqualTo(object.at("/spec/selector"));
    }
  }

  /** Two services could share the old name: namespace a-b, service c and namespace a, b-c. */
  @Test
  void bindsThePickerByAnUnambiguousNameBeforeItRemovesTheOldBinding() throws IOException {
    // Given
    ObjectNode service = service("prefill-decode");
    ServiceLife life = life(service);
    List<ObjectNode> before = made(life, "prefill-decode", service);
    ObjectNode old = before.stream().filter(TakeoverTest::isBinding).findFirst().orElseThrow();

    // When
    life.become(wanted(service));

    // Then
    String prefix = ObjectKey.of(old).orElseThrow().toString();
    assertThat(life.writes())
        .filteredOn(write -> write.contains("ClusterRoleBinding"))
        .satisfiesExactly(
            made -> assertThat(made).matches("CREATED " + prefix + "-[0-9a-f]{12}"),
            gone -> assertThat(gone).isEqualTo("DELETED " + prefix));
    assertThat(life.writes()).filteredOn(write -> write.startsWith("DELETED")).hasSize(1);
  }

  @Test
  void leavesWhatOthersWroteAndRemovesWhatThatControllerDid() throws IOException {
    // Given
    ObjectNode service = service("prefill-decode");
    ServiceLife life = life(service);
    made(life, "prefill-decode", service);
    patch(
        "kubectl-rollout",
        "{\"spec\": {\"template\": {\"metadata\": {\"annotations\":"
            + " {\"kubectl.kubernetes.io/restartedAt\": \"now\"}}}}}");
    patch(
        "pull-secrets",
        "{\"spec\": {\"template\": {\"spec\": {\"imagePullSecrets\": [{\"name\": \"pull\"}]}}}}");
    service.withObjectProperty("spec").remove(List.of("labels", "annotations"));
    container(service).remove("env");

    // When
    life.become(wanted(service));

    // Then
    JsonNode template = life.live(key("pd-kserve")).at("/spec/template");
    assertThat(template.at("/metadata/annotations").toString())
        .isEqualTo("{\"kubectl.kubernetes.io/restartedAt\":\"now\"}");
    assertThat(template.at("/spec/imagePullSecrets/0/name").asText()).isEqualTo("pull");
    assertThat(template.at("/spec/containers/0/env").findValuesAsText("name"))
        .contains("HOME")
        .doesNotContain("EXTRA");
  }

  @Test
  void holdsPodsBackUntilARolloutIsWanted() throws IOException {
    // Given
    ObjectNode service = service("prefill-decode");
    ServiceLife life = life(service);
    List<ObjectNode> before = made(life, "prefill-decode", service);
    ObjectNode held = service.deepCopy();
    held.withObjectProperty("metadata")
        .withObjectProperty("annotations")
        .put("serving.kserve.io/migration", "hold");
    container(held).put("image", "vllm/vllm-openai:v2");
    held.withObjectProperty("spec").put("replicas", 3);

    // When
    life.become(wanted(held));

    // Then
    JsonNode decode = life.live(key("pd-kserve"));
    assertThat(decode.at("/spec/replicas").asInt()).isEqualTo(3);
    for (ObjectNode object : before) {
      if (!isBinding(object)) {
        assertThat(pods(life.live(ObjectKey.of(object).orElseThrow()))).isEqualTo(pods(object));
      }
    }

    // When
    container(service).put("image", "vllm/vllm-openai:v2");
    life.become(wanted(service));

    // Then
    assertThat(life.live(key("pd-kserve")).at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo("vllm/vllm-openai:v2");
    assertThat(life.live(key("pd-kserve")).at("/metadata/annotations").toString())
        .doesNotContain("pods-held");
  }

  private void patch(String manager, String patch) {
    PatchContext context =
        new PatchContext.Builder()
            .withPatchType(PatchType.STRATEGIC_MERGE)
            .withFieldManager(manager)
            .build();
    admin.apps().deployments().inNamespace(namespace).withName("pd-kserve").patch(context, patch);
  }

  private ObjectKey key(String deployment) {
    return new ObjectKey(Kind.DEPLOYMENT, namespace, deployment);
  }

  private static ObjectNode container(ObjectNode service) {
    return (ObjectNode) service.at("/spec/template/containers/0");
  }

  private ServiceLife life(ObjectNode service) {
    ServiceLife life = new ServiceLife(admin, ServiceMeta.of(service));
    lives = List.of(life);
    return life;
  }

  private static boolean isBinding(ObjectNode object) {
    return object.path("kind").asText().equals("ClusterRoleBinding");
  }

  private static JsonNode pods(ObjectNode object) {
    ObjectNode pods = JsonNodeFactory.instance.objectNode();
    pods.set("template", object.at("/spec/template"));
    pods.set("groups", object.at("/spec/leaderWorkerTemplate"));
    return pods;
  }

  private ObjectNode service(String recorded) throws IOException {
    ObjectNode service = read(recorded + "/service.yaml").getFirst();
    service.withObjectProperty("metadata").put("namespace", namespace).put("uid", "uid-1");
    return service;
  }

  /** As that controller makes them. */
  private List<ObjectNode> made(ServiceLife life, String recorded, ObjectNode service)
      throws IOException {
    return children(recorded, service).map(object -> life.makeAs(kserve, object)).toList();
  }

  private Stream<ObjectNode> children(String recorded, ObjectNode service) throws IOException {
    return read(recorded + "/children.yaml").stream()
        .map(child -> OwnedChild.owned(ServiceMeta.of(service), child));
  }

  private static CorpusServices.Named wanted(ObjectNode service) throws IOException {
    Settings settings = Settings.defaults();
    Map<NamespacedName, ObjectNode> configs = new HashMap<>();
    Stream.concat(
            Presets.load(settings.configPrefix(), settings.systemNamespace()).stream(),
            Yaml.objects(Files.readString(RECORDED.resolve("configs.yaml"))).stream())
        .forEach(
            config ->
                configs.put(
                    new NamespacedName(
                        settings.systemNamespace(), config.at("/metadata/name").asText()),
                    config));
    return new CorpusServices.Named(
        service.at("/metadata/name").asText(),
        new Inputs(
            service,
            configs,
            settings,
            new ClusterFacts(
                EnumSet.complementOf(EnumSet.of(Kind.INFERENCE_OBJECTIVE_LLM_D)),
                Map.of(),
                Map.of())));
  }

  private List<ObjectNode> read(String file) throws IOException {
    return Yaml.objects(
        Files.readString(RECORDED.resolve(file)).replace("THE-NAMESPACE", namespace));
  }
}
