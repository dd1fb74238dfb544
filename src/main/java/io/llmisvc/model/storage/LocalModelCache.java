package io.llmisvc.model.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Optional;

/**
 * A cache of KServe's, which keeps a copy of a model on nodes.
 *
 * @param id its namespace is empty when all namespaces share it
 * @param source the URI of what it keeps
 * @param nodeGroups the groups of nodes that keep it; a claim of its own for each
 */
public record LocalModelCache(NamespacedName id, String source, List<String> nodeGroups) {
  /** So many characters a label's value can have, and the name of a cache more. */
  private static final int LONGEST_LABEL = 63;

  public LocalModelCache {
    nodeGroups = List.copyOf(nodeGroups);
  }

  /** From an object of either kind, whatever it holds. */
  public static LocalModelCache of(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    JsonNode spec = object.path("spec");
    return new LocalModelCache(
        new NamespacedName(metadata.path("namespace").asText(), metadata.path("name").asText()),
        spec.path("sourceModelUri").asText(),
        spec.path("nodeGroups").valueStream().map(JsonNode::asText).toList());
  }

  /**
   * The marks of a service whose model it has.
   *
   * @param uri of the model
   * @param nodeGroup where the service wants it from; empty for the first group that keeps it
   * @return absent when it has another model, has it elsewhere, or cannot be named by a label
   */
  public Optional<CacheMarks> marks(String uri, String nodeGroup) {
    if (source.isEmpty() || id.name().length() > LONGEST_LABEL || below(source, uri).isEmpty()) {
      return Optional.empty();
    }
    return nodeGroups.stream()
        .filter(group -> nodeGroup.isEmpty() || group.equals(nodeGroup))
        .findFirst()
        .map(group -> new CacheMarks(id.name(), id.namespace(), source, id.name() + "-" + group));
  }

  /** What follows the source in a URI, with a slash in front; absent when it is elsewhere. */
  static Optional<String> below(String source, String uri) {
    int end = source.length();
    while (end > 0 && source.charAt(end - 1) == '/') {
      end--;
    }
    if (!uri.regionMatches(0, source, 0, end)) {
      return Optional.empty();
    }
    String rest = uri.substring(end);
    if (rest.isEmpty()) {
      return Optional.of("/");
    }
    return rest.startsWith("/") ? Optional.of(rest) : Optional.empty();
  }
}
