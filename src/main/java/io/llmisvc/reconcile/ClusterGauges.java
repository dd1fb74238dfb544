package io.llmisvc.reconcile;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.llmisvc.cluster.WatchState;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Metric;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.stream.Stream;

/** Tells how the cluster is followed, and when certificates of services end. */
final class ClusterGauges {
  void register(
      @Observes StartupEvent started,
      Meters meters,
      OperatorWatches watches,
      OperatorRuntime runtime) {
    meters.gauge(Metric.WATCHES, () -> samples(watches.states()));
    meters.gauge(
        Metric.CERTIFICATE_NOT_AFTER,
        () ->
            runtime.cluster().firstCertificateEnd().stream()
                .map(end -> Meters.Sample.of(end.getEpochSecond(), "services")));
  }

  /** Of a resource that is watched several times, the worst counts. */
  static Stream<Meters.Sample> samples(Stream<WatchState> states) {
    Map<String, Boolean> synced =
        states.collect(
            groupingBy(
                WatchState::resource, reducing(true, WatchState::isSynced, Boolean::logicalAnd)));
    return synced.entrySet().stream()
        .map(resource -> Meters.Sample.of(resource.getValue() ? 1 : 0, resource.getKey()));
  }
}
