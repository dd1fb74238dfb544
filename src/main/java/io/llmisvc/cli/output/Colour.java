package io.llmisvc.cli.output;

/** A colour of a terminal. */
public enum Colour {
  RED("31"),
  BOLD_RED("1;31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /**
   * The text in this colour.
   *
   * @param colours whether the terminal has any
   */
  public String of(String text, boolean colours) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
