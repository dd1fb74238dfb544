package io.llmisvc.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.JsonReader;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Reads, answers and writes reviews of one kind in a few threads, which end while there are none.
 * Few may wait: whoever came later than these is told at once to try again.
 */
final class Reviews implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Reviews.class);
  private static final int IDLE_SECONDS = 30;

  private final ReviewKind kind;
  private final RequestMeter meter;
  private final ThreadPoolExecutor workers;

  /**
   * @param waiting how many reviews may wait for a thread
   */
  Reviews(ReviewKind kind, int threads, int waiting, RequestMeter meter) {
    this.kind = kind;
    this.meter = meter;
    workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name("llmisvc-" + kind.thread() + "-", 0).factory());
    workers.allowCoreThreadTimeOut(true);
  }

  /**
   * @param answered called once, unless the review was cancelled
   * @return cancels it
   */
  Runnable begin(ReviewEndpoint endpoint, byte[] body, Consumer<Answer> answered) {
    FutureTask<?> task = new FutureTask<>(() -> answered.accept(answer(endpoint, body)), null);
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      answered.accept(Answer.busy());
    }
    return () -> cancel(task);
  }

  /** One that waits makes room for others. */
  private void cancel(FutureTask<?> task) {
    task.cancel(true);
    workers.remove(task);
  }

  private Answer answer(ReviewEndpoint endpoint, byte[] body) {
    try {
      JsonNode review = kind.read(body);
      if (!(review instanceof ObjectNode object) || !kind.isKindOf(review)) {
        return Answer.plain(400, "no " + kind);
      }
      ObjectNode answer = endpoint.handler().answer(object);
      byte[] written = kind.written(answer);
      meter.reviewed(endpoint.path(), ReviewVerdict.of(kind, answer));
      return Answer.review(written);
    } catch (JsonProcessingException e) {
      return Answer.plain(400, JsonReader.reason(e));
    } catch (IOException | RuntimeException | Error e) {
      meter.reviewed(endpoint.path(), ReviewVerdict.FAILED);
      LOG.errorf("a review failed: path=%s error=%s", endpoint.path(), place(e));
      return Answer.plain(500, "the review failed; the operator's log says where");
    }
  }

  /** What the error says may be of the object, which belongs in no log. */
  private static String place(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    return error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  boolean isAlive() {
    return !workers.isShutdown();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
