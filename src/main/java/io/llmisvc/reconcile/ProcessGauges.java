package io.llmisvc.reconcile;

import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells what this process is, and what memory it uses. */
final class ProcessGauges {
  void register(
      @Observes StartupEvent started,
      Meters meters,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    register(meters, version, new ProcessMemory(Path.of("/")));
  }

  static void register(Meters meters, String version, ProcessMemory memory) {
    String form = ImageMode.current().isNativeImage() ? "native" : "jvm";
    meters.gauge(Metric.BUILD_INFO, () -> Stream.of(Meters.Sample.of(1, version, form)));
    meters.gauge(Metric.MEMORY_RESIDENT, () -> orNone(memory.resident()));
    meters.gauge(Metric.MEMORY_LIMIT, () -> orNone(memory.limit()));
    Runtime machine = Runtime.getRuntime();
    meters.gauge(Metric.MEMORY_HEAP, () -> machine.totalMemory() - machine.freeMemory());
    meters.gauge(Metric.MEMORY_HEAP_MAX, machine::maxMemory);
  }

  private static double orNone(OptionalLong bytes) {
    return bytes.isPresent() ? bytes.getAsLong() : Double.NaN;
  }
}
