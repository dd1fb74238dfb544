package io.llmisvc.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llmisvc.cluster.serving.MetricsReaders.Standing;
import io.llmisvc.metrics.Meters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells metrics to those who may read them, each with a bearer token of the cluster. */
final class MetricsSite implements Site {
  private static final String PATH = "/metrics";
  private static final String BEARER = "Bearer ";
  private static final int THREADS = 2;
  private static final int WAITING = 8;
  private static final int IDLE_SECONDS = 30;

  private final Meters meters;
  private final Function<String, Standing> readers;
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("llmisvc-metrics-", 0).factory());

  /**
   * @param readers what is known of somebody with a token; may take a while
   */
  MetricsSite(Meters meters, Function<String, Standing> readers) {
    this.meters = meters;
    this.readers = readers;
    workers.allowCoreThreadTimeOut(true);
  }

  @Override
  public void serve(HttpServerRequest request, Exchange exchange) {
    @Nullable String authorization = request.getHeader("Authorization");
    @Nullable String accept = request.getHeader("Accept");
    if (!PATH.equals(request.path())) {
      exchange.refuse(Answer.plain(404, "metrics are at " + PATH));
    } else if (!request.method().equals(HttpMethod.GET)) {
      exchange.refuse(Answer.plain(405, Map.of("Allow", "GET"), "metrics are got"));
    } else if (authorization == null || !authorization.startsWith(BEARER)) {
      exchange.refuse(unknown());
    } else {
      String token = authorization.substring(BEARER.length()).strip();
      exchange.receive(
          (body, answered) -> {
            try {
              workers.execute(() -> answered.accept(answer(token, accept)));
            } catch (RejectedExecutionException e) {
              answered.accept(Answer.busy());
            }
            return () -> {};
          });
    }
  }

  private Answer answer(String token, @Nullable String accept) {
    return switch (readers.apply(token)) {
      case ADMITTED -> page(meters.scrape(accept));
      case UNKNOWN -> unknown();
      case REFUSED -> Answer.plain(403, "no right to get the path " + PATH);
      case UNANSWERED -> Answer.plain(503, "the API server does not say who this is; try again");
    };
  }

  private static Answer page(Meters.Page page) {
    return new Answer(200, Map.of("Content-Type", page.contentType()), page.text().getBytes(UTF_8));
  }

  private static Answer unknown() {
    return Answer.plain(
        401, Map.of("WWW-Authenticate", "Bearer"), "metrics are told to who has a token");
  }

  @Override
  public void answered(HttpServerRequest request, int status, Duration time) {
    // those who scrape count that
  }

  @Override
  public boolean isAlive() {
    return !workers.isShutdown();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  @Override
  public String toString() {
    return "metrics";
  }
}
