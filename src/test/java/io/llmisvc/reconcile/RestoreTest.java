package io.llmisvc.reconcile;

import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The API server's data goes back to a backup, and its resource versions with it. */
class RestoreTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void notesThatTimeWentBackAndServesWhatThereIsThen() {
    try (OperatorWorld world = OperatorWorld.bare()) {
      // Given
      String namespace = world.newNamespace();
      TestOperator before = world.startElectedOperator();
      world.apply(namespace, service(1));
      Await.until("it is made", PATIENCE, () -> replicas(world, namespace) == 1);
      Path backup = world.controlPlane().backUp();
      world.apply(namespace, service(2));
      Await.until("it is changed", PATIENCE, () -> replicas(world, namespace) == 2);
      // When
      world.controlPlane().restore(backup);
      // Then
      Await.until("it asks for a restart", PATIENCE, before::wantsRestart);
      // When
      world.stopOperator();
      world.startElectedOperator();
      world.child(Kind.SERVICE, namespace, "llm-kserve-workload-svc").delete();
      world.apply(namespace, service(3));
      // Then
      Await.until("it is changed again", PATIENCE, () -> replicas(world, namespace) == 3);
      Await.until(
          "what is lost is made again",
          PATIENCE,
          () -> world.exists(Kind.SERVICE, namespace, "llm-kserve-workload-svc"));
    }
  }

  private static int replicas(OperatorWorld world, String namespace) {
    var deployment =
        world.admin().apps().deployments().inNamespace(namespace).withName("llm-kserve").get();
    return deployment == null ? 0 : deployment.getSpec().getReplicas();
  }

  private static String service(int replicas) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceService
    metadata: {name: llm}
    spec: {model: {uri: "hf://a/b"}, replicas: %d}
    """
        .formatted(replicas);
  }
}
