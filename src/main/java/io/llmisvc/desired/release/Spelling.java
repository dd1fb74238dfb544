package io.llmisvc.desired.release;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which word was meant by one that nobody knows. */
public final class Spelling {
  /** As many letters stand for one that may be wrong. */
  private static final int LETTERS = 5;

  private Spelling() {}

  /** The known word that was meant, when one is near enough. */
  public static Optional<String> nearest(String word, Stream<String> known) {
    return known
        .map(candidate -> new Candidate(candidate, distance(word, candidate)))
        .filter(candidate -> candidate.distance() * LETTERS <= word.length())
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  private record Candidate(String word, int distance) {}

  /** Letters that are inserted, dropped or replaced on the way from one word to the other. */
  private static int distance(String from, String to) {
    int[] above = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
