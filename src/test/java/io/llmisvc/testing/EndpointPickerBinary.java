package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The endpoint picker of the Gateway API inference extension, with flags of a plan. Only where it
 * listens is ours; of a flag that is given twice the last one counts.
 */
public final class EndpointPickerBinary implements AutoCloseable {
  private final ChildProcess process;

  private EndpointPickerBinary(ChildProcess process) {
    this.process = process;
  }

  /**
   * @param directory where its log is
   * @param kubeconfig the rights that it has; of a file that is missing it has none, and ends
   */
  public static EndpointPickerBinary start(Path directory, List<String> flags, Path kubeconfig) {
    List<String> arguments = new ArrayList<>(flags);
    for (String port : List.of("grpc-port", "grpc-health-port", "metrics-port")) {
      arguments.add("--%s=%d".formatted(port, ControlPlane.freePort()));
    }
    return new EndpointPickerBinary(
        ChildProcess.start(
            directory,
            Assets.controller("epp"),
            arguments,
            Map.of("KUBECONFIG", kubeconfig.toString(), "POD_NAME", "picker-of-a-test")));
  }

  public String log() {
    try {
      return Files.readString(process.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void requireAlive() {
    process.requireAlive();
  }

  @Override
  public void close() {
    process.kill();
  }
}
