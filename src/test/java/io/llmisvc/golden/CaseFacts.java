package io.llmisvc.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ObjectReference;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.GroupMembers;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of the cluster of a case: {@code notServed} lists kinds as {@code apiVersion Kind},
 * {@code absent} objects (kind, apiVersion, namespace, name) that have been looked for in vain, or
 * without a name all objects of a kind in a namespace, {@code objects} whole objects of others,
 * {@code children} live objects of the service, {@code publishers} by model name the services
 * (service, group) that answer for it, {@code group} whether the service is ready and who its
 * siblings in its routing group are, {@code kubernetesVersion} the release of the API server.
 */
final class CaseFacts {
  private CaseFacts() {}

  /**
   * @param also objects of the input files; those of a known kind are there for references to find
   */
  static ClusterFacts read(ObjectNode facts, List<ObjectNode> also) {
    Set<Kind> served = EnumSet.allOf(Kind.class);
    for (JsonNode kind : facts.path("notServed")) {
      String[] words = kind.asText().split(" ", 2);
      served.remove(Kind.of(words[0], words[1]).orElseThrow());
    }
    Map<Reference, List<ObjectNode>> references = new LinkedHashMap<>();
    facts.path("absent").forEach(object -> references.put(reference(object), List.of()));
    facts
        .path("objects")
        .forEach(object -> references.put(reference(object), List.of((ObjectNode) object)));
    also.stream()
        .filter(object -> ObjectKey.of(object).isPresent())
        .forEach(object -> references.put(reference(object), List.of(object)));
    addGrants(references);
    Map<ObjectKey, ObjectNode> children = new LinkedHashMap<>();
    facts.path("children").forEach(child -> children.put(key(child), (ObjectNode) child));
    return new ClusterFacts(served, children, references)
        .withPublishers(publishers(facts.path("publishers")))
        .withGroup(group(facts.path("group")))
        .withServer(ServerVersion.parse(text(facts, "kubernetesVersion")).orElse(null));
  }

  private static Map<String, Set<Publisher>> publishers(JsonNode byModel) {
    Map<String, Set<Publisher>> publishers = new LinkedHashMap<>();
    byModel
        .properties()
        .forEach(
            entry ->
                publishers.put(
                    entry.getKey(),
                    entry
                        .getValue()
                        .valueStream()
                        .map(one -> new Publisher(text(one, "service"), text(one, "group")))
                        .collect(Collectors.toSet())));
    return publishers;
  }

  private static GroupFacts group(JsonNode group) {
    return group.isMissingNode()
        ? GroupFacts.alone()
        : new GroupFacts(
            group.path("ready").asBoolean(),
            null,
            GroupMembers.of(group.path("siblings").valueStream().map(CaseFacts::sibling).toList()));
  }

  private static GroupMember sibling(JsonNode sibling) {
    return new GroupMember(
        text(sibling, "service"),
        sibling.path("weight").asInt(),
        GroupMember.Phase.valueOf(sibling.path("phase").asText("RUNNING")),
        sibling.path("ready").asBoolean(),
        new ObjectReference(
            Kind.INFERENCE_POOL.group(),
            Kind.INFERENCE_POOL.kind(),
            text(sibling, "backend"),
            null),
        sibling.path("models").valueStream().map(JsonNode::asText).collect(Collectors.toSet()));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  private static Reference reference(JsonNode object) {
    if (object.has("metadata")) {
      ObjectKey key = key(object);
      return new Reference.ByName(key.kind(), key.namespace(), key.name());
    }
    Kind kind =
        Kind.of(object.path("apiVersion").asText(), object.path("kind").asText()).orElseThrow();
    String namespace = object.path("namespace").asText();
    return object.has("name")
        ? new Reference.ByName(kind, namespace, object.path("name").asText())
        : new Reference.InNamespace(kind, namespace);
  }

  /** Grants are asked about by their namespace. */
  private static void addGrants(Map<Reference, List<ObjectNode>> references) {
    Map<Reference, List<ObjectNode>> grants =
        references.entrySet().stream()
            .filter(entry -> entry.getKey() instanceof Reference.ByName)
            .filter(entry -> entry.getKey().kind() == Kind.REFERENCE_GRANT)
            .flatMap(entry -> entry.getValue().stream())
            .collect(
                Collectors.groupingBy(
                    grant ->
                        new Reference.InNamespace(Kind.REFERENCE_GRANT, key(grant).namespace())));
    references.putAll(grants);
  }

  private static ObjectKey key(JsonNode object) {
    return ObjectKey.of(object).orElseThrow();
  }
}
