package io.llmisvc.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real kubectl that sees no cluster. */
public final class Kubectl {
  private Kubectl() {}

  /**
   * Runs to the end.
   *
   * @param plugins a directory that is first on its PATH
   */
  public static Command.Result run(Path plugins, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Assets.binary("kubectl").toString()));
    command.addAll(List.of(arguments));
    return Command.run(
        command,
        environment -> {
          environment.put("KUBECONFIG", plugins.resolve("no-kubeconfig").toString());
          environment.merge("PATH", plugins + ":", (others, first) -> first + others);
        });
  }
}
