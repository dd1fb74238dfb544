package io.llmisvc.template.function;

import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Length, elements and parts. Strings are counted in bytes of UTF-8, as Go counts them. */
final class Indexing {
  private final Budget budget;

  Indexing(Budget budget) {
    this.budget = budget;
  }

  long length(Value item) throws ValueException {
    Value value = item.followed();
    return switch (value) {
      case Value.Text text -> bytes(text).length;
      case Value.Sequence list -> list.size();
      case Value.Dictionary map -> map.size();
      case Value.Pointer pointer -> throw new ValueException("len of nil pointer");
      default -> throw new ValueException("len of type " + value.typeName());
    };
  }

  /** {@code index x 1 "a"} is x[1]["a"]. */
  Value index(Value item, List<Value> indexes) throws ValueException {
    requireValue(item, "index");
    Value value = item;
    for (Value index : indexes) {
      budget.step();
      value = element(value.followed(), index);
    }
    return value;
  }

  private Value element(Value item, Value index) throws ValueException {
    return switch (item) {
      case Value.Text text -> new Value.Int(byteAt(bytes(text), index), "uint8");
      case Value.Sequence list -> list.get(position(index, list.size() - 1));
      case Value.Dictionary map -> entry(map, index);
      case Value.Nil nil -> throw new ValueException("index of nil pointer");
      case Value.Pointer pointer -> throw new ValueException("index of nil pointer");
      default -> throw new ValueException("can't index item of type " + item.typeName());
    };
  }

  private static long byteAt(byte[] bytes, Value index) throws ValueException {
    return Byte.toUnsignedLong(bytes[position(index, bytes.length - 1)]);
  }

  private static Value entry(Value.Dictionary map, Value key) throws ValueException {
    if (key instanceof Value.Text text) {
      Value entry = map.get(text.value());
      return entry == null ? map.zero() : entry;
    }
    throw new ValueException(
        key instanceof Value.Nil
            ? "value is nil; should be of type string"
            : "value has type " + key.typeName() + "; should be string");
  }

  /**
   * {@code slice x 1 2} is x[1:2]; a third index bounds the capacity, which nothing here can see.
   */
  Value slice(Value item, List<Value> indexes) throws ValueException {
    requireValue(item, "slice");
    Value value = item.followed();
    if (indexes.size() > 3) {
      throw new ValueException("too many slice indexes: " + indexes.size());
    }
    return switch (value) {
      case Value.Text text when indexes.size() == 3 ->
          throw new ValueException("cannot 3-index slice a string");
      case Value.Text text -> slice(bytes(text), indexes);
      case Value.Sequence list -> slice(list, indexes);
      case Value.Pointer pointer -> throw new ValueException("slice of nil pointer");
      default -> throw new ValueException("can't slice item of type " + value.typeName());
    };
  }

  private Value slice(byte[] bytes, List<Value> indexes) throws ValueException {
    int[] bounds = bounds(indexes, bytes.length);
    budget.text(bounds[1] - bounds[0]);
    return Value.of(
        new String(Arrays.copyOfRange(bytes, bounds[0], bounds[1]), StandardCharsets.UTF_8));
  }

  private static Value slice(Value.Sequence list, List<Value> indexes) throws ValueException {
    int[] bounds = bounds(indexes, list.size());
    return Part.of(list, bounds[0], bounds[1]);
  }

  private static int[] bounds(List<Value> indexes, int size) throws ValueException {
    int[] bounds = {0, size, size};
    for (int i = 0; i < indexes.size(); i++) {
      bounds[i] = position(indexes.get(i), size);
    }
    for (int i = 0; i < 2; i++) {
      if (bounds[i] > bounds[i + 1]) {
        throw new ValueException("invalid slice index: " + bounds[i] + " > " + bounds[i + 1]);
      }
    }
    return bounds;
  }

  private static int position(Value index, int largest) throws ValueException {
    if (index instanceof Value.Int number) {
      if (number.value() < 0 || number.value() > largest) {
        throw new ValueException("index out of range: " + number.value());
      }
      return (int) number.value();
    }
    throw new ValueException(
        index instanceof Value.Nil
            ? "cannot index slice/array with nil"
            : "cannot index slice/array with type " + index.typeName());
  }

  private static void requireValue(Value item, String function) throws ValueException {
    if (item instanceof Value.Nil) {
      throw new ValueException(function + " of untyped nil");
    }
  }

  private byte[] bytes(Value.Text text) throws ValueException {
    budget.text(text.value().length());
    return text.value().getBytes(StandardCharsets.UTF_8);
  }

  private record Part(Value.Sequence whole, int from, int to) implements Value.Sequence {
    /** A part of a part is a part of the whole: chains of them would be walked by recursion. */
    static Part of(Value.Sequence list, int from, int to) {
      return list instanceof Part part
          ? new Part(part.whole, part.from + from, part.from + to)
          : new Part(list, from, to);
    }

    @Override
    public String typeName() {
      return whole.typeName();
    }

    @Override
    public int size() {
      return to - from;
    }

    @Override
    public Value get(int index) {
      return whole.get(from + index);
    }

    @Override
    public boolean isNil() {
      return whole.isNil();
    }
  }
}
