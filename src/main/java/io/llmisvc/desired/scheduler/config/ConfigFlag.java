package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.desired.PodTrees;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pair of arguments that gives the picker its configuration: a flag and, as an entry of its own,
 * the text or the path of a file.
 *
 * @param index where the flag stands among the arguments
 */
public record ConfigFlag(int index, String flag, String value) {
  public static final String TEXT = "--config-text";

  private static final Set<String> INLINE =
      Set.of(TEXT, "-config-text", "--configText", "-configText");
  private static final Set<String> FILE =
      Set.of("--config-file", "-config-file", "--configFile", "-configFile");

  /** The pair that counts: of several the picker takes the last. */
  public static Optional<ConfigFlag> in(List<String> args) {
    for (int i = args.size() - 2; i >= 0; i--) {
      String flag = args.get(i);
      if (INLINE.contains(flag) || FILE.contains(flag)) {
        return Optional.of(new ConfigFlag(i, flag, args.get(i + 1)));
      }
    }
    return Optional.empty();
  }

  /** The pair in the container that runs the picker. */
  public static Optional<ConfigFlag> in(JsonNode pod) {
    return PodTrees.container(pod, Rewriting.MAIN)
        .flatMap(main -> in(PodTrees.words(main, PodTrees.ARGS)));
  }

  public static ConfigFlag text(String text) {
    return new ConfigFlag(0, TEXT, text);
  }

  public boolean isInline() {
    return INLINE.contains(flag);
  }

  public List<String> args() {
    return List.of(flag, value);
  }
}
