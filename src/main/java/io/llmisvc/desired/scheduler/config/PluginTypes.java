package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which types of plugins the versions of the picker have. */
public final class PluginTypes {
  private static final String UNKNOWN = "only an image of your own may have it";
  private static final int LONGEST = 60;
  private static final Table TABLE = Table.of(tree("/picker-plugins.yaml"));

  private PluginTypes() {}

  /**
   * What is known.
   *
   * @param lookedAt minor versions, ascending
   */
  private record Table(List<Version> lookedAt, Map<String, Life> types) {
    static Table of(ObjectNode tree) {
      return new Table(
          tree.path("looked-at").valueStream().map(PluginTypes::version).toList(),
          tree.path("types")
              .propertyStream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Map.Entry::getKey, type -> Life.of(type.getValue()))));
    }

    boolean isJudged(Version minor) {
      return minor.isAtLeast(lookedAt.getFirst()) && !minor.isAtLeast(lookedAt.getLast());
    }

    /** Whether a version has a type, or one of those that were looked at next to it. */
    boolean has(Version minor, String type) {
      Life life = types.get(type);
      return life != null && around(minor).anyMatch(life::has);
    }

    private Stream<Version> around(Version minor) {
      Stream<Version> below = lookedAt.reversed().stream().filter(minor::isAtLeast).limit(1);
      Stream<Version> above = lookedAt.stream().filter(it -> it.isAtLeast(minor)).limit(1);
      return Stream.of(below, Stream.of(minor), above).flatMap(it -> it);
    }
  }

  /** The versions that have a type: from one on, and until another when there is one. */
  private record Life(Version since, Optional<Version> until, String successor) {
    static Life of(JsonNode row) {
      return new Life(
          version(row.path("since")),
          Optional.of(row.path("until")).filter(JsonNode::isTextual).map(PluginTypes::version),
          row.path("successor").asText());
    }

    boolean has(Version version) {
      return version.isAtLeast(since) && until.filter(version::isAtLeast).isEmpty();
    }
  }

  /**
   * Why a picker will not know a type, in one sentence. Empty when it does, and when too little is
   * known of its version.
   */
  public static Optional<String> problem(String type, Version version) {
    Version minor = Version.of(version.major(), version.minor());
    return TABLE.isJudged(minor) && !TABLE.has(minor, type)
        ? Optional.of(
            "picker %s has no plugin %s; %s".formatted(version, shown(type), advice(type, minor)))
        : Optional.empty();
  }

  private static String advice(String type, Version minor) {
    Life life = TABLE.types().get(type);
    if (life == null) {
      return type.length() > LONGEST
          ? UNKNOWN
          : Spelling.nearest(
                  type, TABLE.types().keySet().stream().filter(known -> TABLE.has(minor, known)))
              .map("did you mean %s?"::formatted)
              .orElse(UNKNOWN);
    }
    return life.until()
        .filter(minor::isAtLeast)
        .map(until -> "it is gone as of %s, use %s".formatted(minor(until), life.successor()))
        .orElseGet(() -> "it is there from %s on".formatted(minor(life.since())));
  }

  private static String shown(String type) {
    return type.length() > LONGEST ? type.substring(0, LONGEST) + "…" : type;
  }

  private static String minor(Version version) {
    return version.major() + "." + version.minor();
  }

  private static Version version(JsonNode minor) {
    return Version.parse(minor.asText() + ".0").orElseThrow();
  }

  private static ObjectNode tree(String resource) {
    try (InputStream in = PluginTypes.class.getResourceAsStream(resource)) {
      return Yaml.object(
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
