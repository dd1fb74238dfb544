package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.llmisvc.cluster.lease.LeaseTerm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassOutcomesTest {
  private static final HasMetadata OBJECT =
      new ConfigMapBuilder().withNewMetadata().withNamespace("team-a").endMetadata().build();

  private final NamespaceTurns turns = mock(NamespaceTurns.class);
  private final PassOutcomes outcomes = new PassOutcomes(turns);

  @Test
  void aPassThatFailsCountsForItsNamespace() {
    // When
    fail(new IllegalStateException("refused"));
    // Then
    verify(turns).failed("team-a");
  }

  @Test
  void theEndOfTheLeaseIsNoFaultOfANamespace() {
    // Given
    LeaseTerm over = new LeaseTerm();
    Throwable thrown = catchThrowable(over::require);
    assertThat(thrown).isInstanceOf(LeaseTerm.NotLeadingException.class);
    // When
    fail(new IllegalStateException(thrown));
    // Then
    verifyNoInteractions(turns);
  }

  private void fail(Exception cause) {
    outcomes.reconciliationFailed(OBJECT, mock(RetryInfo.class), cause, Map.of());
  }
}
