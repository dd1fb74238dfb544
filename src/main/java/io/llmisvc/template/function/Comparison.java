package io.llmisvc.template.function;

import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import io.llmisvc.template.value.Values;
import java.util.List;

/**
 * Go's comparisons: only values of one basic kind compare, and pointers are not followed. Two
 * pointers are equal when what they point at is equal (Go compares addresses, of which there are
 * none here). Slices, maps and structs compare with nil only.
 */
final class Comparison {
  private final Budget budget;

  Comparison(Budget budget) {
    this.budget = budget;
  }

  /** Whether the first value equals one of the others. */
  boolean equalToAny(List<Value> values) throws ValueException {
    if (values.size() < 2) {
      throw new ValueException("missing argument for comparison");
    }
    for (Value candidate : values.subList(1, values.size())) {
      if (areEqual(values.getFirst(), candidate)) {
        return true;
      }
    }
    return false;
  }

  boolean isLess(Value left, Value right) throws ValueException {
    requireBasic(left);
    requireBasic(right);
    return switch (left) {
      case Value.Int l when right instanceof Value.Int r -> l.value() < r.value();
      case Value.Real l when right instanceof Value.Real r -> l.value() < r.value();
      case Value.Text l when right instanceof Value.Text r -> {
        budget.text(Math.min(l.value().length(), r.value().length()));
        yield Values.TEXT_ORDER.compare(l.value(), r.value()) < 0;
      }
      case Value.Bool l when right instanceof Value.Bool -> throw badType();
      default -> throw incompatible(left, right);
    };
  }

  boolean isAtMost(Value left, Value right) throws ValueException {
    return isLess(left, right) || areEqual(left, right);
  }

  private boolean areEqual(Value left, Value right) throws ValueException {
    return switch (left) {
      case Value.Bool l when right instanceof Value.Bool r -> l.value() == r.value();
      case Value.Int l when right instanceof Value.Int r -> l.value() == r.value();
      case Value.Real l when right instanceof Value.Real r -> l.value() == r.value();
      case Value.Text l when right instanceof Value.Text r -> areEqual(l.value(), r.value());
      default -> areEqualComposites(left, right);
    };
  }

  private boolean areEqual(String left, String right) throws ValueException {
    if (left.length() != right.length()) {
      return false;
    }
    budget.text(left.length());
    return left.equals(right);
  }

  private boolean areEqualComposites(Value left, Value right) throws ValueException {
    boolean untyped = left instanceof Value.Nil || right instanceof Value.Nil;
    if (isBasic(left) != isBasic(right) || isBasic(left)) {
      if (untyped) {
        return false;
      }
      throw incompatible(left, right);
    }
    if (!untyped && !areOfOneKind(left, right)) {
      throw incompatible(left, right);
    }
    if (left.isNothing() || right.isNothing()) {
      return left.isNothing() == right.isNothing();
    }
    if (left instanceof Value.Pointer) {
      return areAlike(left, right);
    }
    throw new ValueException("non-comparable type " + right.typeName());
  }

  /** Whether two values look the same, member by member. */
  private boolean areAlike(Value one, Value other) throws ValueException {
    budget.step();
    Value left = one.followed();
    Value right = other.followed();
    if (!left.typeName().equals(right.typeName()) || left.isNothing() != right.isNothing()) {
      return false;
    }
    return switch (left) {
      case Value.Text l when right instanceof Value.Text r -> areEqual(l.value(), r.value());
      case Value.Sequence l when right instanceof Value.Sequence r -> areAlike(l, r);
      case Value.Dictionary l when right instanceof Value.Dictionary r -> areAlike(l, r);
      case Value.Struct l when right instanceof Value.Struct r -> areAlike(l, r);
      default -> left.equals(right);
    };
  }

  private boolean areAlike(Value.Sequence left, Value.Sequence right) throws ValueException {
    boolean alike = left.size() == right.size();
    for (int i = 0; alike && i < left.size(); i++) {
      alike = areAlike(left.get(i), right.get(i));
    }
    return alike;
  }

  private boolean areAlike(Value.Dictionary left, Value.Dictionary right) throws ValueException {
    List<String> keys = left.size() == right.size() ? budget.sortedKeys(left) : List.of();
    boolean alike = left.size() == right.size();
    for (int i = 0; alike && i < keys.size(); i++) {
      Value ours = left.get(keys.get(i));
      Value theirs = right.get(keys.get(i));
      alike = ours != null && theirs != null && areAlike(ours, theirs);
    }
    return alike;
  }

  private boolean areAlike(Value.Struct left, Value.Struct right) throws ValueException {
    for (String name : left.fieldNames()) {
      Value ours = left.field(name);
      Value theirs = right.field(name);
      if (ours == null || theirs == null ? ours != theirs : !areAlike(ours, theirs)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areOfOneKind(Value left, Value right) {
    return switch (left) {
      case Value.Pointer pointer -> right instanceof Value.Pointer;
      case Value.Sequence list -> right instanceof Value.Sequence;
      case Value.Dictionary map -> right instanceof Value.Dictionary;
      case Value.Struct struct -> right instanceof Value.Struct;
      default -> left.getClass() == right.getClass();
    };
  }

  private static void requireBasic(Value value) throws ValueException {
    if (!isBasic(value)) {
      throw badType();
    }
  }

  private static boolean isBasic(Value value) {
    return value instanceof Value.Bool
        || value instanceof Value.Int
        || value instanceof Value.Real
        || value instanceof Value.Text;
  }

  private static ValueException badType() {
    return new ValueException("invalid type for comparison");
  }

  private static ValueException incompatible(Value left, Value right) {
    return new ValueException(
        "incompatible types for comparison: " + left.typeName() + " and " + right.typeName());
  }
}
