package io.llmisvc.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the process environment says about webhooks.
 *
 * @param certificates {@code LLMISVC_WEBHOOKS}, default {@code off}
 * @param address {@code WEBHOOK_ADDRESS} to listen on, default all
 * @param port {@code WEBHOOK_PORT}, default 9443; 0 for any that is free
 * @param directory {@code WEBHOOK_CERT_DIR} with {@code tls.crt} and {@code tls.key}
 */
public record WebhookEnvironment(
    Certificates certificates, String address, int port, Path directory) {
  private static final int MOST = 65_535;

  /** Whether webhooks are served, and who makes the certificates. */
  public enum Certificates {
    /** No webhooks. */
    OFF,
    /** The operator makes them. */
    SELF_MANAGED,
    /** Somebody else writes files. */
    FILES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The environment of this process. */
  public static WebhookEnvironment current() {
    return of(System.getenv());
  }

  /**
   * @throws IllegalArgumentException when a value is none of those that are allowed
   */
  public static WebhookEnvironment of(Map<String, String> env) {
    return new WebhookEnvironment(
        certificates(env.getOrDefault("LLMISVC_WEBHOOKS", Certificates.OFF.toString())),
        env.getOrDefault("WEBHOOK_ADDRESS", "0.0.0.0"),
        port(env.getOrDefault("WEBHOOK_PORT", "9443")),
        Path.of(env.getOrDefault("WEBHOOK_CERT_DIR", "/tmp/k8s-webhook-server/serving-certs")));
  }

  private static Certificates certificates(String text) {
    return Arrays.stream(Certificates.values())
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "LLMISVC_WEBHOOKS is \"%s\", but must be one of %s"
                        .formatted(text, allowed())));
  }

  private static String allowed() {
    return Arrays.stream(Certificates.values())
        .map(Certificates::toString)
        .collect(Collectors.joining(", "));
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= MOST) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "WEBHOOK_PORT is \"%s\", but must be a number up to %d".formatted(text, MOST));
  }
}
