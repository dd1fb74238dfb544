package io.llmisvc.dev.scale;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the operator for its health all the time, as a kubelet does but more often. */
final class Probes implements AutoCloseable {
  static final String READY = "/readyz";
  static final String HEALTHY = "/healthz";

  private static final long PERIOD_MILLIS = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final String management;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Duration> worst = new ConcurrentHashMap<>();

  /** The number of the process that answered this probe last. */
  private final Map<String, Integer> answering = new ConcurrentHashMap<>();

  private final AtomicInteger process = new AtomicInteger();
  private volatile boolean isReady;
  private final ScheduledExecutorService asking =
      Executors.newScheduledThreadPool(
          2, task -> Thread.ofPlatform().daemon().name("probe").unstarted(task));

  Probes(String management) {
    this.management = management;
    for (String path : List.of(READY, HEALTHY)) {
      var unused =
          asking.scheduleAtFixedRate(
              () -> probe(path), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** What was not answered since the last call counts for nothing: another process will. */
  void expectAnotherProcess() {
    process.incrementAndGet();
    isReady = false;
  }

  /** Whether the last answer was that. */
  boolean isReady() {
    return isReady;
  }

  void forget() {
    worst.clear();
  }

  long worstMillis(String path) {
    return worst.getOrDefault(path, Duration.ZERO).toMillis();
  }

  /** What it says of itself beside its health. */
  String metrics() {
    try {
      return client.send(request("/metrics"), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Override
  public void close() {
    asking.shutdownNow();
    client.shutdownNow();
  }

  private void probe(String path) {
    int asked = process.get();
    long start = System.nanoTime();
    try {
      int status = client.send(request(path), BodyHandlers.discarding()).statusCode();
      answered(path, asked, status, System.nanoTime() - start);
    } catch (IOException e) {
      boolean hadAnswered = answering.getOrDefault(path, -1) == asked;
      if (hadAnswered && process.get() == asked) {
        took(path, TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answered(String path, int asked, int status, long nanos) {
    took(path, Duration.ofNanos(nanos));
    if (process.get() == asked) {
      answering.put(path, asked);
      if (path.equals(READY)) {
        isReady = status == OK;
      }
    }
  }

  private void took(String path, Duration time) {
    worst.merge(path, time, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(management + path)).timeout(TIMEOUT).build();
  }
}
