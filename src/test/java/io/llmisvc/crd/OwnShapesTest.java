package io.llmisvc.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.api.ServingApi;
import io.llmisvc.conversion.ConversionReview;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.Kustomize;
import io.llmisvc.testing.ReviewServer;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An installation without conversion that gets it: the CRDs of {@code components/conversion} come
 * over the others, on a real API server that asks what answers reviews.
 */
final class OwnShapesTest {
  private static final Path KUBERNETES = Path.of("kubernetes");
  private static final String V1ALPHA1 = "serving.kserve.io/v1alpha1";
  private static final String V1ALPHA2 = "serving.kserve.io/v1alpha2";
  private static final String KEPT = "internal.serving.kserve.io/v1alpha2-spec";

  @TempDir private static Path work;
  private static ControlPlane controlPlane;
  private static ReviewServer webhook;
  private static final AtomicInteger MOST_OBJECTS = new AtomicInteger();
  private static final Map<String, GenericKubernetesResource> STORED_BEFORE = new LinkedHashMap<>();

  @BeforeAll
  static void upgrade() throws IOException {
    controlPlane = ControlPlane.start();
    webhook = ReviewServer.start(OwnShapesTest::answer);
    Crds.install(client(), KUBERNETES.resolve("base/crds"));
    Await.until("services are served", OwnShapesTest::isServed);
    for (GenericKubernetesResource object : storedBefore()) {
      STORED_BEFORE.put(object.getMetadata().getName(), create(object));
    }
    for (ObjectNode crd : crds(built())) {
      crd.withObject("/spec/conversion/webhook")
          .set("clientConfig", Yaml.object(webhook.clientConfig()));
      Files.writeString(
          Files.createDirectories(work.resolve("crds"))
              .resolve(crd.at("/metadata/name").asText() + ".yaml"),
          crd.toString());
    }
    Crds.install(client(), work.resolve("crds"));
    Await.until("reviews are asked for", () -> annotation(read(V1ALPHA1, "kv-cache")) != null);
  }

  private static ObjectNode answer(ObjectNode review) {
    MOST_OBJECTS.accumulateAndGet(review.at("/request/objects").size(), Math::max);
    return ConversionReview.answer(review);
  }

  @AfterAll
  static void stop() {
    webhook.close();
    controlPlane.close();
  }

  @Test
  void changesNothingButV1alpha1AndTheConversion() {
    // Given
    List<ObjectNode> own = crds(built());
    List<ObjectNode> union = crds(Kustomize.build(KUBERNETES, work.resolve("union.yaml")));
    assertThat(own).hasSize(2);
    for (int i = 0; i < own.size(); i++) {
      ObjectNode before = union.get(i);
      ObjectNode after = own.get(i);
      assertThat(after.at("/spec/conversion"))
          .isEqualTo(
              Yaml.object(
                  """
                  strategy: Webhook
                  webhook:
                    clientConfig:
                      service: {name: llmisvc-conversion-service, namespace: kserve, path: /convert, port: 443}
                    conversionReviewVersions: [v1, v1beta1]
                  """));

      // When
      after.withObject("/spec").set("conversion", before.at("/spec/conversion"));
      ObjectNode spec = spec(before);
      spec.remove("kvCacheOffloading");
      ((ObjectNode) spec.at("/prefill/properties")).remove("kvCacheOffloading");
      ((ObjectNode) spec.at("/model/properties")).remove("confidential");
      ((ObjectNode)
              spec.at("/router/properties/scheduler/properties/pool/properties/spec/properties"))
          .retain("selector", "targetPort", "targetPortNumber", "extensionRef");

      // Then
      assertThat(after).isEqualTo(before);
    }
  }

  /** The limit for the body of a review is one for an object. */
  @Test
  void isAskedAboutTheObjectsOfAListOneByOne() {
    assertThat(services(V1ALPHA1).list().getItems()).hasSizeGreaterThan(30);
    assertThat(MOST_OBJECTS).hasValue(1);
  }

  @Test
  void losesNothingThatWasStoredBefore() {
    STORED_BEFORE.forEach(
        (name, stored) -> {
          // When
          GenericKubernetesResource older = read(V1ALPHA1, name);
          older.getMetadata().setLabels(Map.of("touched", "yes"));
          strictly(older).update();

          // Then
          GenericKubernetesResource newer = read(V1ALPHA2, name);
          assertThat(newer.getAdditionalProperties())
              .as(name)
              .isEqualTo(stored.getAdditionalProperties());
          assertThat(newer.getMetadata().getAnnotations())
              .isEqualTo(stored.getMetadata().getAnnotations());
        });
  }

  @Test
  void hasTheWordsOfEachVersionInThatVersion() {
    // When
    create(
        service(
            V1ALPHA1,
            "own-words",
            """
            model: {uri: hf://a/b, criticality: High}
            router:
              scheduler:
                pool:
                  spec:
                    selector: {app: a}
                    targetPortNumber: 8000
                    extensionRef: {name: picker, portNumber: 9002}
            """));

    // Then
    assertThat(read(V1ALPHA2, "own-words").getMetadata().getAnnotations())
        .containsEntry("internal.serving.kserve.io/model-criticality", "High");
    assertThat(read(V1ALPHA2, "own-words").getAdditionalProperties().get("spec"))
        .isEqualTo(
            service(
                    V1ALPHA2,
                    "own-words",
                    """
                    model: {uri: hf://a/b}
                    router:
                      scheduler:
                        pool:
                          spec:
                            selector: {matchLabels: {app: a}}
                            targetPorts: [{number: 8000}]
                            endpointPickerRef: {name: picker, port: {number: 9002}}
                    """)
                .getAdditionalProperties()
                .get("spec"));
  }

