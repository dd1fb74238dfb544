package io.llmisvc.desired.server;

import io.llmisvc.desired.release.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that vLLM's project publishes, in whatever registry: its tags are versions of vLLM.
 *
 * @param version absent for a tag that moves, such as {@code latest}
 * @param runsAsRoot when nobody says as whom to run
 */
record ServerImage(Optional<Version> version, boolean runsAsRoot) {
  private static final Pattern PUBLISHED =
      Pattern.compile("(?:.*/)?vllm-openai(?::([^@/]*))?(?:@.*)?");
  private static final Pattern RELEASE =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?!rc)(?:[.+-].*)?");

  static Optional<ServerImage> of(String image) {
    Matcher matcher = PUBLISHED.matcher(image);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String tag = Optional.ofNullable(matcher.group(1)).orElse("");
    return Optional.of(new ServerImage(release(tag), !tag.contains("nonroot")));
  }

  private static Optional<Version> release(String tag) {
    Matcher matcher = RELEASE.matcher(tag);
    return matcher.matches()
        ? Optional.of(new Version(number(matcher, 1), number(matcher, 2), number(matcher, 3), true))
        : Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
