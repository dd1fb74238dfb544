package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/** What the operator runs with: the same file says it to Quarkus and to the tests without. */
final class ProductionSettings {
  private static final Properties PROPERTIES = read();

  private ProductionSettings() {}

  private static String get(String key) {
    return Objects.requireNonNull(PROPERTIES.getProperty(key), key);
  }

  /** A client that waits and retries as the operator's does. */
  static Config of(Config config) {
    return new ConfigBuilder(config)
        .withConnectionTimeout(millis("connection-timeout"))
        .withRequestTimeout(millis("request-timeout"))
        .withRequestRetryBackoffLimit(Integer.valueOf(client("request-retry-backoff-limit")))
        .withRequestRetryBackoffInterval(millis("request-retry-backoff-interval"))
        .build();
  }

  static String operator(String key) {
    return get("quarkus.operator-sdk." + key);
  }

  static boolean isSet(String key) {
    return Boolean.parseBoolean(operator(key));
  }

  static Duration duration(String key) {
    return DurationConverter.parseDuration(operator(key));
  }

  private static int millis(String key) {
    return Math.toIntExact(DurationConverter.parseDuration(client(key)).toMillis());
  }

  private static String client(String key) {
    return get("quarkus.kubernetes-client." + key);
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream file =
        ProductionSettings.class.getResourceAsStream("/application.properties")) {
      properties.load(Objects.requireNonNull(file, "application.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
