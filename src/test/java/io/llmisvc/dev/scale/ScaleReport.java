package io.llmisvc.dev.scale;

import io.llmisvc.dev.scale.RequestCount.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What there is to say at the end: the tables, and what must not have been. */
final class ScaleReport {
  private static final long PROBE_MILLIS = 1000;

  private final ScaleOptions options;
  private final List<PhaseResult> phases;

  /** On what was measured, and what the operator complained about. */
  record Machine(boolean isJvm, String limit, int complaints) {}

  ScaleReport(ScaleOptions options, List<PhaseResult> phases) {
    this.options = options;
    this.phases = List.copyOf(phases);
  }

  String markdown(Machine machine) {
    return """
    N=%d MIX=%s STATUS=%s: %s, %d cores, %d MiB, %s, %s. Memory limit: %s. Memory in MiB.
    Warnings and errors in the operator's log: %d.

    %s
    """
        .formatted(
            options.services(),
            options.mix(),
            options.isReady() ? "ready" : "none",
            machine.isJvm() ? "JVM " + System.getProperty("java.version") : "native binary",
            Runtime.getRuntime().availableProcessors(),
            memory() / 1024,
            processor(),
            LocalDate.now(),
            machine.limit(),
            machine.complaints(),
            new ScaleTable(options.services(), phases).markdown());
  }

  /** What must not be, with the requests or the time that show it. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (PhaseResult phase : phases) {
      switch (phase.name()) {
        case "restart" -> forbid(phase, "wrote", ScaleTable::isWriteOfPasses, problems);
        case "idle minute" -> forbid(phase, "asked", r -> !r.isWatch() && !r.isLease(), problems);
        default -> {}
      }
      checkProbe(phase, Probes.READY, phase.readyMillis(), problems);
      checkProbe(phase, Probes.HEALTHY, phase.healthyMillis(), problems);
    }
    return problems;
  }

  private static void forbid(
      PhaseResult phase, String verb, Predicate<Request> which, List<String> problems) {
    String found =
        phase.requests().entrySet().stream()
            .filter(entry -> which.test(entry.getKey()))
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      problems.add("%s: the operator %s: %s".formatted(phase.name(), verb, found));
    }
  }

  private static void checkProbe(
      PhaseResult phase, String path, long millis, List<String> problems) {
    if (millis > PROBE_MILLIS) {
      problems.add(
          "%s: %s took %d ms; threads of the operator waited %.1f s for a core in this phase"
              .formatted(phase.name(), path, millis, phase.waitedSeconds()));
    }
  }

  /** KiB. */
  private static long memory() {
    return Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").split(" ")[0]);
  }

  private static String processor() {
    return field(Path.of("/proc/cpuinfo"), "model name");
  }

  private static String field(Path file, String name) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.split("\\s*:\\s*", 2))
          .filter(parts -> parts[0].equals(name))
          .map(parts -> parts[1])
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
