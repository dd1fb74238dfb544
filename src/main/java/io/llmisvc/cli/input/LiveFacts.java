package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Parallel;
import io.llmisvc.live.ReadRefusedException;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.facts.ServerVersion;
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
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a cluster is, each thing asked for once; what may not be read is not answered. */
public final class LiveFacts implements FactSource {
  private final LiveCluster cluster;
  private final Set<Kind> served;
  private final @Nullable ServerVersion server;
  private final Map<NamespacedName, Map<ObjectKey, ObjectNode>> children = new HashMap<>();
  private final Map<Reference, Optional<List<ObjectNode>>> answers = new HashMap<>();
  private final Set<String> refusals = new TreeSet<>();

  /**
   * @param namespace of the services; absent for all
   */
  public LiveFacts(LiveCluster cluster, @Nullable String namespace) {
    this.cluster = cluster;
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

  /** The live children of a service. */
  public Map<ObjectKey, ObjectNode> children(NamespacedName service) {
    return children.getOrDefault(service, Map.of());
  }

  /** What may not be read, each in a line that names the missing right. */
  public synchronized List<String> refusals() {
    return List.copyOf(refusals);
  }

  private Optional<List<ObjectNode>> answer(Reference question) {
    return unlessRefused(
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
            kind -> unlessRefused(() -> cluster.list(ApiResource.of(kind), namespace, ours)));
    for (int i = 0; i < kinds.size(); i++) {
      Kind kind = kinds.get(i);
      found.get(i).orElse(List.of()).forEach(object -> note(kind, object));
    }
  }

  private void note(Kind kind, ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    ObjectKey key =
        new ObjectKey(kind, metadata.path("namespace").asText(""), metadata.path("name").asText());
    owner(object)
        .ifPresent(
            owner ->
                children.computeIfAbsent(owner, any -> new LinkedHashMap<>()).put(key, object));
  }

  /** The service that controls an object; for one without a namespace, the account's. */
  private static Optional<NamespacedName> owner(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    if (!metadata.has("namespace")) {
      return Optional.of(
          new NamespacedName(
              object.path("subjects").path(0).path("namespace").asText(),
              metadata.path("labels").path(Labels.NAME).asText()));
    }
    for (JsonNode reference : metadata.path("ownerReferences")) {
      if (reference.path("controller").asBoolean()
          && reference.path("kind").asText().equals(ServingApi.SERVICE_KIND)
          && reference.path("apiVersion").asText().startsWith(ServingApi.GROUP + "/")) {
        return Optional.of(
            new NamespacedName(
                metadata.path("namespace").asText(), reference.path("name").asText()));
      }
    }
    return Optional.empty();
  }

  private Optional<List<ObjectNode>> unlessRefused(Supplier<List<ObjectNode>> read) {
    try {
      return Optional.of(read.get());
    } catch (ReadRefusedException e) {
      synchronized (this) {
        refusals.add(e.getMessage());
      }
      return Optional.empty();
    }
  }
}
