package io.llmisvc.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Counts requests. Whoever calls may choose a path, but adds no label. */
final class RequestMeter {
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Set<String> paths;

  RequestMeter(MeterRegistry registry, Set<String> paths) {
    this.registry = registry;
    this.paths = paths;
  }

  /**
   * @param path as it was called
   */
  void answered(String path, int status, long nanos) {
    String known = paths.contains(path) ? path : OTHER;
    registry
        .counter("llmisvc.webhook.requests", "path", known, "code", String.valueOf(status))
        .increment();
    registry.timer("llmisvc.webhook.request", "path", known).record(nanos, TimeUnit.NANOSECONDS);
  }
}
