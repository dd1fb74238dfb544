package io.llmisvc.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the process environment says. A variable set to the empty string counts as set.
 *
 * @param systemNamespace {@code POD_NAMESPACE}, default {@code kserve}
 * @param configPrefix {@code LLM_INFERENCE_SERVICE_CONFIG_PREFIX}, default {@code kserve-}
 * @param versionedConfigs {@code LLM_INFERENCE_SERVICE_VERSIONED_CONFIG}, default true
 * @param protectsWellKnown {@code PREVENT_WELL_KNOWN_CONFIG_DELETION}, default true
 * @param clusterDomain {@code CLUSTER_DOMAIN}, else the resolver's, else {@code cluster.local}
 * @param wildcardHostname {@code GATEWAY_API_WILDCARD_HOSTNAME}, default {@code inference}
 * @param watchedNamespaces {@code WATCH_NAMESPACES}, separated by commas, and the system namespace;
 *     empty for all, which is the default
 * @param installsPresets {@code LLMISVC_INSTALL_PRESETS}, default false: whether the operator makes
 *     the well-known configs and its ConfigMap where nobody did
 * @param perObjectMetrics {@code LLMISVC_METRICS_PER_OBJECT}, default true: whether each service
 *     and config has metrics of its own
 */
public record OperatorEnvironment(
    String systemNamespace,
    String configPrefix,
    boolean versionedConfigs,
    boolean protectsWellKnown,
    String clusterDomain,
    String wildcardHostname,
    List<String> watchedNamespaces,
    boolean installsPresets,
    boolean perObjectMetrics) {

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  public OperatorEnvironment {
    watchedNamespaces = List.copyOf(watchedNamespaces);
  }

  /** The environment of an operator about which nothing is said. */
  public static OperatorEnvironment defaults() {
    return of(Map.of(), List.of());
  }

  /** The environment of this process and the resolver of its pod. */
  public static OperatorEnvironment current() {
    return of(System.getenv(), resolverLines(Path.of("/etc/resolv.conf")));
  }

  /**
   * @throws IllegalArgumentException when namespaces to watch are no names
   */
  public static OperatorEnvironment of(Map<String, String> env, List<String> resolver) {
    String systemNamespace = env.getOrDefault("POD_NAMESPACE", "kserve");
    return new OperatorEnvironment(
        systemNamespace,
        env.getOrDefault("LLM_INFERENCE_SERVICE_CONFIG_PREFIX", "kserve-"),
        isTrue(env.getOrDefault("LLM_INFERENCE_SERVICE_VERSIONED_CONFIG", "true")),
        isTrue(env.getOrDefault("PREVENT_WELL_KNOWN_CONFIG_DELETION", "true")),
        env.getOrDefault("CLUSTER_DOMAIN", searchDomain(resolver).orElse("cluster.local")),
        env.getOrDefault("GATEWAY_API_WILDCARD_HOSTNAME", "inference"),
        namespaces(env.getOrDefault("WATCH_NAMESPACES", ""), systemNamespace),
        isTrue(env.getOrDefault("LLMISVC_INSTALL_PRESETS", "false")),
        isTrue(env.getOrDefault("LLMISVC_METRICS_PER_OBJECT", "true")));
  }

  static boolean isTrue(String text) {
    return TRUE.contains(text);
  }

  private static List<String> namespaces(String text, String systemNamespace) {
    if (text.isBlank()) {
      return List.of();
    }
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    for (String name : names) {
      if (!NAMESPACE.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "WATCH_NAMESPACES is \"%s\", but \"%s\" is no namespace".formatted(text, name));
      }
    }
    return Stream.concat(names.stream(), Stream.of(systemNamespace)).distinct().sorted().toList();
  }

  private static Optional<String> searchDomain(List<String> resolver) {
    return resolver.stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words[0].equals("search"))
        .flatMap(words -> Arrays.stream(words).skip(1))
        .filter(domain -> domain.startsWith("svc."))
        .map(domain -> domain.substring("svc.".length()).replaceAll("\\.$", ""))
        .findFirst();
  }

  private static List<String> resolverLines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(); // no resolver configuration outside of a pod: the default domain holds
    }
  }
}
