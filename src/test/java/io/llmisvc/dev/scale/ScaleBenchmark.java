package io.llmisvc.dev.scale;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.StatusSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What {@code make bench-scale} starts: takes an operator through the life of many services. */
public final class ScaleBenchmark implements AutoCloseable {
  private static final Logger CLIENT_LOG = Logger.getLogger("io.fabric8");
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration SHORT_IDLE = Duration.ofSeconds(15);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final ScaleOptions options;
  private final Progress progress;
  private final ScaleWorkload workload;
  private final Duration deadline;
  private final ScaleCluster cluster;
  private final OperatorUnderTest operator;
  private final StatusSimulator statuses;
  private final ServiceProgress services;
  private final Probes probes;
  private final Meter meter;
  private final List<PhaseResult> results = new ArrayList<>();

  private ScaleBenchmark(ScaleOptions options, Progress progress, ScaleCluster cluster) {
    this.options = options;
    this.progress = progress;
    this.cluster = cluster;
    this.workload = new ScaleWorkload(options.services(), options.isOwn());
    this.deadline = PATIENCE.plusSeconds(options.services());
    this.operator = new OperatorUnderTest(cluster.controlPlane(), options.limitInBytes());
    this.statuses = cluster.simulateStatuses(options.isReady());
    this.services = ServiceProgress.start(cluster.admin());
    this.probes = new Probes(operator.management());
    this.meter =
        new Meter(
            cluster.port(),
            new RequestCount(cluster.auditLog(), OperatorUnderTest.ACCOUNT),
            probes);
  }

  public static void main(String[] arguments) {
    ScaleOptions options;
    try {
      options = ScaleOptions.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    CLIENT_LOG.setLevel(Level.SEVERE);
    System.exit(run(options, new Progress()));
  }

  private static int run(ScaleOptions options, Progress progress) {
    try (ScaleCluster cluster = ScaleCluster.start(progress);
        ScaleBenchmark benchmark = new ScaleBenchmark(options, progress, cluster)) {
      return benchmark.attempt();
    } catch (IllegalStateException | KubernetesClientException | IOException e) {
      progress.say("stopped: " + e);
      return 1;
    }
  }

  private int attempt() throws IOException {
    try {
      phases();
    } catch (AssertionError | IllegalStateException e) {
      progress.say("stopped: " + e.getMessage());
      progress.say(services + services.example().map(text -> "; " + text).orElse(""));
      progress.say("the operator's log ends with:\n" + operator.endOfLog());
      return 1;
    }
    ScaleReport report = new ScaleReport(options, results);
    String text = report.markdown(machine());
    System.out.print(text);
    if (options.out().isPresent()) {
      Path file = options.out().get();
      Files.writeString(file, text);
      progress.say("written to " + file);
    }
    operator.complaints().forEach(System.err::println);
    List<String> problems = report.problems();
    problems.forEach(problem -> System.err.println("FAILED: " + problem));
    return problems.isEmpty() ? 0 : 1;
  }

  private void phases() {
    progress.say("creating what is shared");
    cluster.create(workload.before());
    phase("start", this::startOperator, probes::isReady);
    rest("idle, no services", SHORT_IDLE);
    if (options.isOwn()) {
      phase("accounts, secrets, configs", this::createOwnObjects, () -> true);
    }
    phase(
        "create",
        () -> cluster.create(workload.services().stream().map(s -> s.yaml()).toList()),
        this::areSettled);
    rest("idle minute", MINUTE);
    phase(
        "edit of a config of all", () -> cluster.patchShared(ScaleWorkload.EDIT), this::areSettled);
    phase(
        "annotation of it", () -> cluster.patchShared(ScaleWorkload.ANNOTATION), this::areSettled);
    phase("restart", this::restartOperator, this::hadPasses);
    phase(
        "delete",
        () -> cluster.delete(workload.services()),
        () -> services.count() == 0 && statuses.count() == 0);
  }

  private void startOperator() {
    meter.forgetProcess();
    meter.measure(new ProcessMeter(operator.start()));
  }

  private void restartOperator() {
    meter.forgetProcess();
    operator.terminate();
    meter.forgetProcess(); // which may have answered until now
    meter.measure(new ProcessMeter(operator.start()));
  }

  private void createOwnObjects() {
    cluster.create(workload.ownNamespaces());
    cluster.create(workload.ownObjects());
  }

  private boolean areSettled() {
    int all = options.services();
    return services.observed() == all && (!options.isReady() || services.ready() == all);
  }

  /** Nothing to be seen from outside says that it has looked at all of them. */
  private boolean hadPasses() {
    return probes.isReady()
        && new Metrics(probes.metrics()).passes() >= options.services()
        && areSettled();
  }

  private void phase(String name, Runnable action, BooleanSupplier settled) {
    progress.say(name);
    meter.begin();
    action.run();
    progress.say("  " + name + ": waiting for quiet");
    long quietAt = awaitQuiet(name, settled);
    finish(name, quietAt);
  }

  private void rest(String name, Duration time) {
    progress.say(name);
    meter.begin();
    long end = meter.beginning() + time.toNanos();
    Await.until(name, time.plus(PATIENCE), () -> isAlive() && System.nanoTime() >= end);
    finish(name, end);
  }

  private void finish(String name, long quietAt) {
    PhaseResult result = meter.end(name, quietAt);
    results.add(result);
    progress.say(
        "  %s: quiet after %.1f s, %.1f s of CPU, %d requests, %s"
            .formatted(
                name,
                result.untilQuiet().toMillis() / 1000.0,
                result.cpuSeconds(),
                result.count(request -> true),
                services));
  }

  /** The moment after which the operator did nothing any more. */
  private long awaitQuiet(String name, BooleanSupplier settled) {
    BooleanSupplier looked = new Seldom(LOOK, settled);
    long[] unsettledAt = {System.nanoTime()};
    Await.until(
        name + ": quiet",
        deadline,
        () -> {
          boolean isSettled = isAlive() && looked.getAsBoolean();
          long now = System.nanoTime();
          if (!isSettled) {
            unsettledAt[0] = now;
          }
          return now - Math.max(unsettledAt[0], meter.busyAt()) > QUIET.toNanos();
        });
    return meter.busyAt();
  }

  private boolean isAlive() {
    cluster.requireAlive();
    operator.requireAlive();
    progress.sometimes(
        () -> services + ", %d workloads, routes and pools".formatted(statuses.count()));
    return true;
  }

  private ScaleReport.Machine machine() {
    return new ScaleReport.Machine(
        meter.running().isJvm(), operator.limitation(), operator.complaints().size());
  }

  @Override
  public void close() {
    meter.close();
    probes.close();
    operator.close();
    services.close();
    statuses.close();
  }
}
