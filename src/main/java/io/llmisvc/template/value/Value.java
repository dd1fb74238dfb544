package io.llmisvc.template.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value in a template, by Go's kind. Values are immutable as far as a template can see. Go's
 * interface values have no kind of their own here: a nil interface is {@link Nil}, any other is
 * what it holds.
 */
public sealed interface Value {
  /** Go's name of the type, for messages and {@code %T}. */
  String typeName();

  /** The absence of any value: an untyped nil. */
  enum Nil implements Value {
    NIL;

    @Override
    public String typeName() {
      return "<nil>";
    }
  }

  record Bool(boolean value) implements Value {
    @Override
    public String typeName() {
      return "bool";
    }
  }

  /** An integer of any width; Go's unsigned kinds are told by their type name only. */
  record Int(long value, String typeName) implements Value {
    public boolean isUnsigned() {
      return typeName.charAt(0) == 'u';
    }
  }

  record Real(double value) implements Value {
    @Override
    public String typeName() {
      return "float64";
    }
  }

  record Text(String value) implements Value {
    @Override
    public String typeName() {
      return "string";
    }
  }

  /** A pointer, nil when it has no target. */
  record Pointer(@Nullable Value target, String elementType) implements Value {
    @Override
    public String typeName() {
      return "*" + elementType;
    }
  }

  record Callable(Function function) implements Value {
    @Override
    public String typeName() {
      return "func";
    }
  }

  /** A slice. */
  non-sealed interface Sequence extends Value {
    int size();

    Value get(int index);

    /**
     * A nil slice differs from an empty one only when compared with nil or printed as Go syntax.
     */
    boolean isNil();
  }

  /** A map with string keys. */
  non-sealed interface Dictionary extends Value {
    /** The keys in the order in which Go prints and ranges. */
    List<String> sortedKeys();

    /** The entry, or null when there is none. */
    @Nullable Value get(String key);

    /** What {@code index} yields for a key that is not there: the element type's zero value. */
    Value zero();

    int size();

    boolean isNil();
  }

  /** A struct: always true, and a field that it does not declare is an error. */
  non-sealed interface Struct extends Value {
    /**
     * The field's value (its zero value when it was not set), or null when the type has no such
     * field.
     */
    @Nullable Value field(String name);

    /** The fields in the order of declaration. */
    List<String> fieldNames();
  }

  static Value of(String value) {
    return new Text(value);
  }

  static Value of(long value) {
    return new Int(value, "int");
  }

  static Value of(boolean value) {
    return new Bool(value);
  }

  /** Follows pointers to what they point at; a nil pointer is returned as it is. */
  default Value followed() {
    Value value = this;
    while (value instanceof Pointer pointer && pointer.target() != null) {
      value = pointer.target();
    }
    return value;
  }

  /** Whether this is nil: no value, or a nil pointer, slice or map. */
  default boolean isNothing() {
    return switch (this) {
      case Nil nil -> true;
      case Pointer pointer -> pointer.target() == null;
      case Sequence sequence -> sequence.isNil();
      case Dictionary dictionary -> dictionary.isNil();
      case Bool bool -> false;
      case Int number -> false;
      case Real number -> false;
      case Text text -> false;
      case Callable callable -> false;
      case Struct struct -> false;
    };
  }

  /** Whether a condition holds for it: not zero, not empty, not nil. */
  default boolean isTrue() {
    return switch (this) {
      case Nil nil -> false;
      case Bool bool -> bool.value();
      case Int number -> number.value() != 0;
      case Real number -> number.value() != 0;
      case Text text -> !text.value().isEmpty();
      case Pointer pointer -> pointer.target() != null;
      case Sequence sequence -> sequence.size() > 0;
      case Dictionary dictionary -> dictionary.size() > 0;
      case Callable callable -> true;
      case Struct struct -> true;
    };
  }
}
