package io.llmisvc.testing;

import java.util.ArrayList;
import java.util.List;

/** The types that Grafana publishes of its dashboards. */
public final class Grafana {
  private Grafana() {}

  /** What is wrong with dashboards in files, one fault a line; empty when nothing is. */
  public static String faults(List<String> files) {
    List<String> command = new ArrayList<>(List.of(Assets.grafana().toString()));
    command.addAll(files);
    Command.Result read = Command.run(command, environment -> {});
    if (!read.err().isEmpty()) {
      throw new IllegalStateException(read.err());
    }
    return read.out();
  }
}
