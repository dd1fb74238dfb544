package io.llmisvc.desired.release;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version as far as ordering needs it.
 *
 * @param release false for a pre-release, which comes before the release of the same numbers
 */
public record Version(int major, int minor, int patch, boolean release)
    implements Comparable<Version> {
  public static final Version ZERO = new Version(0, 0, 0, true);

  private static final Pattern SEMANTIC =
      Pattern.compile(
          "v?(\\d{1,8})\\.(\\d{1,8})\\.(\\d{1,8})(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch)
          .thenComparing(Version::release);

  public static Version of(int major, int minor) {
    return new Version(major, minor, 0, true);
  }

  /** Nothing given is the oldest version; empty when the text is no semantic version. */
  public static Optional<Version> parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.of(ZERO);
    }
    Matcher matcher = SEMANTIC.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)),
            matcher.group(4) == null));
  }

  public boolean isAtLeast(Version other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  /** The three numbers. */
  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
