package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who else works on services and configs. */
final class NeighbourCheck {
  private static final Set<String> KSERVE =
      Set.of(InstalledOperator.NAME, "kserve-" + InstalledOperator.NAME);
  private static final String KSERVE_LABEL = "control-plane";

  private NeighbourCheck() {}

  static List<FitnessLine> of(Snapshot snapshot) {
    List<FitnessLine> lines = new ArrayList<>();
    snapshot.all(ClusterPart.DEPLOYMENTS).stream()
        .filter(NeighbourCheck::isKserves)
        .map(deployment -> Outcome.OTHER_CONTROLLER.line(Traits.id(deployment)))
        .forEach(lines::add);
    Set<FitnessLine> fights = new TreeSet<>((a, b) -> a.text().compareTo(b.text()));
    for (JsonNode event : snapshot.all(ClusterPart.FIGHTS)) {
      JsonNode service = event.path("involvedObject");
      String id = service.path("namespace").asText() + "/" + service.path("name").asText();
      fights.add(Outcome.FIGHT.line(id, event.path("message").asText()));
    }
    lines.addAll(fights);
    return lines.isEmpty() && snapshot.knows(ClusterPart.DEPLOYMENTS, ClusterPart.FIGHTS)
        ? List.of(Outcome.NEIGHBOURS_OK.line())
        : lines;
  }

  /** The Deployment may have the name of ours. One with no replicas does nothing. */
  private static boolean isKserves(JsonNode deployment) {
    return KSERVE.contains(Traits.label(deployment, KSERVE_LABEL))
        && !InstalledOperator.isOurs(deployment)
        && deployment.at("/spec/replicas").asInt(1) > 0;
  }
}
