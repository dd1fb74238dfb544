package io.llmisvc.tree;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Quotes every text that some reader of YAML, of whichever version, takes for something else: a
 * number, a truth, nothing, a date.
 */
final class YamlQuoting extends StringQuotingChecker.Default {
  private static final long serialVersionUID = 1;

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+"
              + "|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?" // 1:30 is 90 to some
              + "|([0-9][0-9_]*)?\\.?[0-9_]*(e[-+]?[0-9]+)?|\\.(inf|nan))");

  /** That expression takes the square of the length, and a stack as deep, so it gets no more. */
  private static final int LONGEST = 256;

  private static final Pattern DIGITS_AND_SIGNS = Pattern.compile("[-+.:_0-9a-fox]+");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");
  private static final Pattern WORD = Pattern.compile("y|n|yes|no|on|off|true|false|null|~|=|<<|");

  /** Some readers fold these like line breaks, others refuse them. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\uFEFF]");

  @Override
  public boolean needToQuoteName(String name) {
    return super.needToQuoteName(name) || needToQuoteValue(name);
  }

  @Override
  public boolean needToQuoteValue(String value) {
    return super.needToQuoteValue(value)
        || isMistakable(value.toLowerCase(Locale.ROOT))
        || UNPRINTABLE.matcher(value).find();
  }

  private static boolean isMistakable(String lower) {
    Pattern number = lower.length() > LONGEST ? DIGITS_AND_SIGNS : NUMBER;
    return number.matcher(lower).matches()
        || DATE.matcher(lower).matches()
        || WORD.matcher(lower).matches();
  }
}
