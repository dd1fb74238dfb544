package io.llmisvc.composition.step;

import java.util.Optional;
import java.util.Set;

/**
 * Tells what somebody wrote for a shell that reads arguments once more. The presets of the
 * reference controller do so; ours give arguments to vLLM as they are.
 */
final class ShellHabits {
  private final String text;
  private final Set<String> environment;

  /**
   * @param environment names that Kubernetes itself puts in the place of {@code $(NAME)}
   */
  ShellHabits(String text, Set<String> environment) {
    this.text = text;
    this.environment = environment;
  }

  /** How to write an item of {@code args}; empty when it is written for us. */
  Optional<String> inArgument() {
    if (text.startsWith("{") || text.startsWith("[")) {
      return text.startsWith("\\\"", 1)
          ? Optional.of("the backslashes are part of it; leave them out")
          : Optional.empty();
    }
    if (isQuoted(value())) {
      return Optional.of("the quotes around it are part of it; leave them out");
    }
    return inLine().or(this::blank);
  }

  /** How to write a line that is split into words with its quotes honoured. */
  Optional<String> inLine() {
    Scan scan = new Scan();
    while (scan.hasNext()) {
      Optional<String> expansion = scan.isLiteral() ? Optional.empty() : expansion(scan.at);
      if (expansion.isPresent()) {
        return expansion;
      }
      scan.next();
    }
    return Optional.empty();
  }

  /** What comes after the flag. */
  private String value() {
    int equals = text.indexOf('=');
    return text.startsWith("-") && equals > 0 ? text.substring(equals + 1) : text;
  }

  private static boolean isQuoted(String value) {
    char first = value.isEmpty() ? ' ' : value.charAt(0);
    return value.length() > 1
        && (first == '\'' || first == '"')
        && value.charAt(value.length() - 1) == first;
  }

  private Optional<String> expansion(int at) {
    if (text.charAt(at) == '`') {
      return Optional.of("no command in it is run; write what the command would print");
    }
    if (text.charAt(at) != '$' || at + 1 >= text.length()) {
      return Optional.empty();
    }
    char next = text.charAt(at + 1);
    if (next == '(') {
      return isOfKubernetes(at)
          ? Optional.empty()
          : Optional.of("no command in it is run; write what the command would print");
    }
    return next == '{' || next == '_' || Character.isLetter(next)
        ? Optional.of("no variable in it is replaced; write $(NAME) for one of the container's env")
        : Optional.empty();
  }

  private boolean isOfKubernetes(int at) {
    int close = text.indexOf(')', at);
    return close > 0 && environment.contains(text.substring(at + 2, close));
  }

  private Optional<String> blank() {
    Scan scan = new Scan();
    while (scan.hasNext()) {
      if (!scan.isQuoted() && Character.isWhitespace(text.charAt(scan.at))) {
        return Optional.of("it is one argument; write each word as an item of its own");
      }
      scan.next();
    }
    return Optional.empty();
  }

  /** A way through the text that knows its quotes. */
  private final class Scan {
    private int at;
    private char quote;

    boolean hasNext() {
      return at < text.length();
    }

    boolean isQuoted() {
      return quote != 0;
    }

    /** Between single quotes. */
    boolean isLiteral() {
      return quote == '\'';
    }

    void next() {
      char c = text.charAt(at);
      if (c == '\\' && quote != '\'') {
        at++;
      } else if (c == '$' && text.startsWith("$$", at)) {
        at++;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      at++;
    }
  }
}
