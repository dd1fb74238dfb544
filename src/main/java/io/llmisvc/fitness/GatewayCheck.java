package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.router.Listener;
import io.llmisvc.model.router.Parent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Gateway that routes attach to when a service names none. */
final class GatewayCheck {
  private GatewayCheck() {}

  static List<FitnessLine> of(Snapshot snapshot) {
    Optional<Settings> settings = StoredSettings.valid(snapshot);
    if (settings.isEmpty()
        || !snapshot.knows(ClusterPart.GATEWAY)
        || !snapshot.served().contains(Kind.GATEWAY)) {
      return List.of();
    }
    NamespacedName id = settings.get().ingress().defaultGateway();
    if (id == null) {
      return List.of(Outcome.GATEWAY_UNNAMED.line());
    }
    return snapshot.all(ClusterPart.GATEWAY).stream()
        .findFirst()
        .map(gateway -> gateway(snapshot, id, gateway))
        .orElseGet(() -> missing(snapshot, id, settings.get().ingress()));
  }

  private static List<FitnessLine> missing(
      Snapshot snapshot, NamespacedName id, Settings.Ingress ingress) {
    String managed = ingress.managedGatewayClassName();
    if (managed == null) {
      return List.of(Outcome.GATEWAY_MISSING.line(id.toString()));
    }
    return gatewayClass(snapshot, managed)
        .map(List::of)
        .orElse(List.of(Outcome.GATEWAY_MANAGED.line(id.toString(), managed)));
  }

  private static List<FitnessLine> gateway(
      Snapshot snapshot, NamespacedName id, ObjectNode gateway) {
    String className = gateway.at("/spec/gatewayClassName").asText();
    List<FitnessLine> lines = new ArrayList<>();
    gatewayClass(snapshot, className).ifPresent(lines::add);
    JsonNode accepted = Traits.condition(gateway.path("status"), "Accepted");
    JsonNode programmed = Traits.condition(gateway.path("status"), "Programmed");
    if (!Traits.isTrue(accepted)) {
      lines.add(Outcome.GATEWAY_NOT_ACCEPTED.line(id.toString(), Traits.reason(accepted)));
    } else if (!Traits.isTrue(programmed)) {
      lines.add(Outcome.GATEWAY_NOT_PROGRAMMED.line(id.toString(), Traits.reason(programmed)));
    }
    listeners(id, gateway).ifPresent(lines::add);
    return lines.isEmpty()
        ? List.of(Outcome.GATEWAY_OK.line(id.toString(), className, taken(open(gateway))))
        : lines;
  }

  private static Optional<FitnessLine> listeners(NamespacedName id, ObjectNode gateway) {
    List<Listener> listeners = open(gateway);
    if (listeners.isEmpty()) {
      return Optional.of(Outcome.GATEWAY_WITHOUT_HTTP.line(id.toString()));
    }
    boolean isClosed =
        listeners.stream()
            .map(listener -> listener.namespaces().rule().path("from").asText("Same"))
            .allMatch(from -> from.equals("Same") || from.equals("None"));
    return isClosed
        ? Optional.of(Outcome.GATEWAY_CLOSED.line(id.toString(), taken(listeners)))
        : Optional.empty();
  }

  private static List<Listener> open(ObjectNode gateway) {
    NamespacedName id = new NamespacedName(Traits.namespace(gateway), Traits.name(gateway));
    Parent whole = new Parent(Kind.GATEWAY.group(), Kind.GATEWAY.kind(), id, "", 0);
    return Listener.of(gateway, whole).stream().filter(Listener::takesRoutes).toList();
  }

  private static String taken(List<Listener> listeners) {
    return listeners.stream()
        .map(listener -> listener.namespaces().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** What is wrong with a class. */
  private static Optional<FitnessLine> gatewayClass(Snapshot snapshot, String name) {
    if (!snapshot.knows(ClusterPart.GATEWAY_CLASSES)) {
      return Optional.empty();
    }
    Optional<ObjectNode> found = Traits.named(snapshot.all(ClusterPart.GATEWAY_CLASSES), name);
    if (found.isEmpty()) {
      return Optional.of(Outcome.CLASS_MISSING.line(name));
    }
    JsonNode accepted = Traits.condition(found.get().path("status"), "Accepted");
    return Traits.isTrue(accepted)
        ? Optional.empty()
        : Optional.of(
            Outcome.CLASS_NOT_ACCEPTED.line(
                name, Traits.reason(accepted), found.get().at("/spec/controllerName").asText()));
  }
}
