package io.llmisvc.dev;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.testing.LiveObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is to see of one service.
 *
 * @param name with its namespace
 * @param url inside of the cluster when no Gateway leads to it; empty while there is none
 * @param children what to say of each, by kind
 */
record SampleState(
    String name, String url, List<Condition> conditions, Map<String, List<String>> children) {
  static final String KIND = "LLMInferenceService";

  record Condition(String type, boolean isTrue, String why) {
    @Override
    public String toString() {
      return type + (isTrue ? "=True" : "=" + why);
    }
  }

  static SampleState of(LiveObject service, Collection<LiveObject> all) {
    Map<String, List<String>> children = new TreeMap<>();
    all.stream()
        .filter(object -> isChild(object, service))
        .sorted(Comparator.comparing(LiveObject::name))
        .forEach(
            child ->
                children.computeIfAbsent(kind(child), k -> new ArrayList<>()).add(text(child)));
    JsonNode status = service.object().path("status");
    return new SampleState(
        service.namespace() + "/" + service.name(),
        status.path("url").asText(status.at("/addresses/0/url").asText()),
        conditions(status),
        children);
  }

  boolean isReady() {
    return conditions.stream().anyMatch(c -> c.type().equals("Ready") && c.isTrue());
  }

  private static List<Condition> conditions(JsonNode status) {
    List<Condition> conditions = new ArrayList<>();
    for (JsonNode condition : status.path("conditions")) {
      conditions.add(
          new Condition(
              condition.path("type").asText(),
              condition.path("status").asText().equals("True"),
              "%s %s: %s"
                  .formatted(
                      condition.path("status").asText(),
                      condition.path("reason").asText(),
                      condition.path("message").asText().strip())));
    }
    return conditions;
  }

  /** An object of the cluster cannot name an owner in a namespace; its labels and subject do. */
  private static boolean isChild(LiveObject object, LiveObject service) {
    return object.owners().contains(service.uid())
        || (object.namespace().isEmpty()
            && label(object, "part-of").equals("llminferenceservice")
            && label(object, "name").equals(service.name())
            && object.object().at("/subjects/0/namespace").asText().equals(service.namespace()));
  }

  private static String label(LiveObject object, String name) {
    return object.object().at("/metadata/labels").path("app.kubernetes.io/" + name).asText();
  }

  private static String kind(LiveObject object) {
    String version = object.kind().version();
    return object.kind().kind() + (version.equals("v1") ? "" : "." + version);
  }

  private static String text(LiveObject child) {
    JsonNode wanted = child.object().at("/spec/replicas");
    return wanted.isMissingNode()
        ? child.name()
        : "%s %d/%d"
            .formatted(
                child.name(), child.object().at("/status/readyReplicas").asInt(), wanted.asInt());
  }
}
