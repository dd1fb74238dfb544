package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.api.ServingApi;
import io.llmisvc.cluster.RawJson;
import io.llmisvc.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the API server stores: the operator sees it, says so, and goes on with the others. */
class HostileObjectsTest {
  private static final int OBJECTS = 60;
  private static final OperatorWorld WORLD = OperatorWorld.bare();

  /** Reads and writes what the API server takes. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(RawJson.AS_STORED)
              .streamWriteConstraints(
                  StreamWriteConstraints.builder().maxNestingDepth(100_000).build())
              .build());

  private final String namespace = WORLD.newNamespace();

  @BeforeAll
  static void start() {
    WORLD.installOtherProjects();
    WORLD.startOperator();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void goesOnNoticingEditsOfConfigsAfterOneWithATemplateInAQuantity() {
    // Given
    WORLD.apply(namespace, config("sound", "replicas: 1"));
    WORLD.apply(
        namespace,
        OperatorWorld.routed("llm").replace("  replicas: 1\n", "  baseRefs: [{name: sound}]\n"));
    WORLD.awaitReady(namespace, "llm");
    // When
    WORLD.apply(
        namespace,
        config(
            "templated",
            "template: {containers: [{name: main, resources: {limits: {memory: "
                + "\"{{ .Spec.Parallelism.Tensor }}Gi\"}}}]}"));
    WORLD.apply(namespace, config("sound", "replicas: 2"));
    // Then
    Await.until(
        "the edit reaches the deployment",
        () ->
            WORLD
                    .admin()
                    .apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName("llm-kserve")
                    .get()
                    .getSpec()
                    .getReplicas()
                == 2);
  }

  @Test
  void saysSomethingOfEveryObjectThatTheApiServerStores() {
    // Given
    long seed = System.nanoTime();
    Random random = new Random(seed);
    // When
    List<String> services = new ArrayList<>();
    List<String> configs = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      ObjectNode spec = HostileSpecs.random(random);
      if (stores(ServingApi.CONFIG_PLURAL, ServingApi.CONFIG_KIND, "config-" + i, spec)) {
        configs.add("config-" + i);
        ObjectNode user = JSON.createObjectNode();
        user.putArray("baseRefs").addObject().put("name", "config-" + i);
        if (stores(ServingApi.SERVICE_PLURAL, ServingApi.SERVICE_KIND, "user-" + i, user)) {
          services.add("user-" + i);
        }
      }
      if (stores(ServingApi.SERVICE_PLURAL, ServingApi.SERVICE_KIND, "service-" + i, spec)) {
        services.add("service-" + i);
      }
    }
    WORLD.apply(namespace, OperatorWorld.routed("sound"));
    // Then
    WORLD.awaitReady(namespace, "sound");
    assertThat(configs).as("seed %d", seed).hasSizeGreaterThan(OBJECTS / 4);
    for (String name : services) {
      Await.until(
          "seed %d: a condition of service %s".formatted(seed, name),
          () -> isTold(ServingApi.SERVICE_PLURAL, name, "Ready"));
    }
    for (String name : configs) {
      Await.until(
          "seed %d: a condition of config %s".formatted(seed, name),
          () -> isTold(ServingApi.CONFIG_PLURAL, name, ""));
    }
  }

  @Test
  void namesThePlaceThatIsNestedTooDeep() {
    // Given
    ObjectNode spec = JSON.createObjectNode();
    spec.withObject("/model").put("uri", "hf://a/b");
    ObjectNode place = spec.withObject("/router/scheduler/config/inline");
    for (int i = 0; i < 3000; i++) {
      place = place.putObject("d");
    }
    // When
    assertThat(stores(ServingApi.SERVICE_PLURAL, ServingApi.SERVICE_KIND, "deep", spec)).isTrue();
    // Then
    Await.until(
        "a condition",
        () ->
            condition(ServingApi.SERVICE_PLURAL, "deep", "Ready")
                .path("status")
                .asText()
                .equals("False"));
    assertThat(condition(ServingApi.SERVICE_PLURAL, "deep", "Ready").path("message").asText())
        .contains("spec.router.scheduler.config.inline")
        .contains("levels");
  }

  @Test
  void deletesNothingOfOthersThatCarriesTheLabelsOfAService() {
    // Given
    WORLD.apply(namespace, OperatorWorld.routed("gone"));
    WORLD.awaitReady(namespace, "gone");
    WORLD.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: of-somebody-else
          labels: {app.kubernetes.io/name: gone, app.kubernetes.io/part-of: llminferenceservice}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [{kind: ServiceAccount, name: default, namespace: %s}]
        """
            .formatted(namespace));
    // When
    WORLD.service(namespace, "gone").delete();
    Await.until("the service is gone", () -> WORLD.service(namespace, "gone").get() == null);
    // Then
    var bindings = WORLD.admin().rbac().clusterRoleBindings();
    assertThat(bindings.withName("of-somebody-else").get()).isNotNull();
    assertThat(bindings.list().getItems())
        .noneMatch(binding -> binding.getMetadata().getName().startsWith(namespace + "-gone-epp"));
  }

  private boolean stores(String plural, String kind, String name, ObjectNode spec) {
    ObjectNode object = JSON.createObjectNode();
    object.put("apiVersion", ServingApi.GROUP + "/" + ServingApi.V1ALPHA2).put("kind", kind);
    object.putObject("metadata").put("name", name).put("namespace", namespace);
    object.set("spec", spec);
    try {
      WORLD.admin().raw(path(plural, ""), "POST", JSON.writeValueAsString(object));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (KubernetesClientException e) {
      if (e.getCode() >= 400 && e.getCode() < 500) {
        return false;
      }
      throw e;
    }
  }

  private boolean isTold(String plural, String name, String type) {
    JsonNode object = read(plural, name);
    return object.path("status").path("observedGeneration").asLong()
            == object.path("metadata").path("generation").asLong()
        && !condition(plural, name, type).isMissingNode();
  }

  /** The first condition of this type; of any when it is empty. */
  private JsonNode condition(String plural, String name, String type) {
    for (JsonNode condition : read(plural, name).path("status").path("conditions")) {
      if (type.isEmpty() || condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return JSON.missingNode();
  }

  private JsonNode read(String plural, String name) {
    try {
      return JSON.readTree(WORLD.admin().raw(path(plural, "/" + name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path(String plural, String rest) {
    return "/apis/%s/%s/namespaces/%s/%s%s"
        .formatted(ServingApi.GROUP, ServingApi.V1ALPHA2, namespace, plural, rest);
  }

  private static String config(String name, String spec) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceServiceConfig
    metadata: {name: %s}
    spec:
      %s
    """
        .formatted(name, spec);
  }
}
