package io.llmisvc.testing;

import java.util.List;

/** A real kubectl that may do everything on one API server. */
public final class Kubectl {
  private final ControlPlane controlPlane;

  private Kubectl(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  public static Kubectl of(ControlPlane controlPlane) {
    return new Kubectl(controlPlane);
  }

  /** Runs a line of a shell that begins with {@code kubectl}. */
  public Command.Result run(String line) {
    return Command.run(
        List.of("bash", "-c", line),
        environment -> {
          environment.put("KUBECONFIG", controlPlane.kubeconfig().toString());
          environment.merge(
              "PATH",
              String.valueOf(Assets.binary("kubectl").getParent()),
              (path, kubectl) -> kubectl + ":" + path);
        });
  }
}
