package io.llmisvc.dev.scale;

import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was asked for, as {@code NAME=value}; an empty value is none.
 *
 * @param services {@code N}, default 100
 * @param isOwn {@code MIX=own}: each service in a namespace of its own
 * @param limit {@code LIMIT}: memory of the operator, such as {@code 512Mi}
 * @param isReady {@code STATUS=none} makes it false: nobody says that workloads are ready
 * @param out {@code OUT}: a file for the tables as well
 */
record ScaleOptions(
    int services, boolean isOwn, Optional<String> limit, boolean isReady, Optional<Path> out) {
  private static final List<String> NAMES = List.of("N", "MIX", "LIMIT", "STATUS", "OUT");

  /**
   * @throws IllegalArgumentException for what it does not know
   */
  static ScaleOptions of(String... arguments) {
    Map<String, String> given = new TreeMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || !NAMES.contains(parts[0])) {
        throw new IllegalArgumentException(
            "unknown option \"%s\"; there are %s".formatted(argument, NAMES));
      }
      if (!parts[1].isEmpty()) {
        given.put(parts[0], parts[1]);
      }
    }
    return new ScaleOptions(
        count(given.getOrDefault("N", "100")),
        choice(given, "MIX", "mixed", "own").equals("own"),
        Optional.ofNullable(given.get("LIMIT")),
        choice(given, "STATUS", "ready", "none").equals("ready"),
        Optional.ofNullable(given.get("OUT")).map(Path::of));
  }

  Optional<Long> limitInBytes() {
    return limit.map(text -> Quantity.getAmountInBytes(Quantity.parse(text)).longValueExact());
  }

  String mix() {
    return isOwn ? "own" : "mixed";
  }

  private static int count(String text) {
    int count = Integer.parseInt(text);
    if (count < 1) {
      throw new IllegalArgumentException("N must be at least 1");
    }
    return count;
  }

  private static String choice(Map<String, String> given, String name, String... choices) {
    String value = given.getOrDefault(name, choices[0]);
    if (!Arrays.asList(choices).contains(value)) {
      throw new IllegalArgumentException(
          "%s is \"%s\", but must be one of %s".formatted(name, value, Arrays.toString(choices)));
    }
    return value;
  }
}
