package io.llmisvc.desired.storage;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a model is.
 *
 * @param scheme lower case, without {@code ://}
 * @param location what follows, with characters that a URL cannot hold percent-encoded
 */
public record ModelUri(String scheme, String location) {
  private static final String SEPARATOR = "://";
  private static final String ALLOWED = "-._~!$&'()*+,;=:@/[]%?#";

  /** Empty for text without {@code ://}, or with nothing on one side of it. */
  public static Optional<ModelUri> parse(String text) {
    int at = text.indexOf(SEPARATOR);
    if (at < 1 || at + SEPARATOR.length() == text.length()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelUri(
            text.substring(0, at).toLowerCase(Locale.ROOT),
            encoded(text.substring(at + SEPARATOR.length()))));
  }

  /** Whether the model is in an OCI image. */
  boolean isImage() {
    return scheme.startsWith("oci");
  }

  @Override
  public String toString() {
    return scheme + SEPARATOR + location;
  }

  private static String encoded(String text) {
    StringBuilder result = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isAllowed(character)) {
        result.append(character);
      } else {
        result.append(String.format("%%%02X", (int) character));
      }
    }
    return result.toString();
  }

  private static boolean isAllowed(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || ALLOWED.indexOf(character) >= 0;
  }
}
