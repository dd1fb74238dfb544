package io.llmisvc.diagnosis;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The trouble that says most about why a workload is not ready.
 *
 * @param others how many more of its pods have the same
 */
record WorstTrouble(Trouble trouble, long others) {
  private static final long COUNTED = 10;

  private static final Pattern PARTS = Pattern.compile("[,.:;]( |$)");

  /** What is different each time that it is said: numbers, ports, addresses, identifiers. */
  private static final Pattern VARIABLE = Pattern.compile("[0-9a-f]*[0-9][0-9a-f]*");

  /**
   * One sentence without a full stop. What differs from what was said in numbers only, or not at
   * all, is said as it was: so a condition does not change with each try of a kubelet.
   *
   * @param said a text that may end with an earlier such sentence
   */
  String sentence(String said) {
    String head = head();
    String start = head + ": ";
    int at = head.isEmpty() ? -1 : said.lastIndexOf(start);
    String before = at < 0 ? "" : Words.line(said.substring(at + start.length()));
    String words = isAsBefore(before) ? before : trouble.words();
    return words.isEmpty() ? head : head.isEmpty() ? words : start + words;
  }

  /** A kubelet does not repeat each time why it cannot pull an image. */
  private boolean isAsBefore(String before) {
    return parts(before).equals(parts(trouble.words()))
        || (trouble.words().isEmpty() && !trouble.what().isEmpty() && !before.isEmpty());
  }

  private String head() {
    if (trouble.pod().isEmpty()) {
      return trouble.what();
    }
    String pods = "Pod " + trouble.pod() + others(others);
    return trouble.what().isEmpty() ? pods : pods + ": " + trouble.what();
  }

  /** Many are not counted one by one, for each more would be another sentence. */
  private static String others(long others) {
    if (others <= 1) {
      return others == 0 ? "" : " and 1 other";
    }
    long least = COUNTED;
    while (others > least * COUNTED) {
      least *= COUNTED;
    }
    return others > COUNTED
        ? " and more than %d others".formatted(least)
        : " and %d others".formatted(others);
  }

  /** Without what is variable, and in no order: a scheduler sorts its reasons by their numbers. */
  private static Set<String> parts(String words) {
    List<String> parts = List.of(PARTS.split(VARIABLE.matcher(words).replaceAll("#"), -1));
    boolean isCut = words.endsWith(Words.CUT);
    return Set.copyOf(isCut ? parts.subList(0, parts.size() - 1) : parts);
  }
}
