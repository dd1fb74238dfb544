package io.llmisvc.cli.report;

/**
 * Markup in the making. Texts and values of attributes are escaped, whatever they are; names of
 * elements and attributes are those of this program.
 */
final class Html {
  private final StringBuilder markup = new StringBuilder();

  /**
   * Begins an element.
   *
   * @param attributes names, each followed by its value
   */
  Html open(String element, String... attributes) {
    markup.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      markup.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty()) {
        markup.append("=\"");
        escape(attributes[i + 1], true);
        markup.append('"');
      }
    }
    markup.append('>');
    return this;
  }

  Html close(String element) {
    markup.append("</").append(element).append('>');
    return this;
  }

  Html text(String text) {
    escape(text, false);
    return this;
  }

  Html text(long number) {
    markup.append(number);
    return this;
  }

  /** Begins a box that scrolls when what it holds has no room, also by keyboard. */
  Html openWide(String style, String label) {
    return open("div", "class", style, "tabindex", "0", "role", "region", "aria-label", label);
  }

  /** An element that holds a text and no more. */
  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  Html line() {
    markup.append('\n');
    return this;
  }

  /** Markup, style or script of this program, as it is: what somebody else wrote is escaped. */
  Html trusted(String ours) {
    markup.append(ours);
    return this;
  }

  @Override
  public String toString() {
    return markup.toString();
  }

  /**
   * Attributes stand in double quotes. Characters that are not to be seen, such as those that turn
   * the direction of writing, show as their code.
   */
  private void escape(String text, boolean isAttribute) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> markup.append("&amp;");
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '"' -> markup.append(isAttribute ? "&quot;" : "\"");
                case '\n', '\t' -> markup.append((char) point);
                default -> {
                  if (isUnseen(point)) {
                    markup.append("\\u%04x".formatted(point));
                  } else {
                    markup.appendCodePoint(point);
                  }
                }
              }
            });
  }

  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
