package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class FrameworkStartTest {
  private final Operator operator = mock(Operator.class);
  private final Leader leader = mock(Leader.class);
  private final OperatorRuntime runtime = mock(OperatorRuntime.class);
  private final FrameworkStart start = new FrameworkStart(runtime, operator, leader);

  @Test
  void leadsOnceAllIsListedAndLetsGoFirst() throws Exception {
    // When
    start.start(new StartupEvent());
    // Then
    verify(leader, timeout(60_000)).start();
    assertThat(start.isDone()).isTrue();
    // When
    start.letGo(new ShutdownEvent());
    start.stop(new ShutdownEvent());
    // Then
    InOrder order = inOrder(runtime, operator, leader);
    order.verify(runtime).read();
    order.verify(operator).start();
    order.verify(leader).start();
    order.verify(leader).stop();
    order.verify(operator).stop();
  }

  @Test
  void stopsWhileTheFrameworkStillWaits() throws Exception {
    // Given
    CountDownLatch begun = new CountDownLatch(1);
    doAnswer(
            call -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new OperatorException(e);
              }
              return null;
            })
        .when(operator)
        .start();
    start.start(new StartupEvent());
    begun.await();
    // When
    start.letGo(new ShutdownEvent());
    // Then
    assertThat(start.isDone()).isFalse();
    verify(leader, never()).start();
    verify(leader).stop();
  }
}
