package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The services of the golden corpus as states of one service: each is moved to the same name and
 * namespace, with what it refers to, under the settings that are shipped. A fragment of {@code
 * updates/fragments.yaml} may be laid over its spec, for what few services of the corpus say.
 */
final class CorpusServices {
  private static final Path FRAGMENTS = Path.of("src/test/resources/updates/fragments.yaml");

  /** Differs from others in what its namespace lacks, not in what it says. */
  private static final String OTHER_CLUSTER = "model-no-default-account";

  private final ServiceMeta service;
  private final Set<Kind> served;
  private final List<Named> all;
  private final List<ObjectNode> fragments;

  /** What the service is to look like, by the name of its case. */
  record Named(String name, Inputs inputs) {
    /** The same with what exists of the service now. */
    Inputs over(Map<ObjectKey, ObjectNode> children) {
      ClusterFacts facts = inputs.facts();
      return new Inputs(
          inputs.service(),
          inputs.configs(),
          inputs.settings(),
          new ClusterFacts(facts.served(), children, facts.references(), facts.publishers()));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  CorpusServices(ServiceMeta service, Set<Kind> served) {
    this.service = service;
    this.served = served;
    this.fragments = Yaml.objects(read(FRAGMENTS));
    this.all =
        Stream.concat(
                GoldenCase.ofSamples("plan"),
                Stream.of("composition", "router", "workload").flatMap(GoldenCase::in))
            .filter(golden -> !golden.name().equals(OTHER_CLUSTER))
            .flatMap(
                golden ->
                    golden.allInputs().stream().map(in -> new Named(golden.name(), moved(in))))
            .toList();
  }

  /** Any of them; two in three with a fragment over its spec. */
  Named any(Random random) {
    Named one = all.get(random.nextInt(all.size()));
    int fragment = random.nextInt(fragments.size() * 3 / 2);
    return fragment < fragments.size() ? withFragment(one, fragment) : one;
  }

  private Named withFragment(Named one, int fragment) {
    Inputs inputs = one.inputs();
    ObjectNode laid = inputs.service().deepCopy();
    merge(laid.withObjectProperty("spec"), fragments.get(fragment));
    return new Named(
        one.name() + " with fragment " + fragment,
        new Inputs(laid, inputs.configs(), inputs.settings(), inputs.facts()));
  }

  private Inputs moved(Inputs inputs) {
    String from = inputs.meta().namespace();
    ObjectNode moved = inputs.service().deepCopy();
    moved.remove("status"); // a migration that it remembers cannot be taken back
    if (moved.at("/spec/labels") instanceof ObjectNode labels) {
      labels.remove(Labels.PART_OF); // a Deployment's selector takes it, and cannot change
    }
    moved
        .withObjectProperty("metadata")
        .put("name", service.name())
        .put("namespace", service.namespace())
        .put("uid", service.uid());
    Map<NamespacedName, ObjectNode> configs = new HashMap<>();
    inputs
        .configs()
        .forEach(
            (id, config) ->
                configs.put(
                    new NamespacedName(namespace(from, id.namespace()), id.name()),
                    moved(from, config)));
    return new Inputs(moved, configs, Settings.defaults(), moved(from, inputs.facts()));
  }

  private ClusterFacts moved(String from, ClusterFacts facts) {
    Map<Reference, List<ObjectNode>> references = new LinkedHashMap<>();
    facts
        .references()
        .forEach(
            (reference, objects) ->
                references.put(
                    moved(from, reference),
                    objects.stream().map(object -> moved(from, object)).toList()));
    return new ClusterFacts(served, Map.of(), references);
  }

  private Reference moved(String from, Reference reference) {
    String namespace = namespace(from, reference.namespace());
    return switch (reference) {
      case Reference.ByName(Kind kind, String unused, String name) ->
          new Reference.ByName(kind, namespace, name);
      case Reference.ByLabel(Kind kind, String unused, String label, String value) ->
          new Reference.ByLabel(kind, namespace, label, value);
      case Reference.InNamespace(Kind kind, String unused) ->
          new Reference.InNamespace(kind, namespace);
    };
  }

  private ObjectNode moved(String from, ObjectNode object) {
    ObjectNode moved = object.deepCopy();
    if (moved.get("metadata") instanceof ObjectNode metadata && metadata.has("namespace")) {
      metadata.put("namespace", namespace(from, metadata.get("namespace").asText()));
    }
    return moved;
  }

  private String namespace(String from, String namespace) {
    return namespace.equals(from) ? service.namespace() : namespace;
  }

  /** Maps are united, all else is replaced. */
  private static void merge(ObjectNode into, JsonNode fragment) {
    for (var member : fragment.properties()) {
      if (into.get(member.getKey()) instanceof ObjectNode map && member.getValue().isObject()) {
        merge(map, member.getValue());
      } else {
        into.set(member.getKey(), member.getValue().deepCopy());
      }
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
