package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models in OCI images, among real controllers. */
class ModelImagesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String IMAGE = "registry.example.com/models/llama:1.0";

  private final OperatorWorld world = OperatorWorld.shared();

  @Test
  void aModelcarRunsToReadyAndBecomesAnImageVolumeAndBack() {
    // Given
    String namespace = world.newNamespace();
    // When
    world.apply(namespace, service("oci://" + IMAGE));
    // Then
    awaitReady(namespace);
    PodSpec modelcar = pods(namespace);
    assertThat(modelcar.getShareProcessNamespace()).isTrue();
    assertThat(names(modelcar.getContainers())).containsExactly("main", "modelcar");
    assertThat(names(modelcar.getInitContainers())).containsExactly("modelcar-init");
    // When
    world.apply(namespace, service("oci+native://" + IMAGE));
    // Then
    Await.until(
        "the image is a volume", PATIENCE, () -> images(pods(namespace)).equals(List.of(IMAGE)));
    awaitReady(namespace);
    PodSpec volume = pods(namespace);
    assertThat(volume.getShareProcessNamespace()).isNull();
    assertThat(names(volume.getContainers())).containsExactly("main");
    assertThat(volume.getInitContainers()).isEmpty();
    assertThat(world.condition(namespace, "llm", "OciImageVolumeCompatible").orElseThrow().reason())
        .isEqualTo("ImageVolumeAlpha");
    // When
    world.apply(namespace, service("oci://" + IMAGE));
    // Then
    Await.until("the modelcar is back", PATIENCE, () -> pods(namespace).equals(modelcar));
    Await.until(
        "nothing is said of volumes",
        PATIENCE,
        () -> world.condition(namespace, "llm", "OciImageVolumeCompatible").isEmpty());
    awaitReady(namespace);
  }

  @Test
  void aPassThatChangesNothingWritesNothing() {
    // Given
    String namespace = world.newNamespace();
    world.apply(namespace, service("oci://" + IMAGE));
    awaitReady(namespace);
    world.awaitQuiet();
    Instant since = Instant.now();
    // When
    world.edit(
        namespace,
        "llm",
        service -> {
          service.getMetadata().setAnnotations(Map.of("example.com/touched", "true"));
          return service;
        });
    world.awaitQuiet();
    // Then
    assertThat(world.writesSince(since)).noneMatch(write -> write.namespace().equals(namespace));
  }

  /** The account that the operator makes takes over the pull secrets of the default one. */
  @Test
  void aManagedAccountPullsWithTheLoginsOfTheDefaultOne() {
    // Given
    String namespace = world.newNamespace();
    Await.until(
        "the default account is there",
        PATIENCE,
        () ->
            world.admin().serviceAccounts().inNamespace(namespace).withName("default").get()
                != null);
    world
        .admin()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName("default")
        .edit(
            account -> {
              account.setImagePullSecrets(List.of(new LocalObjectReference("registry-login")));
              return account;
            });
    // When
    world.apply(
        namespace,
        service("oci://" + IMAGE) + "  parallelism: {data: 2, dataLocal: 1}\n  worker: {}\n");
    // Then
    Await.until(
        "the account has the login",
        PATIENCE,
        () -> logins(namespace).equals(List.of("registry-login")));
  }

  private List<String> logins(String namespace) {
    var account =
        world.admin().serviceAccounts().inNamespace(namespace).withName("llm-kserve-mn").get();
    return account == null
        ? List.of()
        : account.getImagePullSecrets().stream().map(LocalObjectReference::getName).toList();
  }

  private static String service(String uri) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceService
    metadata: {name: llm}
    spec:
      model: {uri: "%s"}
    """
        .formatted(uri);
  }

  private void awaitReady(String namespace) {
    Await.until("the service is ready", PATIENCE, () -> world.isReady(namespace, "llm"));
  }

  private PodSpec pods(String namespace) {
    return world
        .admin()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("llm-kserve")
        .get()
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static List<String> names(List<Container> containers) {
    return containers.stream().map(Container::getName).toList();
  }

  private static List<String> images(PodSpec pod) {
    return pod.getVolumes().stream()
        .filter(volume -> volume.getImage() != null)
        .map(volume -> volume.getImage().getReference())
        .toList();
  }
}
