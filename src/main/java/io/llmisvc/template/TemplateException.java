package io.llmisvc.template;

/** A template that cannot be parsed or executed; the message is one line and says where and why. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 500;

  private final String reason;
  private final transient Position position;

  /** A reason quotes what stands in a template or comes out of it, however long that is. */
  TemplateException(String name, Position position, String reason) {
    super(message(name, position, shortened(reason)), null, false, false);
    this.reason = shortened(reason);
    this.position = position;
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "...";
  }

  private static String message(String name, Position position, String reason) {
    String at = position.excerpt().isEmpty() ? "" : " at <" + position.excerpt() + ">";
    return "template: "
        + name
        + ":"
        + position.line()
        + ":"
        + position.column()
        + ":"
        + at
        + (at.isEmpty() ? " " : ": ")
        + reason;
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }

  public Position position() {
    return position;
  }
}
