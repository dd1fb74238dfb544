package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.ChildExplanation.Cause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds on which one of many fields something rests, by altering half of them at once, a few times.
 * Each field is altered in trials of its own choice, as many as any other: so what rests on two of
 * them changes in more trials than what rests on one.
 *
 * @param fields one for each word
 * @param words the trials in which a field is altered
 * @param parts the fields that are altered in a trial
 */
record FieldCode(List<SpecField> fields, List<BitSet> words, List<List<SpecField>> parts) {

  static FieldCode of(List<SpecField> fields) {
    int trials = 2;
    List<BitSet> words = words(trials);
    while (words.size() < fields.size()) {
      words = words(++trials);
    }
    List<List<SpecField>> parts = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      List<SpecField> part = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        if (words.get(i).get(trial)) {
          part.add(fields.get(i));
        }
      }
      parts.add(part);
    }
    return new FieldCode(fields, words, parts);
  }

  /** All sets of half of the trials. */
  private static List<BitSet> words(int trials) {
    return IntStream.range(0, 1 << trials)
        .filter(bits -> Integer.bitCount(bits) == trials / 2)
        .mapToObj(bits -> BitSet.valueOf(new long[] {bits}))
        .toList();
  }

  /**
   * How something rests on one of the fields; nothing when it rests on several, or none.
   *
   * @param before what it is when nothing is altered
   * @param now what it is in each trial
   */
  Optional<Cause> cause(JsonNode before, List<JsonNode> now) {
    BitSet changed = new BitSet();
    for (int trial = 0; trial < now.size(); trial++) {
      changed.set(trial, !now.get(trial).equals(before));
    }
    int found = changed.isEmpty() ? -1 : words.indexOf(changed);
    return found >= 0 && found < fields.size()
        ? Optional.of(fields.get(found).cause(before, now.get(changed.nextSetBit(0))))
        : Optional.empty();
  }
}
