package io.llmisvc.desired.release;

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

/**
 * Which names the versions of a program know.
 *
 * @param lookedAt minor versions, ascending; of what comes before the first nothing is said, and
 *     nothing of the last and what comes after it
 */
public record ReleaseTable(List<Version> lookedAt, Map<String, Life> names) {
  private static final String UNKNOWN = "only an image of your own may have it";
  private static final int LONGEST = 60;

  /**
   * @param member that holds the names in the resource
   */
  public static ReleaseTable read(String resource, String member) {
    ObjectNode tree = tree(resource);
    return new ReleaseTable(
        tree.path("looked-at").valueStream().map(ReleaseTable::version).toList(),
        tree.path(member)
            .propertyStream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, name -> Life.of(name.getValue()))));
  }

  /** The versions that have a name: from one on, and until another when there is one. */
  record Life(Version since, Optional<Version> until, String successor) {
    static Life of(JsonNode row) {
      return new Life(
          version(row.path("since")),
          Optional.of(row.path("until")).filter(JsonNode::isTextual).map(ReleaseTable::version),
          row.path("successor").asText());
    }

    boolean has(Version version) {
      return version.isAtLeast(since) && until.filter(version::isAtLeast).isEmpty();
    }
  }

  /**
   * The names that a version has, or one of those that were looked at next to it.
   *
   * @param beginning that they have in common
   */
  public Stream<String> of(Version version, String beginning) {
    return names.keySet().stream()
        .filter(name -> name.startsWith(beginning))
        .filter(name -> has(version, name));
  }

  /**
   * What to do about a name that a version will not know. Empty when it does, and when too little
   * is known of the version.
   */
  public Optional<String> advice(String name, Version version) {
    return isJudged(version) && !has(version, name)
        ? Optional.of(
            Optional.ofNullable(names.get(name))
                .map(life -> moved(life, version))
                .orElseGet(() -> meant(name, version)))
        : Optional.empty();
  }

  /** A name that nobody checked, fit for a message. */
  public static String shown(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
  }

  private boolean isJudged(Version version) {
    return version.isAtLeast(lookedAt.getFirst()) && !version.isAtLeast(lookedAt.getLast());
  }

  private boolean has(Version version, String name) {
    Life life = names.get(name);
    return life != null && around(version).anyMatch(life::has);
  }

  private Stream<Version> around(Version version) {
    Stream<Version> below = lookedAt.reversed().stream().filter(version::isAtLeast).limit(1);
    Stream<Version> above = lookedAt.stream().filter(it -> it.isAtLeast(version)).limit(1);
    return Stream.of(below, Stream.of(version), above).flatMap(it -> it);
  }

  private static String moved(Life life, Version version) {
    return life.until()
        .filter(version::isAtLeast)
        .map(until -> gone(life, until))
        .orElseGet(() -> "it is there from %s on".formatted(minor(life.since())));
  }

  private static String gone(Life life, Version until) {
    String gone = "it is gone as of " + minor(until);
    return life.successor().isEmpty() ? gone : gone + ", use " + life.successor();
  }

  private String meant(String name, Version version) {
    return name.length() > LONGEST
        ? UNKNOWN
        : Spelling.nearest(name, of(version, ""))
            .map("did you mean %s?"::formatted)
            .orElse(UNKNOWN);
  }

  private static String minor(Version version) {
    return version.major() + "." + version.minor();
  }

  private static Version version(JsonNode minor) {
    return Version.parse(minor.asText() + ".0").orElseThrow();
  }

  /** A resource that holds one object. */
  public static ObjectNode tree(String resource) {
    try (InputStream in = ReleaseTable.class.getResourceAsStream(resource)) {
      return Yaml.object(
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
