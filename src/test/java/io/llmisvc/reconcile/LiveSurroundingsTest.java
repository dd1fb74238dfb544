package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveSurroundingsTest {
  private final LiveSurroundings around = new LiveSurroundings(mock(OperatorRuntime.class), 3);

  @Test
  void leavesAThreadToWhatTakesNoTime() {
    // Given
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch released = new CountDownLatch(1);
    List<CompletableFuture<String>> slow =
        Stream.of("a", "b").map(name -> begin(() -> held(name, begun, released))).toList();
    await(begun);
    // When // Then
    assertThat(around.whenThereIsRoom(() -> "c")).isEmpty();
    // When
    released.countDown();
    // Then
    assertThat(slow).extracting(CompletableFuture::join).containsExactly("a", "b");
    assertThat(around.whenThereIsRoom(() -> "c")).contains("c");
  }

  @Test
  void hasRoomAgainAfterAFailure() {
    for (int i = 0; i < 3; i++) {
      assertThatIllegalStateException().isThrownBy(() -> around.whenThereIsRoom(this::fail));
    }
  }

  /** In a thread of its own. */
  private static CompletableFuture<String> begin(Supplier<String> work) {
    return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
  }

  private String fail() {
    throw new IllegalStateException();
  }

  private String held(String name, CountDownLatch begun, CountDownLatch released) {
    return around
        .whenThereIsRoom(
            () -> {
              begun.countDown();
              await(released);
              return name;
            })
        .orElse("no room");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
