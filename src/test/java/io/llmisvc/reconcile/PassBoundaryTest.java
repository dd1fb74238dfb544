package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmisvc.cluster.lease.LeaseTerm;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassBoundaryTest {
  private final AtomicInteger halts = new AtomicInteger();
  private final PassBoundary boundary =
      new PassBoundary(LeaseTerm.endless(), halts::incrementAndGet);

  @ParameterizedTest
  @ValueSource(
      classes = {
        StackOverflowError.class,
        NoClassDefFoundError.class,
        ExceptionInInitializerError.class,
        AssertionError.class
      })
  void letsNoErrorOut(Class<? extends Error> type) throws ReflectiveOperationException {
    // Given
    Error error = type.getDeclaredConstructor().newInstance();
    // When, Then
    assertThatThrownBy(() -> boundary.run(() -> fail(error)))
        .isInstanceOf(PassBoundary.BrokenPassException.class)
        .hasMessageContaining(type.getSimpleName())
        .hasCause(error);
    assertThat(halts).hasValue(0);
  }

  @Test
  void endsTheProcessWhenMemoryRanOut() {
    assertThatThrownBy(() -> boundary.run(() -> fail(new OutOfMemoryError("Java heap space"))))
        .isInstanceOf(PassBoundary.BrokenPassException.class);
    assertThat(halts).hasValue(1);
  }

  @Test
  void beginsNothingWithoutTheLease() {
    // Given
    PassBoundary standby = new PassBoundary(new LeaseTerm(), halts::incrementAndGet);
    AtomicInteger begun = new AtomicInteger();
    // When, Then
    assertThatThrownBy(() -> standby.run(begun::incrementAndGet))
        .isInstanceOf(LeaseTerm.NotLeadingException.class);
    assertThat(begun).hasValue(0);
  }

  private static Object fail(Error error) {
    throw error;
  }
}
