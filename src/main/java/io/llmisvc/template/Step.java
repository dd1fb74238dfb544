package io.llmisvc.template;

import java.util.List;

/** One step down a JSON tree. */
public sealed interface Step {
  /** Into a member of an object. */
  record Member(String name) implements Step {}

  /** Into an element of an array. */
  record Element(int index) implements Step {}

  /** The steps as one writes a path: {@code template.containers[0].command[2]}. */
  static String text(List<Step> path) {
    StringBuilder text = new StringBuilder();
    for (Step step : path) {
      switch (step) {
        case Element element -> text.append('[').append(element.index()).append(']');
        case Member member when isWord(member.name()) ->
            text.append(text.isEmpty() ? "" : ".").append(member.name());
        case Member member -> text.append('[').append(member.name()).append(']');
      }
    }
    return text.toString();
  }

  private static boolean isWord(String name) {
    return name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }
}
