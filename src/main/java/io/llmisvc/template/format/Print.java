package io.llmisvc.template.format;

import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.util.List;

/** Printing without a format. */
public final class Print {
  private Print() {}

  /**
   * What an action writes for its value: pointers are followed, and no value at all is said to be
   * none.
   */
  public static String action(Value value, Budget budget) throws ValueException {
    Value shown = value.followed();
    return switch (shown) {
      case Value.Text text -> text.value();
      case Value.Int number -> Long.toString(number.value());
      case Value.Nil nil -> "<no value>";
      default -> all(List.of(shown), budget);
    };
  }

  /** The values, with a space between two of which neither is a string. */
  public static String all(List<Value> values, Budget budget) throws ValueException {
    Printer printer = new Printer(budget);
    boolean afterText = true;
    for (Value value : values) {
      boolean isText = value instanceof Value.Text;
      if (!isText && !afterText) {
        printer.text(" ");
      }
      printer.print(value, 'v', Layout.PLAIN);
      afterText = isText;
    }
    return printer.result();
  }

  /** The values with spaces between them, and a newline. */
  public static String line(List<Value> values, Budget budget) throws ValueException {
    Printer printer = new Printer(budget);
    for (int i = 0; i < values.size(); i++) {
      printer.text(i > 0 ? " " : "");
      printer.print(values.get(i), 'v', Layout.PLAIN);
    }
    return printer.text("\n").result();
  }
}
