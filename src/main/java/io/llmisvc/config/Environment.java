package io.llmisvc.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the process environment says. A variable set to the empty string counts as set.
 *
 * @param systemNamespace {@code POD_NAMESPACE}, default {@code kserve}
 * @param configPrefix {@code LLM_INFERENCE_SERVICE_CONFIG_PREFIX}, default {@code kserve-}
 * @param versionedConfigs {@code LLM_INFERENCE_SERVICE_VERSIONED_CONFIG}, default true
 * @param clusterDomain {@code CLUSTER_DOMAIN}, else the resolver's, else {@code cluster.local}
 * @param wildcardHostname {@code GATEWAY_API_WILDCARD_HOSTNAME}, default {@code inference}
 */
public record Environment(
    String systemNamespace,
    String configPrefix,
    boolean versionedConfigs,
    String clusterDomain,
    String wildcardHostname) {

  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  /** The environment of an operator about which nothing is said. */
  public static Environment defaults() {
    return of(Map.of(), List.of());
  }

  /** The environment of this process and the resolver of its pod. */
  public static Environment current() {
    return of(System.getenv(), resolverLines(Path.of("/etc/resolv.conf")));
  }

  static Environment of(Map<String, String> env, List<String> resolver) {
    return new Environment(
        env.getOrDefault("POD_NAMESPACE", "kserve"),
        env.getOrDefault("LLM_INFERENCE_SERVICE_CONFIG_PREFIX", "kserve-"),
        TRUE.contains(env.getOrDefault("LLM_INFERENCE_SERVICE_VERSIONED_CONFIG", "true")),
        env.getOrDefault("CLUSTER_DOMAIN", searchDomain(resolver).orElse("cluster.local")),
        env.getOrDefault("GATEWAY_API_WILDCARD_HOSTNAME", "inference"));
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
