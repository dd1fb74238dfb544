package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class RetryNoiseTest {
  private final RetryNoise noise = new RetryNoise();

  @Test
  void aWatchThatIsTriedAgainIsOneLine() {
    // Given
    ExtLogRecord record =
        record("io.fabric8.kubernetes.client.informers.impl.cache.Reflector", "list failed for %s");
    record.setParameters(new Object[] {"pods"});
    record.setThrown(new IOException("connection refused: 100%s\nat line two"));
    // When
    boolean isLoggable = noise.isLoggable(record);
    // Then
    assertThat(isLoggable).isTrue();
    assertThat(record.getThrown()).isNull();
    assertThat(record.getFormattedMessage())
        .isEqualTo("list failed for pods: connection refused: 100%s");
  }

  /** As the framework logs it for each object that waited when the operator was stopped. */
  @Test
  void aWriteAfterTheLeasesEndIsOneLine() {
    // Given
    ExtLogRecord record = record("io.javaoperatorsdk.operator.processing", "uncaught");
    record.setThrown(
        new OperatorException(
            new KubernetesClientException("invalid duration \"lease-is-over\"", 400, null)));
    // When
    boolean isLoggable = noise.isLoggable(record);
    // Then
    assertThat(isLoggable).isTrue();
    assertThat(record.getThrown()).isNull();
    assertThat(record.getFormattedMessage()).startsWith("uncaught: ").contains("lease-is-over");
  }

  @Test
  void whatElseFailsKeepsItsStackTrace() {
    // Given
    ExtLogRecord record = record("io.llmisvc.reconcile.Leader", "the lease is lost");
    IOException thrown = new IOException("connection refused");
    record.setThrown(thrown);
    // When
    boolean isLoggable = noise.isLoggable(record);
    // Then
    assertThat(isLoggable).isTrue();
    assertThat(record.getThrown()).isSameAs(thrown);
    assertThat(record.getFormattedMessage()).isEqualTo("the lease is lost");
  }

  @Test
  void aPassOfWhichTheFailureWasToldIsSilent() {
    // Given
    ExtLogRecord record = record("io.javaoperatorsdk.operator.processing", "error");
    record.setThrown(
        new IllegalStateException(new ServicePass.PassFailedException(List.of("child"))));
    // When and then
    assertThat(noise.isLoggable(record)).isFalse();
  }

  private static ExtLogRecord record(String logger, String message) {
    ExtLogRecord record =
        new ExtLogRecord(Level.WARN, message, FormatStyle.PRINTF, RetryNoiseTest.class.getName());
    record.setLoggerName(logger);
    return record;
  }
}
