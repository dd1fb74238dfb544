package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The native binary as an operator, with the rights that it has in a cluster, connected by an
 * elliptic client key.
 */
@Tag("native")
class NativeOperatorTest {

  @Test
  void makesASampleReady() throws Exception {
    // Given
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      assertThat(built).anyMatch(file -> file.toString().endsWith("-runner"));
    }
    try (DevCluster cluster = DevCluster.start()) {
      // When
      Manifests.apply(cluster.admin(), Path.of("samples/20-complete.yaml"));
      // Then
      Await.until("the sample is ready", Duration.ofMinutes(2), () -> isReady(cluster));
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
