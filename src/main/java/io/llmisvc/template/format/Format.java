package io.llmisvc.template.format;

import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code printf}: walks the format and takes the arguments as the verbs ask for them.
 */
public final class Format {
  private static final int LARGEST = 1_000_000;

  private final String format;
  private final List<Value> arguments;
  private final Budget budget;
  private final Printer printer;
  private final int lastBracket;
  private int at;
  private int argument;
  private boolean reordered;
  private boolean indexIsGood = true;
  private boolean afterIndex;

  public Format(String format, List<Value> arguments, Budget budget) {
    this.format = format;
    this.arguments = arguments;
    this.budget = budget;
    printer = new Printer(budget);
    lastBracket = format.lastIndexOf(']');
  }

  public String run() throws ValueException {
    budget.text(format.length());
    walk();
    complainAboutExtraArguments();
    return printer.result();
  }

  private void walk() throws ValueException {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        printer.text(format.substring(at));
        return;
      }
      printer.text(format.substring(at, percent));
      at = percent + 1;
      indexIsGood = true;
      afterIndex = false;
      directive();
    }
  }

  private void directive() throws ValueException {
    budget.step();
    Flags flags = flags();
    index();
    int width = width(flags);
    int precision = precision();
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      printer.text("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    verb(verb, flags.layout(width, precision));
  }

  private void verb(int verb, Layout layout) throws ValueException {
    if (verb == '%') {
      printer.text("%");
    } else if (!indexIsGood) {
      printer.text("%!" + Character.toString(verb) + "(BADINDEX)");
    } else if (argument >= arguments.size()) {
      printer.text("%!" + Character.toString(verb) + "(MISSING)");
    } else {
      Layout suited = verb == 'v' || verb == 'w' ? layout.forValueVerb() : layout;
      printer.print(arguments.get(argument++), verb, suited);
    }
  }

  private Flags flags() {
    Flags flags = new Flags();
    while (at < format.length() && flags.take(format.charAt(at))) {
      at++;
    }
    return flags;
  }

  /** Reads an explicit argument index such as {@code [2]}, one-based in the text. */
  private void index() {
    afterIndex = false;
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    reordered = true;
    int close = at < lastBracket ? format.indexOf(']', at) : -1;
    int index = close < 0 ? -1 : number(format.substring(at + 1, close)) - 1;
    at = close < 0 ? at + 1 : close + 1;
    boolean known = index >= 0 && index < arguments.size();
    indexIsGood &= known;
    afterIndex = index >= 0;
    argument = known ? index : argument;
  }

  private int width(Flags flags) throws ValueException {
    if (!isAt('*')) {
      int width = digits();
      indexIsGood &= !(afterIndex && width >= 0);
      return width;
    }
    at++;
    afterIndex = false;
    Integer width = integerArgument();
    if (width == null) {
      printer.text("%!(BADWIDTH)");
      return -1;
    }
    flags.alignLeft(width < 0);
    return Math.abs(width);
  }

  private int precision() throws ValueException {
    if (!isAt('.') || at + 1 >= format.length()) {
      return -1;
    }
    at++;
    indexIsGood &= !afterIndex;
    index();
    if (!isAt('*')) {
      return Math.max(0, digits());
    }
    at++;
    afterIndex = false;
    Integer precision = integerArgument();
    if (precision == null || precision < 0) {
      printer.text("%!(BADPREC)");
      return -1;
    }
    return precision;
  }

  private boolean isAt(char c) {
    return at < format.length() && format.charAt(at) == c;
  }

  /** The number at this place, or -1 when there is none. */
  private int digits() {
    int start = at;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      at++;
    }
    int number = number(format.substring(start, at));
    if (at > start && number < 0) {
      at = format.length();
    }
    return number;
  }

  private static int number(String digits) {
    boolean sane =
        !digits.isEmpty() && digits.length() <= 7 && digits.chars().allMatch(Character::isDigit);
    int number = sane ? Integer.parseInt(digits) : -1;
    return number > LARGEST ? -1 : number;
  }

  private @Nullable Integer integerArgument() {
    if (argument >= arguments.size()) {
      return null;
    }
    Value value = arguments.get(argument++).followed();
    boolean sane = value instanceof Value.Int number && Math.abs(number.value()) <= LARGEST;
    return sane ? Integer.valueOf((int) ((Value.Int) value).value()) : null;
  }

  private void complainAboutExtraArguments() throws ValueException {
    if (reordered || argument >= arguments.size()) {
      return;
    }
    printer.text("%!(EXTRA ");
    for (int i = argument; i < arguments.size(); i++) {
      Value extra = arguments.get(i);
      printer.text(i > argument ? ", " : "");
      printer.text(extra instanceof Value.Nil ? "" : extra.typeName() + "=");
      printer.print(extra, 'v', Layout.PLAIN);
    }
    printer.text(")");
  }

  private static final class Flags {
    private boolean plus;
    private boolean minus;
    private boolean sharp;
    private boolean space;
    private boolean zero;

    boolean take(char c) {
      switch (c) {
        case '+' -> plus = true;
        case '-' -> minus = true;
        case '#' -> sharp = true;
        case ' ' -> space = true;
        case '0' -> zero = true;
        default -> {
          return false;
        }
      }
      return true;
    }

    void alignLeft(boolean left) {
      minus |= left;
      zero &= !left;
    }

    Layout layout(int width, int precision) {
      return new Layout(plus, minus, sharp, space, zero, false, false, width, precision);
    }
  }
}
