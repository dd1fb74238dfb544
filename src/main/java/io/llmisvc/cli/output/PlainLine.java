package io.llmisvc.cli.output;

import java.util.regex.Pattern;

/** What others wrote, so that a terminal shows it and does nothing else. */
public final class PlainLine {
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\u2028\\u2029]");

  private PlainLine() {}

  /** The text in one line; each character that would not be seen is replaced by one that is. */
  public static String of(String text) {
    return UNSEEN.matcher(text).replaceAll("\uFFFD");
  }
}
