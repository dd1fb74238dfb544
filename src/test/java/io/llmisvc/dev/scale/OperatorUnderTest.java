package io.llmisvc.dev.scale;

import io.llmisvc.testing.Await;
import io.llmisvc.testing.ChildProcess;
import io.llmisvc.testing.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher starts, {@code bin/llmisvc} here, with the account, the token and the rights that
 * it has in a cluster.
 */
final class OperatorUnderTest implements AutoCloseable {
  private static final String SERVICE_ACCOUNT = "llmisvc-controller-manager";
  static final String ACCOUNT =
      "system:serviceaccount:" + ScaleWorkload.SYSTEM + ":" + SERVICE_ACCOUNT;

  private static final Path LAUNCHER = Path.of("bin", "llmisvc").toAbsolutePath();
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  /** The process keeps its number when it becomes another program. */
  private static final String START =
      """
      echo $$ >"$1"
      [ -z "$2" ] || echo $$ >"$2/cgroup.procs"
      shift 2
      exec "$@"
      """;

  /** Below this a JVM chooses the serial collector in a container. */
  private static final long SMALL = 1792L << 20;

  private final ControlPlane controlPlane;
  private final Path launcher;
  private final Optional<Long> limit;
  private final Optional<MemoryLimit> group;
  private final int managementPort = ControlPlane.freePort();
  private @Nullable ChildProcess process;

  OperatorUnderTest(ControlPlane controlPlane, Optional<Long> limit) {
    this(controlPlane, LAUNCHER, limit);
  }

  OperatorUnderTest(ControlPlane controlPlane, Path launcher, Optional<Long> limit) {
    this.controlPlane = controlPlane;
    this.launcher = launcher;
    this.limit = limit;
    this.group = limit.flatMap(MemoryLimit::of);
  }

  String management() {
    return "http://127.0.0.1:" + managementPort;
  }

  /** What becomes of the limit that was asked for. */
  String limitation() {
    if (limit.isEmpty()) {
      return "none";
    }
    return (limit.get() >> 20)
        + (group.isPresent()
            ? " MiB, enforced by a cgroup"
            : " MiB for the choice of the heap only: no cgroup v2 of ours may limit memory here");
  }

  /** Starts it; returns its number at once, long before it is ready. */
  long start() {
    Path number = controlPlane.directory().resolve("operator.pid");
    delete(number);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-c",
                START,
                "operator",
                number.toString(),
                group.map(found -> found.group().toString()).orElse(""),
                launcher.toString(),
                "operator"));
    Map<String, String> environment = environment();
    limit
        .filter(bytes -> group.isEmpty())
        .ifPresent(bytes -> pretend(bytes, arguments, environment));
    process =
        ChildProcess.start(controlPlane.directory(), Path.of("/bin/sh"), arguments, environment);
    Await.until("the operator's process", () -> read(number).endsWith("\n"));
    return Long.parseLong(read(number).strip());
  }

  /** As Kubernetes does; returns when it is gone. */
  void terminate() {
    running().terminate();
  }

  void requireAlive() {
    running().requireAlive();
  }

  String endOfLog() {
    return running().endOfLog();
  }

  /** The warnings and errors in its log. */
  List<String> complaints() {
    try (Stream<String> lines = Files.lines(running().log())) {
      return lines.filter(line -> line.matches("\\d{4}-\\S+ \\S+ (WARN|ERROR) .*")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.kill();
    }
    group.ifPresent(MemoryLimit::close);
  }

  private Map<String, String> environment() {
    Map<String, String> environment =
        new HashMap<>(controlPlane.podEnvironment(ScaleWorkload.SYSTEM, SERVICE_ACCOUNT));
    environment.put("POD_NAMESPACE", ScaleWorkload.SYSTEM);
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    return environment;
  }

  /** The heap that it would choose by itself if its container had that much. */
  private static void pretend(long bytes, List<String> arguments, Map<String, String> environment) {
    if (isNative()) {
      arguments.add("-Xmx" + bytes / 10 * 8);
    } else {
      String collector = bytes < SMALL ? " -XX:+UseSerialGC" : "";
      environment.put("JAVA_TOOL_OPTIONS", "-XX:MaxRAM=" + bytes + collector);
    }
  }

  /** As the launcher decides. */
  private static boolean isNative() {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      FileTime jar = Files.exists(JAR) ? Files.getLastModifiedTime(JAR) : FileTime.fromMillis(0);
      for (Path file : built.toList()) {
        if (file.getFileName().toString().matches("llmisvc-.*-runner")
            && Files.getLastModifiedTime(file).compareTo(jar) >= 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException("the operator was not started");
    }
    return process;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
