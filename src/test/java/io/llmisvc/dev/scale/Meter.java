package io.llmisvc.dev.scale;

import io.llmisvc.dev.scale.RequestCount.Request;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Measures the operator, phase by phase. */
final class Meter implements AutoCloseable {
  private static final long PERIOD_MILLIS = 200;

  /** An operator that uses more of a core than this, over a second, still works. */
  private static final double WORKING = 0.15;

  private static final int SAMPLES_PER_SECOND = (int) (1000 / PERIOD_MILLIS);

  private final int apiServerPort;
  private final RequestCount requests;
  private final Probes probes;
  private final Deque<Double> cpu = new ArrayDeque<>();
  private final ScheduledExecutorService sampling =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("meter").unstarted(task));

  private @Nullable ProcessMeter process;
  private long busyAt = System.nanoTime();
  private long peak;
  private Start start = new Start(0, 0, 0, 0, Map.of(), 0);

  /** What had been counted when the phase began. */
  private record Start(
      long nanos,
      double cpuSeconds,
      double machineSeconds,
      double waitedSeconds,
      Map<Request, Integer> requests,
      long passes) {}

  Meter(int apiServerPort, RequestCount requests, Probes probes) {
    this.apiServerPort = apiServerPort;
    this.requests = requests;
    this.probes = probes;
    var unused =
        sampling.scheduleAtFixedRate(
            this::sample, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  synchronized void begin() {
    requests.update();
    probes.forget();
    peak = 0;
    if (process != null) {
      process.resetPeak();
    }
    busyAt = System.nanoTime();
    start =
        new Start(
            busyAt,
            process == null ? 0 : process.cpuSeconds(),
            ProcessMeter.machineCpuSeconds(),
            process == null ? 0 : process.waitedSeconds(),
            requests.counts(),
            process == null ? 0 : new Metrics(probes.metrics()).passes());
  }

  /** From now on there is no process to measure. */
  synchronized void forgetProcess() {
    process = null;
    cpu.clear();
    probes.expectAnotherProcess();
  }

  /** From now on it is this one, which has just started. */
  synchronized void measure(ProcessMeter started) {
    process = started;
    peak = 0;
    start = new Start(start.nanos(), 0, start.machineSeconds(), 0, start.requests(), 0);
  }

  /** When it began, as {@link System#nanoTime} has it. */
  synchronized long beginning() {
    return start.nanos();
  }

  /** When it wrote or worked last, as {@link System#nanoTime} has it. */
  synchronized long busyAt() {
    return busyAt;
  }

  synchronized PhaseResult end(String name, long quietAt) {
    ProcessMeter measured = running();
    Metrics metrics = new Metrics(probes.metrics());
    sample();
    ProcessMeter.Memory memory = measured.memory();
    return new PhaseResult(
        name,
        Duration.ofNanos(quietAt - start.nanos()),
        measured.cpuSeconds() - start.cpuSeconds(),
        ProcessMeter.machineCpuSeconds() - start.machineSeconds(),
        Math.max(0, measured.waitedSeconds() - start.waitedSeconds()),
        RequestCount.difference(requests.counts(), start.requests()),
        metrics.passes() - start.passes(),
        memory,
        Math.max(peak, memory.peak()),
        metrics.heapUsed(),
        requests.watches(),
        measured.connectionsTo(apiServerPort),
        probes.worstMillis(Probes.READY),
        probes.worstMillis(Probes.HEALTHY));
  }

  synchronized ProcessMeter running() {
    if (process == null) {
      throw new IllegalStateException("nothing is measured");
    }
    return process;
  }

  @Override
  public void close() {
    sampling.shutdownNow();
  }

  private synchronized void sample() {
    boolean isWritten = requests.update();
    if (isWritten || works()) {
      busyAt = System.nanoTime();
    }
  }

  private boolean works() {
    if (process == null) {
      return true;
    }
    try {
      peak = Math.max(peak, process.countedResident());
      double now = process.cpuSeconds();
      cpu.addLast(now);
      double before = cpu.size() > SAMPLES_PER_SECOND ? cpu.removeFirst() : cpu.getFirst();
      return now - before > WORKING;
    } catch (UncheckedIOException e) {
      return true; // it is about to end, which others notice
    }
  }
}
