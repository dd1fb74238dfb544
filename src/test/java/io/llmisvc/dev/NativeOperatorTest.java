package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The native binary as an operator, with the rights that it has in a cluster, connected by an
 * elliptic client key.
 */
@Tag("native")
class NativeOperatorTest {
  private static final Set<String> APPLIED_OTHERWISE =
      Set.of("CustomResourceDefinition", "Deployment");

  @Test
  void makesASampleReady() throws Exception {
    // Given
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      assertThat(built).anyMatch(file -> file.toString().endsWith("-runner"));
    }
    try (DevCluster cluster = DevCluster.start()) {
      // When
      AppliedManifests.apply(cluster.admin(), Path.of("samples/20-complete.yaml"));
      // Then
      Await.until("the sample is ready", Duration.ofMinutes(2), () -> isReady(cluster));
    }
  }

  /** As the overlay's first lines say, with a namespace of one's own. */
  @Test
  void servesOneNamespaceWithRightsInItOnly(@TempDir Path work) throws IOException {
    // Given
    Path built = Kustomize.build(Path.of("kubernetes/namespaced"), work.resolve("built.yaml"));
    Files.writeString(built, Files.readString(built).replace("team-a", "production"));
    List<ObjectNode> all = AppliedManifests.read(built);
    List<ObjectNode> manifests =
        all.stream()
            .filter(object -> !APPLIED_OTHERWISE.contains(object.path("kind").asText()))
            .sorted(
                Comparator.comparing(object -> !object.path("kind").asText().equals("Namespace")))
            .toList();
    try (DevCluster cluster = DevCluster.start(manifests, Kustomize.environment(all))) {
      // When
      AppliedManifests.apply(cluster.admin(), Path.of("samples/02-model.yaml"));
      AppliedManifests.apply(cluster.admin(), Path.of("samples/20-complete.yaml"));
      // Then
      Await.until("the sample is ready", Duration.ofMinutes(2), () -> isReady(cluster));
      assertThat(cluster.admin().rbac().clusterRoleBindings().list().getItems())
          .noneMatch(binding -> binding.getMetadata().getName().contains("llmisvc"));
      assertThat(
              cluster
                  .admin()
                  .resources(LLMInferenceService.class)
                  .inNamespace("default")
                  .list()
                  .getItems())
          .isNotEmpty()
          .allMatch(service -> service.getStatus() == null);
    }
  }

  @Test
  void letsGoOfItsLeaseWhenItIsStopped() {
    try (DevCluster cluster = DevCluster.start()) {
      // Given
      Await.until("it leads", Duration.ofMinutes(2), () -> !holder(cluster).isEmpty());
      // When
      cluster.operator().terminate();
      // Then
      assertThat(holder(cluster)).isEmpty();
    }
  }

  private static String holder(DevCluster cluster) {
    Lease lease =
        cluster
            .admin()
            .leases()
            .inNamespace("kserve")
            .withName("llminferenceservice-kserve-controller-manager")
            .get();
    return lease == null ? "" : lease.getSpec().getHolderIdentity();
  }

  private static boolean isReady(DevCluster cluster) {
    LLMInferenceService service =
        cluster
            .admin()
            .resources(LLMInferenceService.class)
            .inNamespace("production")
            .withName("llama-70b-production")
            .get();
    return service.getStatus() != null
        && service.getStatus().conditions().stream()
            .anyMatch(c -> "Ready".equals(c.type()) && "True".equals(c.status()));
  }
}
