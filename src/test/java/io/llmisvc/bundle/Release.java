package io.llmisvc.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.llmisvc.composition.layer.Presets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between releases.
 *
 * @param image of the operator, by digest
 * @param bundleImage the image that is built of the bundle, by digest
 * @param source where it is released, such as {@code https://github.com/owner/repository}
 * @param createdAt of the image, in ISO 8601
 * @param replaces the version before, when there is one
 * @param digests of images by how the presets name them
 */
record Release(
    String version,
    String image,
    String bundleImage,
    String source,
    String createdAt,
    Optional<String> replaces,
    Map<String, String> digests) {
  static final String PACKAGE = "llmisvc";

  /** No image has it: what is checked in belongs to no release. */
  private static final String NO_DIGEST = "@sha256:" + "0".repeat(64);

  /** As {@code kubernetes/olm/csv.yaml} has it. */
  static final String NO_SOURCE = "https://github.com/llmisvc/llmisvc";

  private static final Set<String> KNOWN =
      Set.of("VERSION", "IMAGE", "BUNDLE_IMAGE", "SOURCE", "CREATED_AT", "REPLACES", "DIGESTS");

  /** What is checked in: the version of the program, no digests. */
  static Release next() {
    return of();
  }

  /**
   * @param arguments {@code NAME=VALUE}; {@code DIGESTS} names a file with an image and its digest
   *     a line
   */
  static Release of(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || !KNOWN.contains(parts[0])) {
        throw new IllegalArgumentException(argument + " is none of " + KNOWN + " with a value");
      }
      if (!parts[1].isEmpty()) {
        values.put(parts[0], parts[1]);
      }
    }
    return new Release(
        values.getOrDefault("VERSION", programVersion().replace("-SNAPSHOT", "")),
        values.getOrDefault("IMAGE", "ghcr.io/llmisvc/llmisvc" + NO_DIGEST),
        values.getOrDefault("BUNDLE_IMAGE", "ghcr.io/llmisvc/llmisvc-bundle" + NO_DIGEST),
        values.getOrDefault("SOURCE", NO_SOURCE),
        values.getOrDefault("CREATED_AT", "2026-01-01T00:00:00Z"),
        Optional.ofNullable(values.get("REPLACES")).map(Release::name),
        Optional.ofNullable(values.get("DIGESTS")).map(Release::digests).orElse(Map.of()));
  }

  /** Of the ClusterServiceVersion. */
  String name() {
    return name(version);
  }

  /** This release can take the place of each one before it. */
  String skipRange() {
    return "<" + version;
  }

  /** What the names of its well-known configs begin with. */
  String configPrefix() {
    return Presets.prefixOf(version);
  }

  private static String name(String version) {
    return PACKAGE + ".v" + version;
  }

  private static Map<String, String> digests(String file) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(line -> Arrays.asList(line.split("\\s+")))
          .collect(Collectors.toMap(words -> words.get(0), words -> words.get(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String programVersion() {
    try (InputStream text = requireNonNull(Release.class.getResourceAsStream("/version.txt"))) {
      return new String(text.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
