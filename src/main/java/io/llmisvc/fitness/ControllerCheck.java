package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who acts on the kinds of other projects. */
final class ControllerCheck {
  private ControllerCheck() {}

  /** Controllers by what their own manifests and charts call them. */
  private enum Controller {
    GROUPS(
        Kind.LEADER_WORKER_SET,
        "LeaderWorkerSet",
        Set.of("lws-controller-manager"),
        Set.of("lws", "leaderworkerset")),
    SCALERS(Kind.SCALED_OBJECT, "KEDA", Set.of("keda-operator"), Set.of("keda-operator"));

    private final Kind kind;
    private final String project;
    private final Set<String> names;
    private final Set<String> labels;

    Controller(Kind kind, String project, Set<String> names, Set<String> labels) {
      this.kind = kind;
      this.project = project;
      this.names = names;
      this.labels = labels;
    }

    private boolean is(JsonNode deployment) {
      return names.contains(Traits.name(deployment))
          || labels.contains(Traits.label(deployment, Labels.NAME));
    }
  }

  static List<FitnessLine> of(Snapshot snapshot) {
    List<FitnessLine> lines = new ArrayList<>();
    snapshot
        .objects(ClusterPart.DEPLOYMENTS)
        .ifPresent(
            deployments ->
                Arrays.stream(Controller.values())
                    .filter(controller -> snapshot.served().contains(controller.kind))
                    .map(controller -> of(deployments, controller))
                    .forEach(lines::add));
    drivers(snapshot).ifPresent(lines::add);
    return lines;
  }

  private static FitnessLine of(List<ObjectNode> deployments, Controller controller) {
    List<ObjectNode> found = deployments.stream().filter(controller::is).toList();
    if (found.isEmpty()) {
      return Outcome.CONTROLLER_MISSING.line(controller.kind.kind(), controller.project);
    }
    return found.stream()
        .filter(deployment -> deployment.at("/status/availableReplicas").asInt() > 0)
        .findFirst()
        .map(it -> Outcome.CONTROLLER_OK.line(Traits.id(it), controller.kind.kind()))
        .orElseGet(
            () ->
                Outcome.CONTROLLER_UNAVAILABLE.line(
                    Traits.id(found.getFirst()), controller.kind.kind()));
  }

  /** Nothing is said where nobody claims devices and none are published. */
  private static Optional<FitnessLine> drivers(Snapshot snapshot) {
    if (!snapshot.knows(ClusterPart.CLAIM_TEMPLATES, ClusterPart.DEVICE_SLICES)) {
      return Optional.empty();
    }
    List<ObjectNode> slices = snapshot.all(ClusterPart.DEVICE_SLICES);
    if (!slices.isEmpty()) {
      String drivers =
          slices.stream()
              .map(slice -> slice.at("/spec/driver").asText())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      return Optional.of(Outcome.DRIVER_OK.line(drivers));
    }
    return snapshot.all(ClusterPart.CLAIM_TEMPLATES).stream()
        .findFirst()
        .map(template -> Outcome.DRIVER_MISSING.line(Traits.id(template)));
  }
}
