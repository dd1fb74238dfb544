package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.Config;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.testing.ChildProcess;
import io.llmisvc.webhook.ServedWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One of several operators, in a JVM of its own, so that it can be ended as a pod is. It stops in
 * order when it is asked to, and serves webhooks when its environment says so.
 */
final class OperatorProcess implements AutoCloseable {
  private final String name;
  private final ChildProcess process;

  private OperatorProcess(String name, ChildProcess process) {
    this.name = name;
    this.process = process;
  }

  /**
   * @param name by which the audit log knows its requests
   */
  static OperatorProcess start(OperatorWorld world, String name) {
    return start(world, name, Map.of());
  }

  /** The same, in an environment of its own. */
  static OperatorProcess start(OperatorWorld world, String name, Map<String, String> environment) {
    return new OperatorProcess(
        name,
        ChildProcess.start(
            directory(world, name),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OperatorProcess.class.getName(),
                world.operatorKubeconfig().toString(),
                name),
            environment));
  }

  /** The process: starts an operator, and stops it before it ends. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Config config = Config.fromKubeconfig(Files.readString(Path.of(arguments[0])));
    config.setUserAgent(arguments[1]);
    TestOperator operator = TestOperator.startElected(config, OperatorEnvironment.current());
    if (System.getenv().containsKey("LLMISVC_WEBHOOKS")) {
      ServedWebhooks.start(operator.admission(), operator.client(), System.getenv());
    }
    java.lang.Runtime.getRuntime().addShutdownHook(new Thread(operator::close));
    Thread.currentThread().join(); // until a signal ends the process
  }

  String name() {
    return name;
  }

  void requireAlive() {
    process.requireAlive();
  }

  /** SIGTERM. Returns when the process is gone. */
  void terminate() {
    process.terminate();
  }

  /** SIGKILL. Returns when the process is gone. */
  void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.kill();
  }

  private static Path directory(OperatorWorld world, String name) {
    try {
      return Files.createDirectories(world.controlPlane().directory().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
