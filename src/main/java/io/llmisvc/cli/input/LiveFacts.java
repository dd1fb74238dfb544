package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Parallel;
import io.llmisvc.live.Refusals;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.match.Ownership;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a cluster is, each thing asked for once; what may not be read is not answered. */
public final class LiveFacts implements FactSource {
  private final LiveCluster cluster;
  private final Set<Kind> served;
  private final @Nullable ServerVersion server;
  private final Map<NamespacedName, Map<ObjectKey, ObjectNode>> children = new HashMap<>();
  private final Map<Reference, Optional<List<ObjectNode>>> answers = new HashMap<>();
  private final Refusals refusals;

  /**
   * @param namespace of the services; absent for all
   * @param refusals hears of what may not be read
   */
  public LiveFacts(LiveCluster cluster, @Nullable String namespace, Refusals refusals) {
    this.cluster = cluster;
    this.refusals = refusals;
    this.served = cluster.kinds();
    this.server = cluster.server().orElse(null);
    readChildren(namespace);
  }

  @Override
  public ClusterFacts facts(NamespacedName service, Set<Reference> questions) {
    List<Reference> unread =
        questions.stream().filter(question -> !answers.containsKey(question)).toList();
    List<Optional<List<ObjectNode>>> read = Parallel.map(unread, this::answer);
    for (int i = 0; i < unread.size(); i++) {
      answers.put(unread.get(i), read.get(i));
    }
    Map<Reference, List<ObjectNode>> known = new HashMap<>();
    for (Reference question : questions) {
      answers
          .getOrDefault(question, Optional.empty())
          .ifPresent(answer -> known.put(question, answer));
    }
    return new ClusterFacts(served, children(service), known).withServer(server);
  }

  private Map<ObjectKey, ObjectNode> children(NamespacedName service) {
    return children.getOrDefault(service, Map.of());
  }

  @Override
  public List<String> refusals() {
    return refusals.lines();
  }

  private Optional<List<ObjectNode>> answer(Reference question) {
    return refusals.unlessRefused(
        () ->
            switch (question) {
              case Reference.ByName one ->
                  cluster
                      .get(ApiResource.of(one.kind()), one.namespace(), one.name())
                      .map(List::of)
                      .orElse(List.of());
              case Reference.ByLabel label ->
                  cluster.list(
                      ApiResource.of(label.kind()),
                      label.namespace(),
                      Map.of("labelSelector", label.label() + "=" + label.value()));
              case Reference.InNamespace all ->
                  cluster.list(ApiResource.of(all.kind()), all.namespace());
            });
  }

  private void readChildren(@Nullable String namespace) {
    List<Kind> kinds =
        Arrays.stream(ChildRole.values())
            .map(ChildRole::kind)
            .distinct()
            .filter(kind -> !kind.isOptional() || served.contains(kind))
            .toList();
    Map<String, String> ours = Map.of("labelSelector", Labels.PART_OF + "=" + Labels.PART_OF_VALUE);
    List<Optional<List<ObjectNode>>> found =
        Parallel.map(
            kinds,
            kind ->
                refusals.unlessRefused(() -> cluster.list(ApiResource.of(kind), namespace, ours)));
    for (int i = 0; i < kinds.size(); i++) {
      Kind kind = kinds.get(i);
      found.get(i).orElse(List.of()).forEach(object -> note(kind, object));
    }
  }

  private void note(Kind kind, ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    ObjectKey key =
        new ObjectKey(kind, metadata.path("namespace").asText(""), metadata.path("name").asText());
    Ownership.owner(key, object)
        .ifPresent(
            owner ->
                children.computeIfAbsent(owner, any -> new LinkedHashMap<>()).put(key, object));
  }
}