  @Test
  void refusesWordsOfTheNewerVersionInTheOlder() {
    for (String field :
        List.of(
            "kvCacheOffloading: {cpu: 1Gi}",
            "prefill: {kvCacheOffloading: {cpu: 1Gi}}",
            "model: {uri: hf://a/b, confidential: {enabled: true}}",
            "router: {scheduler: {pool: {spec: {targetPorts: [{number: 8000}]}}}}",
            "router: {scheduler: {pool: {spec: {appProtocol: http}}}}",
            "router: {scheduler: {pool: {spec: {endpointPickerRef: {name: picker}}}}}")) {
      assertThatThrownBy(() -> create(service(V1ALPHA1, "newer-words", field)))
          .as(field)
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("unknown field");
    }
  }

  @Test
  void anEditInTheOlderVersionKeepsWhatItDoesNotTouch() {
    // Given
    create(
        service(
            V1ALPHA2,
            "edited",
            """
            kvCacheOffloading: {cpu: 1Gi}
            prefill: {kvCacheOffloading: {cpu: 2Gi}}
            router: {scheduler: {pool: {spec: {targetPorts: [{number: 8000}, {number: 8001}]}}}}
            """));

    // When
    GenericKubernetesResource older = read(V1ALPHA1, "edited");
    older.setAdditionalProperty(
        "spec",
        service(V1ALPHA1, "edited", "router: {scheduler: {pool: {spec: {targetPortNumber: 9000}}}}")
            .getAdditionalProperties()
            .get("spec"));
    strictly(older).update();

    // Then
    assertThat(read(V1ALPHA2, "edited").getAdditionalProperties().get("spec"))
        .isEqualTo(
            service(
                    V1ALPHA2,
                    "edited",
                    """
                    kvCacheOffloading: {cpu: 1Gi}
                    router: {scheduler: {pool: {spec: {targetPorts: [{number: 9000}, {number: 8001}]}}}}
                    """)
                .getAdditionalProperties()
                .get("spec"));
    assertThat(annotation(read(V1ALPHA2, "edited"))).isNull();
  }

  /** Objects in the words of both versions, stored while both were one. */
  private static List<GenericKubernetesResource> storedBefore() {
    Path folder = Path.of("src", "test", "resources");
    List<GenericKubernetesResource> objects =
        Stream.of(Path.of("samples"), folder.resolve("crd/accept"))
            .flatMap(OwnShapesTest::files)
            .flatMap(file -> Yaml.objects(read(file)).stream())
            .map(OwnShapesTest::resource)
            .filter(object -> object.getKind().equals("LLMInferenceService"))
            .toList();
    assertThat(objects).hasSizeGreaterThan(30);
    return objects;
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static GenericKubernetesResource create(GenericKubernetesResource object) {
    object.getMetadata().setNamespace("default");
    return strictly(object).create();
  }

  private static GenericKubernetesResource service(String version, String name, String spec) {
    ObjectNode object = Yaml.object("spec:\n" + spec.indent(2));
    object.put("apiVersion", version).put("kind", "LLMInferenceService");
    object.withObjectProperty("metadata").put("name", name);
    return resource(object);
  }

  private static GenericKubernetesResource resource(ObjectNode object) {
    return client()
        .getKubernetesSerialization()
        .convertValue(object, GenericKubernetesResource.class);
  }

  private static GenericKubernetesResource read(String version, String name) {
    return services(version).withName(name).require();
  }

  private static @Nullable String annotation(GenericKubernetesResource object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(KEPT);
  }

  private static Resource<GenericKubernetesResource> strictly(GenericKubernetesResource object) {
    return (Resource<GenericKubernetesResource>)
        services(object.getApiVersion()).resource(object).fieldValidation(Validation.STRICT);
  }

  private static NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      services(String apiVersion) {
    return client()
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(ServingApi.GROUP)
                .withVersion(apiVersion.substring(apiVersion.indexOf('/') + 1))
                .withKind(ServingApi.SERVICE_KIND)
                .withPlural(ServingApi.SERVICE_PLURAL)
                .withNamespaced(true)
                .build())
        .inNamespace("default");
  }

  private static boolean isServed() {
    try {
      return services(V1ALPHA1).list() != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private static KubernetesClient client() {
    return controlPlane.admin();
  }

  /** What an overlay of the base with the component gives. */
  private static Path built() {
    try {
      Path overlay = Files.createDirectories(work.resolve("overlay"));
      Path kubernetes = overlay.toRealPath().relativize(KUBERNETES.toRealPath());
      Files.writeString(
          overlay.resolve("kustomization.yaml"),
          """
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          resources: [%1$s/no-webhooks]
          components: [%1$s/components/conversion]
          """
              .formatted(kubernetes));
      return Kustomize.build(overlay, work.resolve("own.yaml"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<ObjectNode> crds(Path manifests) {
    return AppliedManifests.read(manifests).stream()
        .filter(object -> object.path("kind").asText().equals("CustomResourceDefinition"))
        .toList();
  }

  private static ObjectNode spec(ObjectNode crd) {
    return (ObjectNode)
        crd.at("/spec/versions/1/schema/openAPIV3Schema/properties/spec/properties");
  }
}
