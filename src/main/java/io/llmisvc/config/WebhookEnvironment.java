package io.llmisvc.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the process environment says about webhooks.
 *
 * @param certificates {@code LLMISVC_WEBHOOKS}, default {@code off}
 * @param address {@code WEBHOOK_ADDRESS} to listen on, default all
 * @param port {@code WEBHOOK_PORT}, default 9443; 0 for any that is free
 * @param hosts {@code WEBHOOK_HOSTS}, separated by commas: names and addresses by which the server
 *     is called beside those of its Service; certificates that the operator makes are for them, too
 * @param directory {@code WEBHOOK_CERT_DIR} with {@code tls.crt} and {@code tls.key}
 */
public record WebhookEnvironment(
    Certificates certificates, String address, int port, List<String> hosts, Path directory) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:]([-A-Za-z0-9.:]*[A-Za-z0-9:])?");
  private static final int MOST = 65_535;

  public WebhookEnvironment {
    hosts = List.copyOf(hosts);
  }

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

  /**
   * @throws IllegalArgumentException when a value is none of those that are allowed
   */
  public static WebhookEnvironment of(Map<String, String> env) {
    return of(name -> Optional.ofNullable(env.get(name)));
  }

  /**
   * @param variable the value of a variable of the environment, when it is set
   * @throws IllegalArgumentException when a value is none of those that are allowed
   */
  public static WebhookEnvironment of(Function<String, Optional<String>> variable) {
    return new WebhookEnvironment(
        certificates(variable.apply("LLMISVC_WEBHOOKS").orElse(Certificates.OFF.toString())),
        variable.apply("WEBHOOK_ADDRESS").orElse("0.0.0.0"),
        port("WEBHOOK_PORT", variable.apply("WEBHOOK_PORT").orElse("9443")),
        hosts(variable.apply("WEBHOOK_HOSTS").orElse("")),
        Path.of(
            variable.apply("WEBHOOK_CERT_DIR").orElse("/tmp/k8s-webhook-server/serving-certs")));
  }

  /** How many reviews of one kind are answered at once: as many as there are processors, or two. */
  public static int threads() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
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

  private static List<String> hosts(String text) {
    List<String> names =
        Arrays.stream(text.split(",")).map(String::trim).filter(name -> !name.isEmpty()).toList();
    for (String name : names) {
      if (!HOST.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "WEBHOOK_HOSTS is \"%s\", but \"%s\" is no host".formatted(text, name));
      }
    }
    return names;
  }

  static int port(String variable, String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= MOST) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "%s is \"%s\", but must be a number up to %d".formatted(variable, text, MOST));
  }
}
