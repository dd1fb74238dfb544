package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.llmisvc.metrics.Bounded;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Counts and times what clients ask API servers for, and knows when one answered last. */
@Singleton
public final class ApiRequests implements Interceptor {
  private static final String NO_ANSWER = "0";
  private static final int SERVER_ERROR = 500;

  private final Meters meters;
  private final Clock clock;

  /** More than we ask for: others do not choose what that is. */
  private final Bounded resources = new Bounded(64);

  private volatile @Nullable Instant lastAnswer;

  @Inject
  ApiRequests(Meters meters) {
    this(meters, Clock.systemUTC());
  }

  public ApiRequests(Meters meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    meters.gauge(
        Metric.API_LAST_ANSWER,
        () -> lastAnswer().map(at -> at.toEpochMilli() / 1000.0).orElse(Double.NaN));
  }

  /** When the API server last answered with something else than an error of its own. */
  public Optional<Instant> lastAnswer() {
    return Optional.ofNullable(lastAnswer);
  }

  /** What comes back with the answer, and knows when the request was sent. */
  private record Timed(AsyncBody.Consumer<List<ByteBuffer>> all, long sent)
      implements AsyncBody.Consumer<List<ByteBuffer>> {
    @Override
    public void consume(List<ByteBuffer> value, AsyncBody body) throws Exception {
      all.consume(value, body);
    }

    @Override
    public <U> U unwrap(Class<U> target) {
      return all.unwrap(target);
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return new Timed(consumer, System.nanoTime());
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.@Nullable Consumer<List<ByteBuffer>> consumer) {
    ApiCall call = answered(request, response.code());
    if (consumer instanceof Timed timed && !call.isWatch()) {
      meters.record(
          Metric.API_REQUEST_DURATION,
          Duration.ofNanos(System.nanoTime() - timed.sent()),
          call.verb());
    }
  }

  /** Told of what the client tries again, so not of the last time; see {@link CountedLast}. */
  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    unanswered(request, failure);
  }

  /** Counts a request that got no answer, unless who sent it gave it up. */
  void unanswered(HttpRequest request, Throwable failure) {
    if (!(failure instanceof CancellationException)) {
      count(ApiCall.of(request.method(), request.uri()), NO_ANSWER);
    }
  }

  private ApiCall answered(HttpRequest request, int code) {
    if (code < SERVER_ERROR) {
      lastAnswer = clock.instant();
    }
    ApiCall call = ApiCall.of(request.method(), request.uri());
    count(call, String.valueOf(code));
    return call;
  }

  private void count(ApiCall call, String code) {
    meters.count(Metric.API_REQUESTS, call.verb(), resources.of(call.resource()), code);
  }
}
