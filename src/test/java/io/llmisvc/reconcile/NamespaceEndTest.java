package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Await;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A namespace that is deleted with services in it is no trouble, and nobody is told of any. */
class NamespaceEndTest {
  private static final int SERVICES = 5;

  private final OperatorWorld world = OperatorWorld.shared();
  private final String namespace = world.newNamespace();
  private final Warnings warnings = new Warnings();

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(warnings);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(warnings);
  }

  @Test
  void leavesNoTraceInTheLog() {
    // Given
    List<String> names = IntStream.range(0, SERVICES).mapToObj(i -> "llm-" + i).toList();
    names.forEach(name -> world.apply(namespace, OperatorWorld.routed(name)));
    names.forEach(name -> world.await(namespace, name, "PresetsCombined", "True"));
    // When
    world.admin().namespaces().withName(namespace).delete();
    Await.until("it is gone", () -> world.admin().namespaces().withName(namespace).get() == null);
    // Then
    assertThat(world.controlPlane().auditLog().entries())
        .as("refused writes, so that there was something to tell")
        .anyMatch(
            entry ->
                entry.user().equals(OperatorWorld.OPERATOR)
                    && entry.namespace().equals(namespace)
                    && entry.code() == 403);
    assertThat(warnings.about(namespace)).isEmpty();
  }

  private static final class Warnings extends Handler {
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= Level.WARNING.intValue()
          && new RetryNoise().isLoggable(record)) {
        records.add(record);
      }
    }

    List<String> about(String namespace) {
      return records.stream().map(Warnings::text).filter(text -> text.contains(namespace)).toList();
    }

    private static String text(LogRecord record) {
      List<Object> parameters =
          record.getParameters() == null ? List.of() : List.of(record.getParameters());
      return record.getMessage() + " " + parameters + " " + record.getThrown();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
