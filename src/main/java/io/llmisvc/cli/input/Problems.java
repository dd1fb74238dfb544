package io.llmisvc.cli.input;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the input, so that one run names all of it. */
final class Problems {
  private final List<String> messages = new ArrayList<>();

  void add(Place place, String message) {
    messages.add(place + ": " + message);
  }

  void add(String file, String message) {
    messages.add(file + ": " + message);
  }

  void addAll(Problems others) {
    messages.addAll(others.messages);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /**
   * @throws UnreadableInputException when anything was added
   */
  void refuse() {
    if (!messages.isEmpty()) {
      throw new UnreadableInputException(messages);
    }
  }
}
