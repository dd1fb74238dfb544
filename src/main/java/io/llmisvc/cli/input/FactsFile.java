package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --facts} says of the cluster.
 *
 * @param served absent when every kind is served
 * @param absent absent when everything that is not among the objects does not exist
 * @param server absent when it is not said
 */
record FactsFile(
    @Nullable Set<Kind> served,
    List<Document> objects,
    List<Document> children,
    @Nullable Set<ObjectKey> absent,
    @Nullable ServerVersion server) {
  /** Every kind is served, and nothing else is known. */
  static final FactsFile NOTHING = new FactsFile(null, List.of(), List.of(), Set.of(), null);

  private static final Set<String> KEYS =
      Set.of("served", "objects", "children", "absent", "kubernetesVersion");

  static FactsFile read(Document file, Problems problems) {
    file.tree()
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                problems.add(file.place(), "unknown key " + key + "; known are " + known());
              }
            });
    return new FactsFile(
        file.tree().has("served") ? served(file, problems) : null,
        objects(file, "objects", problems),
        objects(file, "children", problems),
        file.tree().has("absent") ? absent(file, problems) : null,
        file.tree().has("kubernetesVersion") ? server(file, problems) : null);
  }

  /** A cluster of this file and the objects that have been read from elsewhere. */
  OfflineCluster toCluster(Map<ObjectKey, ObjectNode> known, Map<ObjectKey, ObjectNode> live) {
    return new OfflineCluster(
        served == null ? EnumSet.allOf(Kind.class) : served,
        known,
        live,
        absent == null ? Set.of() : absent,
        absent == null,
        server);
  }

  private static @Nullable ServerVersion server(Document file, Problems problems) {
    String text = file.tree().path("kubernetesVersion").asText();
    Optional<ServerVersion> version = ServerVersion.parse(text);
    if (version.isEmpty()) {
      problems.add(
          file.place(), "kubernetesVersion: %s is no version; write \"1.34\"".formatted(text));
    }
    return version.orElse(null);
  }

  private static String known() {
    return String.join(", ", KEYS.stream().sorted().toList());
  }

  private static Set<Kind> served(Document file, Problems problems) {
    Set<Kind> served = EnumSet.noneOf(Kind.class);
    for (JsonNode entry : file.tree().path("served")) {
      kind(entry.asText())
          .ifPresentOrElse(
              served::add,
              () ->
                  problems.add(
                      file.place(),
                      "served: no kind %s; write Kind.group/version, such as %s"
                          .formatted(entry.asText(), name(Kind.LEADER_WORKER_SET))));
    }
    return served;
  }

  private static Optional<Kind> kind(String text) {
    return EnumSet.allOf(Kind.class).stream().filter(kind -> name(kind).equals(text)).findFirst();
  }

  private static String name(Kind kind) {
    return kind.kind() + (kind.group().isEmpty() ? "/" : ".") + kind.apiVersion();
  }

  private static Set<ObjectKey> absent(Document file, Problems problems) {
    Set<ObjectKey> keys = new HashSet<>();
    for (Document entry : objects(file, "absent", problems)) {
      Optional<Kind> kind = KnownKinds.fact(entry);
      if (kind.isEmpty()) {
        problems.add(entry.place(), "absent: needs the apiVersion and kind of an object");
        continue;
      }
      JsonNode tree = entry.tree();
      keys.add(
          new ObjectKey(kind.get(), tree.path("namespace").asText(), tree.path("name").asText()));
    }
    return keys;
  }

  private static List<Document> objects(Document file, String key, Problems problems) {
    List<Document> objects = new ArrayList<>();
    JsonNode list = file.tree().path(key);
    for (int i = 0; i < list.size(); i++) {
      Place place = file.place().item(i + 1);
      if (list.get(i) instanceof ObjectNode object) {
        objects.add(new Document(place, object));
      } else {
        problems.add(place, key + ": must be an object, not " + Shapes.name(list.get(i)));
      }
    }
    return objects;
  }
}
