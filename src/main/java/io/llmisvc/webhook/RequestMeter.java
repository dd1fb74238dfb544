package io.llmisvc.webhook;

import io.llmisvc.metrics.Bounded;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import java.time.Duration;
import java.util.Set;

/** Counts requests. Whoever calls may choose a path, but adds no label. */
final class RequestMeter {
  private static final String SERVER_ERROR = "500";

  private final Meters meters;
  private final Set<String> paths;

  RequestMeter(Meters meters, Set<String> paths) {
    this.meters = meters;
    this.paths = paths;
  }

  /** Begins the counts of failures, of which the first would be no increase otherwise. */
  void begin() {
    for (String path : paths) {
      meters.expect(Metric.WEBHOOK_REVIEWS, path, ReviewVerdict.FAILED.toString());
      meters.expect(Metric.WEBHOOK_REQUESTS, path, SERVER_ERROR);
    }
  }

  /**
   * @param path as it was called
   */
  void answered(String path, int status, Duration time) {
    String known = paths.contains(path) ? path : Bounded.OTHER;
    meters.count(Metric.WEBHOOK_REQUESTS, known, String.valueOf(status));
    meters.record(Metric.WEBHOOK_DURATION, time, known);
  }

  /**
   * @param path of an endpoint
   */
  void reviewed(String path, ReviewVerdict verdict) {
    meters.count(Metric.WEBHOOK_REVIEWS, path, verdict.toString());
  }
}
