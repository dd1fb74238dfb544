package io.llmisvc.model.facts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The release of Kubernetes that the API server is. */
public record ServerVersion(int major, int minor) {
  private static final Pattern TEXT = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

  /**
   * @param text such as {@code 1.34}, {@code v1.34.2} or {@code 1.34+}
   */
  public static Optional<ServerVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ServerVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Whether it is older than another release. */
  public boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
