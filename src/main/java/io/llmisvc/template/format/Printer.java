package io.llmisvc.template.format;

import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints values under a verb into one text. */
final class Printer {
  private static final int DEEPEST = 100;

  /** All digits of a number, up to a thousand, are looked at. */
  private static final int STEPS_OF_REAL = 10;

  /** The most characters that one character becomes between quotes, or as hexadecimal digits. */
  private static final int LONGEST = 16;

  private final Budget budget;
  private final StringBuilder out = new StringBuilder();

  Printer(Budget budget) {
    this.budget = budget;
  }

  Printer text(String text) throws ValueException {
    budget.text(text.length());
    out.append(text);
    return this;
  }

  String result() {
    return out.toString();
  }

  void print(Value value, int verb, Layout layout) throws ValueException {
    if (verb == 'T') {
      text(layout.padded(layout.truncated(value.typeName())));
      return;
    }
    print(value, verb, layout, 0);
  }

  private void print(Value value, int verb, Layout layout, int depth) throws ValueException {
    if (depth > DEEPEST) {
      throw new ValueException("value nests too deeply to be printed");
    }
    budget.step();
    budget.text(layout.least());
    switch (value) {
      case Value.Nil nil -> printNil(nil, verb, layout, depth);
      case Value.Bool bool -> suited(bool, verb, layout, truth(bool.value(), verb, layout));
      case Value.Int number -> suited(number, verb, layout, integer(number, verb, layout));
      case Value.Real number -> {
        budget.steps(STEPS_OF_REAL);
        suited(number, verb, layout, Reals.format(number.value(), verb, layout));
      }
      case Value.Text text -> {
        boolean plain = verb == 's' || (verb == 'v' && !layout.syntax());
        budget.text((plain ? 1L : LONGEST) * text.value().length());
        suited(text, verb, layout, Texts.format(text.value(), verb, layout));
      }
      case Value.Callable callable -> suited(callable, verb, layout, null);
      case Value.Pointer pointer -> printPointer(pointer, verb, layout, depth);
      case Value.Sequence sequence -> printSequence(sequence, verb, layout, depth);
      case Value.Dictionary dictionary -> printDictionary(dictionary, verb, layout, depth);
      case Value.Struct struct -> printStruct(struct, verb, layout, depth);
    }
  }

  private static @Nullable String truth(boolean value, int verb, Layout layout) {
    return verb == 't' || verb == 'v' ? layout.padded(Boolean.toString(value)) : null;
  }

  private static @Nullable String integer(Value.Int number, int verb, Layout layout) {
    return verb == 'v' && layout.syntax() && number.isUnsigned()
        ? layout.padded(Integers.hexadecimal(number.value()))
        : Integers.format(number.value(), verb, layout);
  }

  /** Writes what the verb made of the value, or Go's complaint that it suits no such value. */
  private void suited(Value value, int verb, Layout layout, @Nullable String shown)
      throws ValueException {
    if (shown != null) {
      text(shown);
      return;
    }
    text("%!" + Character.toString(verb) + "(" + value.typeName() + "=");
    if (value instanceof Value.Callable) {
      text("func");
    } else {
      print(value, 'v', layout, 0);
    }
    text(")");
  }

  private void printNil(Value nil, int verb, Layout layout, int depth) throws ValueException {
    if (depth > 0) {
      text(layout.syntax() ? "interface {}(nil)" : nil.typeName());
      return;
    }
    text(verb == 'v' ? layout.padded(nil.typeName()) : "%!" + Character.toString(verb) + "(<nil>)");
  }

  private void printPointer(Value.Pointer pointer, int verb, Layout layout, int depth)
      throws ValueException {
    Value target = pointer.target();
    if (target == null) {
      printNilPointer(pointer, verb, layout);
      return;
    }
    boolean composite =
        target instanceof Value.Sequence
            || target instanceof Value.Dictionary
            || target instanceof Value.Struct;
    if (composite && depth == 0) {
      text("&");
    }
    print(target, verb, layout, depth + 1);
  }

  private void printNilPointer(Value.Pointer pointer, int verb, Layout layout)
      throws ValueException {
    if (verb == 'v') {
      text(layout.syntax() ? "(" + pointer.typeName() + ")(nil)" : layout.padded("<nil>"));
      return;
    }
    suited(
        pointer, verb, layout, "bodxX".indexOf(verb) < 0 ? null : Integers.format(0, verb, layout));
  }

  private void printSequence(Value.Sequence list, int verb, Layout layout, int depth)
      throws ValueException {
    if (layout.syntax() && list.isNil()) {
      text(list.typeName()).text("(nil)");
      return;
    }
    text(layout.syntax() ? list.typeName() + "{" : "[");
    for (int i = 0; i < list.size(); i++) {
      separate(i, layout);
      print(list.get(i), verb, layout, depth + 1);
    }
    text(layout.syntax() ? "}" : "]");
  }

  private void printDictionary(Value.Dictionary map, int verb, Layout layout, int depth)
      throws ValueException {
    if (layout.syntax() && map.isNil()) {
      text(map.typeName()).text("(nil)");
      return;
    }
    text(layout.syntax() ? map.typeName() + "{" : "map[");
    List<String> keys = budget.sortedKeys(map);
    for (int i = 0; i < keys.size(); i++) {
      separate(i, layout);
      print(Value.of(keys.get(i)), verb, layout, depth + 1);
      Value entry = map.get(keys.get(i));
      text(":");
      print(entry == null ? Value.Nil.NIL : entry, verb, layout, depth + 1);
    }
    text(layout.syntax() ? "}" : "]");
  }

  private void printStruct(Value.Struct struct, int verb, Layout layout, int depth)
      throws ValueException {
    text(layout.syntax() ? struct.typeName() + "{" : "{");
    List<String> names = struct.fieldNames();
    for (int i = 0; i < names.size(); i++) {
      separate(i, layout);
      if (layout.named() || layout.syntax()) {
        text(names.get(i)).text(":");
      }
      Value field = struct.field(names.get(i));
      print(field == null ? Value.Nil.NIL : field, verb, layout, depth + 1);
    }
    text("}");
  }

  private void separate(int index, Layout layout) throws ValueException {
    if (index > 0) {
      text(layout.syntax() ? ", " : " ");
    }
  }
}
