package io.llmisvc.dev.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** {@code bench/startup}: from the start of the operator's process until it is ready. */
final class StartupBenchmark {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String ENTRY_POINT = "ENTRYPOINT ";
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Each look takes the operator's time. */
  private static final Duration POLL = Duration.ofMillis(5);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double KIB_PER_MIB = 1024;

  private final ScaleCluster cluster;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(); // as kubelets do

  /** Times in milliseconds, memory in KiB. */
  private record Start(long ready, long cpu, long resident, long idle) {}

  private StartupBenchmark(ScaleCluster cluster) {
    this.cluster = cluster;
  }

  public static void main(String[] arguments) throws IOException {
    int runs = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    Progress progress = new Progress();
    Path work = Files.createTempDirectory("startup");
    try (ScaleCluster cluster = ScaleCluster.start(progress)) {
      StartupBenchmark benchmark = new StartupBenchmark(cluster);
      List<String> rows = new ArrayList<>();
      for (Map.Entry<String, Path> form : forms(work).entrySet()) {
        List<Start> starts = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
          progress.say(form.getKey() + (run == 0 ? ", not counted" : ", run " + run));
          starts.add(benchmark.start(form.getValue()));
        }
        rows.add(row(form.getKey(), starts.subList(1, starts.size())));
      }
      System.out.println(
          "| form | ready, ms | CPU until then, ms | resident then, MiB | after 30 s, MiB |");
      System.out.println("| :-- | --: | --: | --: | --: |");
      rows.forEach(System.out::println);
    }
    System.exit(0);
  }

  /** A launcher for each form that is built. */
  private static Map<String, Path> forms(Path work) throws IOException {
    Map<String, Path> forms = new LinkedHashMap<>();
    for (Path file : list(TARGET)) {
      String name = file.getFileName().toString();
      if (name.matches("llmisvc-.*-runner")) {
        forms.put("native", entryPoint(work.resolve("native"), file));
      } else if (name.equals("quarkus-app")) {
        List<Path> all = list(file);
        List<Path> plain = all.stream().filter(it -> !it.endsWith("aot.release")).toList();
        forms.put("JVM", launcher(work.resolve("plain"), "lib", plain));
        if (all.size() > plain.size()) {
          forms.put("JVM with AOT cache", launcher(work.resolve("cached"), "lib", all));
        }
      }
    }
    return forms;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  /** Starts the binary as its image does. */
  private static Path entryPoint(Path launcher, Path binary) throws IOException {
    String start =
        Files.readAllLines(Path.of("src/main/docker/Dockerfile.native")).stream()
            .filter(line -> line.startsWith(ENTRY_POINT))
            .findFirst()
            .orElseThrow();
    List<String> words =
        new ArrayList<>(
            List.of(
                new ObjectMapper()
                    .readValue(start.substring(ENTRY_POINT.length()), String[].class)));
    words.set(0, binary.toString());
    Files.writeString(launcher, "#!/bin/sh\nexec %s \"$@\"\n".formatted(String.join(" ", words)));
    return Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A release with one form of the program, in a folder where its launcher looks for it. */
  private static Path launcher(Path release, String folder, List<Path> program) throws IOException {
    Path destination = Files.createDirectories(release.resolve(folder));
    for (Path entry : program) {
      Files.createSymbolicLink(destination.resolve(entry.getFileName()), entry);
    }
    Files.createSymbolicLink(release.resolve("scripts"), Path.of("scripts").toAbsolutePath());
    Path bin = Files.createDirectory(release.resolve("bin"));
    Path launcher = Files.copy(Path.of("bin", "llmisvc"), bin.resolve("llmisvc"));
    return Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Start start(Path launcher) {
    try (OperatorUnderTest operator =
        new OperatorUnderTest(cluster.controlPlane(), launcher, Optional.empty())) {
      long begun = System.nanoTime();
      ProcessMeter process = new ProcessMeter(operator.start());
      while (!isReady(operator)) {
        operator.requireAlive();
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
          throw new IllegalStateException("not ready:\n" + operator.endOfLog());
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
      long ready = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      long cpu = Math.round(process.cpuSeconds() * 1000);
      long resident = process.countedResident();
      LockSupport.parkNanos(IDLE.toNanos());
      Start start = new Start(ready, cpu, resident, process.countedResident());
      operator.terminate();
      return start;
    }
  }

  private boolean isReady(OperatorUnderTest operator) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(operator.management() + Probes.READY)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // it does not listen yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Medians. */
  private static String row(String form, List<Start> starts) {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.1f | %.1f |",
        form,
        median(starts.stream().map(Start::ready)),
        median(starts.stream().map(Start::cpu)),
        median(starts.stream().map(Start::resident)) / KIB_PER_MIB,
        median(starts.stream().map(Start::idle)) / KIB_PER_MIB);
  }

  private static double median(Stream<Long> values) {
    List<Long> sorted = values.sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
  }
}
