package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import io.llmisvc.tree.Yaml;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A definition of the test's own, whose schema nobody wants to read. */
@WithControlPlane
class FollowedDefinitionTest {
  private final KubernetesClient admin;
  private final String group;
  private final String name;
  private final Traffic traffic = new Traffic();
  private final KubernetesClient client;
  private final Definitions definitions;
  private final Heard heard = new Heard();

  FollowedDefinitionTest(
      ControlPlane controlPlane, KubernetesClient admin, TestNamespace namespace) {
    this.admin = admin;
    this.group = namespace.name() + ".example.com";
    this.name = "things." + group;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(controlPlane.config())
            .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("traffic", traffic))
            .withKubernetesSerialization(ClientFormat.serialization())
            .build();
    this.definitions = new Definitions(client);
  }

  /** Counts reads of whole definitions, and can break them. */
  private static final class Traffic implements Interceptor {
    private final AtomicInteger whole = new AtomicInteger();
    private volatile boolean isBroken;

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (request.uri().getPath().endsWith("/customresourcedefinitions")
          && !isOfAWatch(request.uri().getQuery())) {
        whole.incrementAndGet();
        if (isBroken) {
          builder.uri(URI.create(request.uri() + "&timeout=no-duration"));
        }
      }
    }
  }

  /** What a watch lists comes in pages. */
  private static boolean isOfAWatch(String query) {
    return query.contains("watch=") || query.contains("limit=");
  }

  private static final class Heard implements FollowedDefinition.Listener {
    private final List<ObjectNode> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger deletions = new AtomicInteger();
    private final AtomicInteger absences = new AtomicInteger();
    private volatile boolean knowsAlready;

    @Override
    public boolean knowsAlready() {
      return knowsAlready;
    }

    @Override
    public void changed(ObjectNode object) {
      changes.add(object);
    }

    @Override
    public void absent() {
      absences.incrementAndGet();
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      deletions.incrementAndGet();
    }

    String last() {
      return changes.isEmpty()
          ? ""
          : changes.getLast().at("/metadata/annotations/example.com~1turn").asText();
    }
  }

  @BeforeEach
  void define() {
    AppliedManifests.apply(
        admin,
        Yaml.object(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: %s}
            spec:
              group: %s
              names: {kind: Thing, plural: things}
              scope: Namespaced
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, description: long}}
            """
                .formatted(name, group)));
    Await.until(
        "it is served",
        () -> !ApiDiscovery.of(admin).resources().apply(group + "/v1").join().isEmpty());
  }

  @AfterEach
  void remove() {
    client.close();
    definitions.close();
    Crds.remove(admin, name);
  }

  @Test
  void isReadWithoutSchemas() {
    try (FollowedDefinition followed = follow()) {
      Await.until("it is known", () -> followed.known().isDone());
      assertThat(heard.changes)
          .singleElement()
          .satisfies(
              it -> {
                JsonNode version = it.at("/spec/versions/0");
                assertThat(version.path("name").asText()).isEqualTo("v1");
                assertThat(version.path("served").asBoolean()).isTrue();
                assertThat(version.has("schema")).isFalse();
                assertThat(it.at("/status/storedVersions/0").asText()).isEqualTo("v1");
                assertThat(it.at("/metadata/name").asText()).isEqualTo(name);
                assertThat(it.at("/metadata/resourceVersion").asText()).isNotEmpty();
                assertThat(it.at("/status/conditions").findValuesAsText("type"))
                    .contains("Established");
              });
      assertThat(heard.absences).hasValue(0);
      assertThat(followed.state().resource()).isEqualTo("customresourcedefinitions");
    }
  }

  @Test
  void isNotReadBeforeItChangesWhenAllIsKnown() {
    // Given
    heard.knowsAlready = true;
    try (FollowedDefinition followed = follow()) {
      Await.until("it is known", () -> followed.known().isDone());
      assertThat(traffic.whole).hasValue(0);
      // When
      annotate("one");
      // Then
      Await.until("the change is heard", () -> heard.last().equals("one"));
      assertThat(traffic.whole).hasValue(1);
      assertThat(heard.changes).hasSize(1);
    }
  }

  @Test
  void isReadAgainUntilItCanBe() {
    // Given
    traffic.isBroken = true;
    try (FollowedDefinition followed = follow()) {
      Await.until("it was tried twice", () -> traffic.whole.get() >= 2);
      assertThat(followed.known()).isNotDone();
      // When
      traffic.isBroken = false;
      // Then
      Await.until("it is known", () -> followed.known().isDone());
      assertThat(heard.changes).hasSize(1);
    }
  }

  @Test
  void itsEndIsTold() {
    // Given
    try (FollowedDefinition followed = follow()) {
      Await.until("it is known", () -> followed.known().isDone());
      // When
      Crds.remove(admin, name);
      // Then
      Await.until("the end is heard", () -> heard.deletions.get() == 1);
      // When
      define();
      // Then
      Await.until("it is heard of again", () -> isEstablished(heard.changes.getLast()));
    }
  }

  @Test
  void oneThatIsNotThereIsKnown() {
    try (FollowedDefinition followed =
        new FollowedDefinition(definitions, "others." + group, heard)) {
      Await.until("it is known", () -> followed.known().isDone());
      assertThat(heard.changes).isEmpty();
      assertThat(heard.absences).hasValue(1);
      assertThat(traffic.whole).hasValue(0);
    }
  }

  private static boolean isEstablished(JsonNode definition) {
    for (JsonNode condition : definition.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Established")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private FollowedDefinition follow() {
    return new FollowedDefinition(definitions, name, heard);
  }

  private void annotate(String turn) {
    Resource<GenericKubernetesResource> definition =
        admin.genericKubernetesResources(Definitions.CONTEXT).withName(name);
    definition.edit(
        it -> {
          it.getMetadata().setAnnotations(Map.of("example.com/turn", turn));
          return it;
        });
  }
}
