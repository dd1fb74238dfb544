package io.llmisvc.webhook;

import io.llmisvc.metrics.Meters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers reviews. */
final class ReviewSite implements Site {
  private final Map<String, ReviewEndpoint> endpoints;
  private final Map<ReviewKind, Reviews> reviews = new EnumMap<>(ReviewKind.class);
  private final RequestMeter meter;

  ReviewSite(List<ReviewEndpoint> endpoints, Limits limits, Meters meters) {
    this.endpoints =
        endpoints.stream().collect(Collectors.toMap(ReviewEndpoint::path, Function.identity()));
    this.meter = new RequestMeter(meters, this.endpoints.keySet());
    for (ReviewKind kind : ReviewKind.values()) {
      reviews.put(kind, new Reviews(kind, limits.threads(), limits.waiting(), meter));
    }
  }

  @Override
  public void serve(HttpServerRequest request, Exchange exchange) {
    ReviewEndpoint endpoint = endpoints.get(path(request));
    if (endpoint == null) {
      exchange.refuse(Answer.plain(404, "no such webhook"));
    } else if (!request.method().equals(HttpMethod.POST)) {
      exchange.refuse(Answer.wrongMethod());
    } else if (!isJson(request.getHeader("Content-Type"))) {
      exchange.refuse(Answer.plain(415, "reviews are application/json"));
    } else {
      Reviews ofKind = Objects.requireNonNull(reviews.get(endpoint.kind()));
      exchange.receive((body, answered) -> ofKind.begin(endpoint, body, answered));
    }
  }

  @Override
  public void begins() {
    meter.begin();
  }

  @Override
  public void answered(HttpServerRequest request, int status, Duration time) {
    meter.answered(path(request), status, time);
  }

  @Override
  public boolean isAlive() {
    return reviews.values().stream().allMatch(Reviews::isAlive);
  }

  private static String path(HttpServerRequest request) {
    @Nullable String path = request.path();
    return path == null ? "" : path;
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  @Override
  public void close() {
    reviews.values().forEach(Reviews::close);
  }

  @Override
  public String toString() {
    return "webhooks";
  }
}
