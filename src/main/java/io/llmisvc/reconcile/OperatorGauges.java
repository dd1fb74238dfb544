package io.llmisvc.reconcile;

import io.llmisvc.config.SettingsResult;
import io.llmisvc.metrics.Meters;
import io.llmisvc.metrics.Meters.Sample;
import io.llmisvc.metrics.Metric;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What can be asked of the operator at any time. Of services and configs only the one that leads
 * tells: the others know what once was, and would be added to it.
 */
final class OperatorGauges {
  private final OperatorRuntime runtime;
  private final Meters meters;

  private OperatorGauges(OperatorRuntime runtime) {
    this.runtime = runtime;
    this.meters = runtime.telemetry().meters();
  }

  static void register(OperatorRuntime runtime) {
    new OperatorGauges(runtime).register();
  }

  private void register() {
    meters.gauge(Metric.LEADER, () -> number(leads()));
    meters.gauge(
        Metric.SETTINGS_VALID,
        () -> number(runtime.settings().current() instanceof SettingsResult.Valid));
    meters.gauge(Metric.KNOWN, () -> number(runtime.cluster().isKnown()));
    Fleet fleet = runtime.telemetry().fleet();
    whileLeading(Metric.SERVICES, fleet::byPattern);
    whileLeading(Metric.SERVICE_CONDITIONS, fleet::byCondition);
    whileLeading(Metric.FINDINGS, fleet::findings);
    whileLeading(Metric.NOT_READY_OLDEST, fleet::notReadyOldest);
    whileLeading(Metric.SERVICE_READY, fleet::ready);
    whileLeading(Metric.SERVICE_NOT_READY_SINCE, fleet::notReadySince);
    whileLeading(Metric.CONFIG_USERS, () -> users((service, config) -> true));
    whileLeading(Metric.CONFIG_FAILING, () -> users(fleet::blames));
  }

  private void whileLeading(Metric gauge, Supplier<Stream<Sample>> series) {
    if (!gauge.isPerObject() || runtime.settings().environment().perObjectMetrics()) {
      meters.gauge(gauge, () -> leads() ? series.get() : Stream.empty());
    }
  }

  /** How many services use a config so, by config; only of configs that exist. */
  private Stream<Sample> users(BiPredicate<NamespacedName, NamespacedName> use) {
    return runtime.configUsage().countUsers(use).entrySet().stream()
        .filter(users -> runtime.configEvents().find(users.getKey()).isPresent())
        .map(OperatorGauges::sample);
  }

  private static Sample sample(Map.Entry<NamespacedName, Integer> users) {
    return Sample.of(users.getValue(), users.getKey().namespace(), users.getKey().name());
  }

  private boolean leads() {
    return !runtime.term().isOver();
  }

  private static double number(boolean state) {
    return state ? 1 : 0;
  }
}
