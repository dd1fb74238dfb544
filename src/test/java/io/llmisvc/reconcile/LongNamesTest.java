package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.llmisvc.testing.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A name of 63 characters leaves no room for what controllers add to the names of our children. */
class LongNamesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NAME = "n" + "a-very-long-name-".repeat(4).substring(0, 61) + "z";

  private static final String GROUP_OF_TWO =
      "  parallelism: {data: 2, dataLocal: 1}\n  worker: {}\n";

  private final OperatorWorld world = OperatorWorld.shared();

  @ParameterizedTest
  @EnumSource
  void runsToReady(Shape shape) {
    // Given
    assertThat(NAME).hasSize(63);
    String namespace = world.newNamespace();
    // When
    world.apply(namespace, OperatorWorld.routed(NAME) + shape.fields);
    // Then
    Await.until(shape + " is ready", PATIENCE, () -> world.isReady(namespace, NAME));
    assertThat(pods(namespace)).hasSize(shape.pods);
  }

  /** What the service is made of, and how many pods that takes, its picker included. */
  private enum Shape {
    ONE_POD("", 2),
    PREFILL_AND_DECODE("  prefill: {replicas: 1}\n", 3),
    GROUPS(GROUP_OF_TWO, 3),
    GROUPS_OF_PREFILL_AND_DECODE(
        GROUP_OF_TWO
            + "  prefill: {replicas: 1, parallelism: {data: 2, dataLocal: 1}, worker: {}}\n",
        5);

    private final String fields;
    private final int pods;

    Shape(String fields, int pods) {
      this.fields = fields;
      this.pods = pods;
    }
  }

  private List<Pod> pods(String namespace) {
    return world.admin().pods().inNamespace(namespace).list().getItems();
  }
}
