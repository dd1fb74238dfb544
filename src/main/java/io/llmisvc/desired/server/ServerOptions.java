package io.llmisvc.desired.server;

import io.llmisvc.desired.release.ReleaseTable;
import io.llmisvc.desired.release.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of {@code vllm serve} by version; the table is made of vLLM's own sources. */
final class ServerOptions {
  private static final ReleaseTable TABLE = ReleaseTable.read("/vllm-options.yaml", "options");

  /** An option as vLLM reads it: underscores are dashes, and what follows a dot is a value's. */
  private static final Pattern NAME =
      Pattern.compile("(--[A-Za-z0-9][A-Za-z0-9_-]*)(?s:[=.\\s].*)?");

  private static final String NEGATION = "--no-";

  private ServerOptions() {}

  /** Why a version will not take an argument, in one sentence; empty when it is no option. */
  static Optional<String> problem(String argument, Version version) {
    Matcher matcher = NAME.matcher(argument);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String option = matcher.group(1).replace('_', '-');
    if (isUnderstood(option, version)) {
      return Optional.empty();
    }
    return TABLE
        .advice(option, version)
        .map(
            advice ->
                "vLLM %s has no option %s; %s"
                    .formatted(version, ReleaseTable.shown(option), advice));
  }

  /** Whether it is an option, the negation of one, or the beginning. */
  private static boolean isUnderstood(String option, Version version) {
    String affirmed =
        option.startsWith(NEGATION) ? "--" + option.substring(NEGATION.length()) : option;
    return TABLE.of(version, affirmed).findAny().isPresent();
  }
}
