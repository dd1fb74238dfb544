package io.llmisvc.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the process environment says about who may read metrics.
 *
 * @param isSecure {@code LLMISVC_METRICS_SECURE}, default false: whether metrics are served over
 *     HTTPS, and to those only who may {@code get} the path {@code /metrics}; then the port of
 *     health has none
 * @param address {@code LLMISVC_METRICS_ADDRESS} to listen on, default all
 * @param port {@code LLMISVC_METRICS_PORT}, default 8443; 0 for any that is free
 */
public record MetricsEnvironment(boolean isSecure, String address, int port) {
  /**
   * @throws IllegalArgumentException when a value is none of those that are allowed
   */
  public static MetricsEnvironment of(Map<String, String> env) {
    return of(name -> Optional.ofNullable(env.get(name)));
  }

  /**
   * @param variable the value of a variable of the environment, when it is set
   * @throws IllegalArgumentException when a value is none of those that are allowed
   */
  public static MetricsEnvironment of(Function<String, Optional<String>> variable) {
    return new MetricsEnvironment(
        variable.apply("LLMISVC_METRICS_SECURE").filter(OperatorEnvironment::isTrue).isPresent(),
        variable.apply("LLMISVC_METRICS_ADDRESS").orElse("0.0.0.0"),
        WebhookEnvironment.port(
            "LLMISVC_METRICS_PORT", variable.apply("LLMISVC_METRICS_PORT").orElse("8443")));
  }
}
