package io.llmisvc.composition.layer;

import static java.util.regex.Matcher.quoteReplacement;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The well-known configs that are shipped with the operator, one resource each under {@code
 * presets/}. A line {@code ${include:FILE}} stands for the resource of that name, so that the
 * presets share their shell.
 */
public final class Presets {
  public static final String DEFAULT_PREFIX = "kserve-";

  private static final Pattern INCLUDE =
      Pattern.compile("^( *)\\$\\{include:([a-z-]+\\.sh)}\n", Pattern.MULTILINE);

  private Presets() {}

  /** JSON is read ten times as fast as what is shipped; the native binary has it from its build. */
  private static final class Shipped {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<WellKnown, String> TEXTS =
        Arrays.stream(WellKnown.values())
            .collect(toUnmodifiableMap(preset -> preset, Shipped::text));

    private static String text(WellKnown preset) {
      return Yaml.object(withIncludes(read("/presets/" + preset.suffix() + ".yaml"))).toString();
    }

    static ObjectNode tree(WellKnown preset) {
      try {
        return JSON.readValue(TEXTS.get(preset), ObjectNode.class);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * What names begin with where presets are installed: the version, so that another one brings its
   * own beside them.
   */
  public static String prefixOf(String version) {
    String release = version.strip().replace("-SNAPSHOT", "").toLowerCase(Locale.ROOT);
    return DEFAULT_PREFIX + "v" + release.replaceAll("[^0-9a-z]", "-") + "-";
  }

  /** The same for this version. */
  public static String installedPrefix() {
    return prefixOf(read("/version.txt"));
  }

  /** All presets as complete objects, lowest precedence first, each a fresh tree. */
  public static List<ObjectNode> load(String prefix, String namespace) {
    return Arrays.stream(WellKnown.values())
        .map(preset -> load(preset, prefix, namespace))
        .toList();
  }

  /** One preset as a complete object. */
  public static ObjectNode load(WellKnown preset, String prefix, String namespace) {
    ObjectNode config = Shipped.tree(preset);
    config
        .withObjectProperty("metadata")
        .put("name", preset.name(prefix))
        .put("namespace", namespace);
    return config;
  }

  /**
   * The text of an include takes the indentation of its marker, and so becomes part of the block
   * around it.
   */
  private static String withIncludes(String text) {
    return INCLUDE
        .matcher(text)
        .replaceAll(
            line ->
                quoteReplacement(read("/presets/" + line.group(2)).indent(line.group(1).length())));
  }

  private static String read(String name) {
    try (InputStream resource = Presets.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("The resource " + name + " is missing");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
