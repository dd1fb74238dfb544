package io.llmisvc.cli.output;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/**
 * Quotes every text that some reader of YAML, of whichever version, takes for something else: a
 * number, a truth, nothing, a date.
 */
final class YamlQuoting extends StringQuotingChecker.Default {
  private static final long serialVersionUID = 1;

  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "(?i)[-+]?(\\.\\d[\\d_]*|\\d[\\d_]*(\\.[\\d_]*)?)(e[-+]?\\d+)?" // numbers
              + "|[-+]?0[xob][\\da-f_]+"
              + "|[-+]?\\d[\\d_]*(:[0-5]?\\d)+(\\.[\\d_]*)?" // 1:30 is 90 to some
              + "|[-+]?\\.(inf|nan)"
              + "|\\d{4}-\\d\\d?-\\d\\d?([Tt ].*)?" // dates
              + "|y|n|yes|no|on|off|true|false|null|~|=|<<");

  /** That expression takes a stack as deep as the text is long, so it gets no more. */
  private static final int LONGEST = 256;

  private static final Pattern DIGITS_AND_SIGNS = Pattern.compile("(?i)[-+.:_T 0-9a-fox]+");

  /** Some readers fold these like line breaks, others refuse them. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\uFEFF]");

  @Override
  public boolean needToQuoteName(String name) {
    return super.needToQuoteName(name) || isMistakable(name);
  }

  @Override
  public boolean needToQuoteValue(String value) {
    return super.needToQuoteValue(value) || isMistakable(value);
  }

  private static boolean isMistakable(String text) {
    Pattern ambiguous = text.length() > LONGEST ? DIGITS_AND_SIGNS : AMBIGUOUS;
    return ambiguous.matcher(text).matches() || UNPRINTABLE.matcher(text).find();
  }
}
