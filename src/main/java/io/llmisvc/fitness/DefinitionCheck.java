package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The definitions of both kinds of ours. */
final class DefinitionCheck {
  private DefinitionCheck() {}

  static List<FitnessLine> of(Snapshot snapshot, Shipped shipped) {
    List<FitnessLine> lines = new ArrayList<>();
    snapshot
        .objects(ClusterPart.DEFINITIONS)
        .ifPresent(stored -> shipped.definitions().forEach(one -> lines.addAll(of(stored, one))));
    return lines;
  }

  private static List<FitnessLine> of(List<ObjectNode> all, ObjectNode shipped) {
    String name = Traits.name(shipped);
    Optional<ObjectNode> stored = Traits.named(all, name);
    if (stored.isEmpty()) {
      return List.of(Outcome.DEFINITION_MISSING.line(name));
    }
    JsonNode established = Traits.condition(stored.get().path("status"), "Established");
    if (!Traits.isTrue(established)) {
      return List.of(Outcome.DEFINITION_NOT_ESTABLISHED.line(name, Traits.reason(established)));
    }
    List<FitnessLine> lines = new ArrayList<>();
    String storage = storage(stored.get());
    if (!storage.equals(storage(shipped))) {
      lines.add(Outcome.STORAGE_DIFFERS.line(name, storage, storage(shipped)));
    }
    versions(shipped).forEach(version -> version(stored.get(), version).ifPresent(lines::add));
    return lines.isEmpty() ? List.of(asShipped(name, stored.get(), storage)) : lines;
  }

  private static FitnessLine asShipped(String name, JsonNode stored, String storage) {
    String served =
        versions(stored).stream()
            .filter(version -> version.path("served").asBoolean())
            .map(version -> version.path("name").asText())
            .sorted()
            .collect(Collectors.joining(" and "));
    return Outcome.DEFINITION_OK.line(name, served, storage);
  }

  private static Optional<FitnessLine> version(JsonNode stored, JsonNode shipped) {
    String name = shipped.path("name").asText();
    Optional<ObjectNode> found =
        versions(stored).stream()
            .filter(version -> version.path("name").asText().equals(name))
            .filter(version -> version.path("served").asBoolean())
            .findFirst();
    if (found.isEmpty()) {
      return Optional.of(Outcome.VERSION_NOT_SERVED.line(Traits.name(stored), name));
    }
    if (isConverted(stored) && !shipped.path("storage").asBoolean()) {
      return Optional.empty(); // conversion gives it a shape of its own
    }
    return ShippedMatch.difference("", found.get().path("schema"), shipped.path("schema"))
        .map(field -> Outcome.SCHEMA_DIFFERS.line(Traits.name(stored), name, field));
  }

  private static boolean isConverted(JsonNode definition) {
    return definition.at("/spec/conversion/strategy").asText().equals("Webhook");
  }

  private static String storage(JsonNode definition) {
    return versions(definition).stream()
        .filter(version -> version.path("storage").asBoolean())
        .map(version -> version.path("name").asText())
        .findFirst()
        .orElse("no version");
  }

  private static List<ObjectNode> versions(JsonNode definition) {
    return Trees.objects(definition.at("/spec/versions")).toList();
  }
}
