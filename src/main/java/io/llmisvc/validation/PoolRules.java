package io.llmisvc.validation;

import io.llmisvc.api.InferencePoolSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pool; at {@code spec.router.scheduler.pool.spec}. */
final class PoolRules {
  private static final Set<String> PROTOCOLS = Set.of("http", "kubernetes.io/h2c");
  private static final Set<String> FAILURE_MODES = Set.of("FailOpen", "FailClose");
  private static final int MOST_PORTS = 8;
  private static final int MOST_LABELS = 64;

  static final List<Rule<InferencePoolSpec>> ALL =
      List.of(
          Rule.error(
              ".selector",
              pool -> pool.matchLabels().size() > MOST_LABELS,
              pool -> "has %d labels; at most 64 are allowed".formatted(pool.matchLabels().size())),
          Rule.error(
              ".targetPorts",
              pool -> pool.portNumbers().stream().anyMatch(port -> port < 1 || port > 65535),
              pool -> "must be ports from 1 to 65535, not " + pool.portNumbers()),
          Rule.error(
              ".targetPorts",
              pool -> new HashSet<>(pool.portNumbers()).size() < pool.portNumbers().size(),
              pool -> "must be distinct, not " + pool.portNumbers()),
          Rule.error(
              ".targetPorts",
              pool -> pool.portNumbers().size() > MOST_PORTS,
              pool -> "has %d ports; at most 8 are allowed".formatted(pool.portNumbers().size())),
          Rule.error(
              ".appProtocol",
              pool -> isOther(pool.appProtocol(), PROTOCOLS),
              pool -> "must be http or kubernetes.io/h2c, not " + pool.appProtocol()),
          Rule.error(
              ".endpointPickerRef.failureMode",
              pool -> isOther(failureMode(pool), FAILURE_MODES),
              pool -> "must be FailOpen or FailClose, not " + failureMode(pool)));

  private PoolRules() {}

  private static @Nullable String failureMode(InferencePoolSpec pool) {
    return pool.endpointPickerRef() == null ? null : pool.endpointPickerRef().failureMode();
  }

  private static boolean isOther(@Nullable String value, Set<String> known) {
    return value != null && !value.isEmpty() && !known.contains(value);
  }
}
