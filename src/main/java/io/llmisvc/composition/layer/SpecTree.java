package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Trees;
import java.util.Optional;
import java.util.stream.Stream;

/** A spec as a tree, with names for the places that composition looks at. */
public record SpecTree(ObjectNode root) {

  /** The object at the end of these members, when there is one. */
  public Optional<ObjectNode> object(String... path) {
    return at(path) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  /** The list at the end of these members; a detached empty one when there is none. */
  public ArrayNode list(String... path) {
    return at(path) instanceof ArrayNode list ? list : JsonNodeFactory.instance.arrayNode();
  }

  /** Empty when there is none. */
  String text(String... path) {
    return at(path).asText("");
  }

  public boolean has(String... path) {
    JsonNode node = at(path);
    return !node.isMissingNode() && !node.isNull();
  }

  public Optional<ObjectNode> scheduler() {
    return object("router", "scheduler");
  }

  public Optional<ObjectNode> poolSpec() {
    return object("router", "scheduler", "pool", "spec");
  }

  /** The name of somebody else's pool, or empty. */
  public String poolRef() {
    return text("router", "scheduler", "pool", "ref", "name");
  }

  public Optional<ObjectNode> routeSpec() {
    return object("router", "route", "http", "spec");
  }

  public ArrayNode routeRules() {
    return list("router", "route", "http", "spec", "rules");
  }

  /** Every backend of every rule of the route. */
  public Stream<ObjectNode> routeBackends() {
    return Trees.objects(routeRules()).flatMap(rule -> Trees.objects(rule.path("backendRefs")));
  }

  /** The pods of all workloads. */
  public Stream<ObjectNode> workloadPods() {
    return Stream.of(
            object("template"),
            object("worker"),
            object("prefill", "template"),
            object("prefill", "worker"))
        .flatMap(Optional::stream);
  }

  /** The pods of all workloads, and of the picker. */
  Stream<ObjectNode> pods() {
    return Stream.concat(
        workloadPods(),
        Stream.of(
                object("router", "scheduler", "template"),
                object("router", "scheduler", "tokenizer", "template"))
            .flatMap(Optional::stream));
  }

  private JsonNode at(String... path) {
    JsonNode here = root;
    for (String name : path) {
      here = here.path(name);
    }
    return here;
  }
}
