package io.llmisvc.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Several requests at once: each waits for the network more than for anything else. */
public final class Parallel {
  private static final int THREADS = 8;

  private Parallel() {}

  /** What becomes of each, in the order of the items; the first that fails fails all. */
  public static <T, R> List<R> map(List<T> items, Function<T, R> function) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(THREADS, items.size())),
            Thread.ofPlatform().daemon().name("llmisvc-read-", 0).factory())) {
      List<Future<R>> futures = new ArrayList<>();
      items.forEach(item -> futures.add(threads.submit(() -> function.apply(item))));
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException inner) {
        throw inner;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
