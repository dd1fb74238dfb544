package io.llmisvc.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real helm that knows nothing of the user's own one. */
public final class Helm {
  private final Map<String, String> environment;

  private Helm(Path home, Path kubeconfig) {
    this.environment =
        Map.of(
            "KUBECONFIG", kubeconfig.toString(),
            "HELM_CACHE_HOME", home.resolve("CACHE").toString(),
            "HELM_CONFIG_HOME", home.resolve("CONFIG").toString(),
            "HELM_DATA_HOME", home.resolve("DATA").toString());
  }

  /** One that sees no cluster. */
  public static Helm in(Path home) {
    return new Helm(home, home.resolve("no-kubeconfig"));
  }

  /** One that may do everything. */
  public static Helm in(Path home, ControlPlane controlPlane) {
    return new Helm(home, controlPlane.kubeconfig());
  }

  /** Runs to the end. */
  public Command.Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Assets.helm().toString()));
    command.addAll(List.of(arguments));
    return Command.run(command, this::isolate);
  }

  /** Makes an environment that of this helm. */
  void isolate(Map<String, String> all) {
    all.keySet().removeIf(name -> name.startsWith("HELM"));
    all.putAll(environment);
  }
}
