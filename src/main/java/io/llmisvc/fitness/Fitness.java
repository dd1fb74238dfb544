package io.llmisvc.fitness;

import io.llmisvc.model.facts.ServerVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All checks. */
public final class Fitness {
  /** The lease of the operator that leads. */
  public static final String LEASE = "llminferenceservice-kserve-controller-manager";

  private static final int MAJOR = 1;

  /** Since when webhooks know conditions. */
  private static final int MINOR = 28;

  private Fitness() {}

  /** What is to be said of a cluster, in the order of the checks; at least one line for each. */
  public static List<FitnessLine> of(Snapshot snapshot, Shipped shipped) {
    List<FitnessLine> lines = new ArrayList<>();
    lines.add(release(snapshot.release()));
    lines.addAll(DefinitionCheck.of(snapshot, shipped));
    lines.addAll(ApiCheck.of(snapshot));
    lines.addAll(WebhookCheck.of(snapshot));
    lines.addAll(PresetCheck.of(snapshot, shipped));
    lines.addAll(OperatorCheck.of(snapshot));
    lines.addAll(StoredSettings.check(snapshot));
    lines.addAll(GatewayCheck.of(snapshot));
    lines.addAll(ControllerCheck.of(snapshot));
    lines.addAll(PickerCheck.of(snapshot));
    lines.addAll(DeviceCheck.of(snapshot));
    lines.addAll(RightsCheck.of(snapshot, shipped));
    lines.addAll(NeighbourCheck.of(snapshot));
    lines.addAll(reading(snapshot));
    return lines;
  }

  private static FitnessLine release(@Nullable ServerVersion release) {
    if (release == null) {
      return Outcome.RELEASE_UNKNOWN.line();
    }
    return release.isBefore(MAJOR, MINOR)
        ? Outcome.RELEASE_OLD.line(release.toString())
        : Outcome.RELEASE_OK.line(release.toString());
  }

  /** A right that several parts lack is said once. */
  private static List<FitnessLine> reading(Snapshot snapshot) {
    if (snapshot.refused().isEmpty()) {
      return List.of(Outcome.READ_ALL.line());
    }
    Map<String, Set<Check>> open = new TreeMap<>();
    snapshot
        .refused()
        .forEach(
            (part, why) ->
                open.computeIfAbsent(why, any -> new TreeSet<>(Comparator.naturalOrder()))
                    .addAll(part.checks()));
    return open.entrySet().stream()
        .map(
            entry ->
                Outcome.NOT_READ.line(
                    entry.getKey(),
                    entry.getValue().stream().map(Check::word).collect(Collectors.joining(", "))))
        .toList();
  }
}
