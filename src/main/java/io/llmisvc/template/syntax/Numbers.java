package io.llmisvc.template.syntax;

import io.llmisvc.template.format.GoQuoting;
import io.llmisvc.template.value.Value;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's integer and floating-point literals. */
final class Numbers {
  private static final Pattern INTEGER =
      Pattern.compile("([+-]?)(?:0x([0-9a-f]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9][0-9]*))");

  /** More than any number of 64 bits needs; to make a number of digits costs their square. */
  private static final int LONGEST = 1000;

  private Numbers() {}

  /** Where the number that starts at the offset ends; what is found is not necessarily a number. */
  static int end(String input, int offset) {
    int at = skip(input, offset, "+-", 1);
    String digits = "0123456789_";
    boolean hexadecimal = false;
    if (input.startsWith("0", at)) {
      char base = at + 1 < input.length() ? Character.toLowerCase(input.charAt(at + 1)) : ' ';
      hexadecimal = base == 'x';
      digits =
          switch (base) {
            case 'x' -> "0123456789abcdefABCDEF_";
            case 'o' -> "01234567_";
            case 'b' -> "01_";
            default -> digits;
          };
      at += "xob".indexOf(base) >= 0 ? 2 : 1;
    }
    at = skip(input, at, digits, Integer.MAX_VALUE);
    int point = skip(input, at, ".", 1);
    at = point > at ? skip(input, point, digits, Integer.MAX_VALUE) : at;
    String exponents = hexadecimal ? "pP" : digits.length() == 11 ? "eE" : "";
    int exponent = skip(input, at, exponents, 1);
    if (exponent > at) {
      at = skip(input, skip(input, exponent, "+-", 1), "0123456789_", Integer.MAX_VALUE);
    }
    return skip(input, at, "i", 1);
  }

  private static int skip(String input, int offset, String accepted, int most) {
    int at = offset;
    while (at < input.length() && at - offset < most && accepted.indexOf(input.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** An int, or a float when it is written as one. */
  static Value parse(Token token) throws SyntaxException {
    String text = token.text().toLowerCase(Locale.ROOT);
    if (text.length() > LONGEST || !hasGoodUnderscores(text)) {
      throw illegal(token);
    }
    String digits = text.replace("_", "");
    Matcher integer = INTEGER.matcher(digits);
    return integer.matches() ? integer(integer, token) : real(digits, token);
  }

  /** Underscores may stand between digits and after a base prefix, one at a time. */
  private static boolean hasGoodUnderscores(String text) {
    int at = skip(text, 0, "+-", 1);
    boolean prefixed =
        text.startsWith("0x", at) || text.startsWith("0o", at) || text.startsWith("0b", at);
    boolean hexadecimal = text.startsWith("0x", at);
    boolean afterDigit = prefixed;
    boolean afterUnderscore = false;
    for (int i = prefixed ? at + 2 : at; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = (c >= '0' && c <= '9') || (hexadecimal && c >= 'a' && c <= 'f');
      if (c == '_' ? !afterDigit : !digit && afterUnderscore) {
        return false;
      }
      afterUnderscore = c == '_';
      afterDigit = digit;
    }
    return !afterUnderscore;
  }

  private static Value integer(Matcher matcher, Token token) throws SyntaxException {
    BigInteger number =
        matcher.group(2) != null
            ? new BigInteger(matcher.group(2), 16)
            : matcher.group(3) != null
                ? new BigInteger(matcher.group(3), 2)
                : matcher.group(4) != null
                    ? new BigInteger(matcher.group(4), 8)
                    : new BigInteger(matcher.group(5));
    BigInteger signed = matcher.group(1).equals("-") ? number.negate() : number;
    if (signed.bitLength() > 63) {
      throw new SyntaxException(token.text() + " overflows int", token.span());
    }
    return Value.of(signed.longValue());
  }

  private static Value real(String digits, Token token) throws SyntaxException {
    boolean hexadecimal = digits.contains("0x");
    if (hexadecimal && !digits.contains("p")) {
      throw illegal(token);
    }
    try {
      double number = Double.parseDouble(digits);
      if (Double.isInfinite(number)) {
        throw illegal(token);
      }
      if (digits.chars().noneMatch(c -> ".ep".indexOf(c) >= 0)) {
        throw new SyntaxException(
            "integer overflow: " + GoQuoting.quoted(token.text()), token.span());
      }
      return new Value.Real(number);
    } catch (NumberFormatException e) {
      throw illegal(token);
    }
  }

  private static SyntaxException illegal(Token token) {
    return new SyntaxException(
        "illegal number syntax: " + GoQuoting.quoted(token.text()), token.span());
  }
}
