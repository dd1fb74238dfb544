package io.llmisvc.template.value;

/** Reads typed parameters: one pointer is followed, anything else of another kind is refused. */
public final class Arguments {
  private Arguments() {}

  public static String text(Value argument) throws ValueException {
    if (followed(argument, "string") instanceof Value.Text text) {
      return text.value();
    }
    throw wrongType("string", argument);
  }

  public static long integer(Value argument) throws ValueException {
    if (followed(argument, "int64") instanceof Value.Int number) {
      return number.value();
    }
    throw wrongType("int64", argument);
  }

  private static Value followed(Value argument, String expected) throws ValueException {
    if (!(argument instanceof Value.Pointer pointer)) {
      return argument;
    }
    Value target = pointer.target();
    if (target == null) {
      throw new ValueException("dereference of nil pointer of type " + expected);
    }
    return target;
  }

  private static ValueException wrongType(String expected, Value argument) {
    if (argument instanceof Value.Nil) {
      return new ValueException("invalid value; expected " + expected);
    }
    return new ValueException(
        "wrong type for value; expected " + expected + "; got " + argument.typeName());
  }
}
