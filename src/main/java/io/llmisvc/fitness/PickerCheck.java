package io.llmisvc.fitness;

import io.llmisvc.model.naming.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What endpoint pickers are bound to. */
final class PickerCheck {
  private static final String AUTH_DELEGATOR = "system:auth-delegator";

  private PickerCheck() {}

  static List<FitnessLine> of(Snapshot snapshot) {
    if (!snapshot.knows(ClusterPart.CLUSTER_ROLES)) {
      return List.of();
    }
    Map<String, String> uses = new TreeMap<>();
    uses.put(AUTH_DELEGATOR, "pickers cannot ask who their callers are");
    snapshot.all(ClusterPart.CLUSTER_ROLE_BINDINGS).stream()
        .filter(binding -> Traits.label(binding, Labels.PART_OF).equals(Labels.PART_OF_VALUE))
        .forEach(
            binding ->
                uses.putIfAbsent(
                    binding.at("/roleRef/name").asText(),
                    "ClusterRoleBinding " + Traits.name(binding) + " gives nothing"));
    Set<String> known =
        snapshot.all(ClusterPart.CLUSTER_ROLES).stream()
            .map(Traits::name)
            .collect(Collectors.toSet());
    List<FitnessLine> missing =
        uses.entrySet().stream()
            .filter(use -> !known.contains(use.getKey()))
            .map(use -> Outcome.PICKER_ROLE_MISSING.line(use.getKey(), use.getValue()))
            .toList();
    return missing.isEmpty()
        ? List.of(Outcome.PICKERS_OK.line(String.join(", ", uses.keySet())))
        : missing;
  }
}
