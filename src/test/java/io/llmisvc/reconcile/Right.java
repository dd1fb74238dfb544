package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.AuditTrail.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One verb on one resource that the operator's account has.
 *
 * @param namespace where it has it, empty for everywhere
 * @param name the only object that it is about, empty for all
 */
record Right(String verb, String group, String resource, String namespace, String name) {
  private static final String ACCOUNT = "llmisvc-controller-manager";

  /** Those that the bindings of a file of manifests give to the operator. */
  static Set<Right> in(Path manifests) {
    List<ObjectNode> objects = AppliedManifests.read(manifests);
    Set<Right> rights = new LinkedHashSet<>();
    for (ObjectNode binding : objects) {
      if (binding.at("/subjects/0/name").asText().equals(ACCOUNT)) {
        JsonNode ref = binding.path("roleRef");
        objects.stream()
            .filter(role -> role.path("kind").equals(ref.path("kind")))
            .filter(role -> role.at("/metadata/name").equals(ref.path("name")))
            .forEach(role -> rights.addAll(of(role)));
      }
    }
    return rights;
  }

  /** Those that a Role or a ClusterRole gives. */
  static List<Right> of(JsonNode role) {
    List<Right> rights = new ArrayList<>();
    String namespace = role.at("/metadata/namespace").asText();
    for (JsonNode rule : role.path("rules")) {
      for (JsonNode group : rule.path("apiGroups")) {
        for (JsonNode resource : rule.path("resources")) {
          for (JsonNode verb : rule.path("verbs")) {
            for (String name : names(rule)) {
              rights.add(
                  new Right(verb.asText(), group.asText(), resource.asText(), namespace, name));
            }
          }
        }
      }
    }
    return rights;
  }

  boolean allows(Request request) {
    return isAbout(request.verb(), request.group(), request.resource())
        && (namespace.isEmpty() || namespace.equals(request.namespace()))
        && (name.isEmpty() || name.equals(request.name()));
  }

  /** Whether it has to be held to give that right to others. */
  boolean covers(Right handedOn) {
    return isAbout(handedOn.verb, handedOn.group, handedOn.resource)
        && namespace.isEmpty()
        && name.isEmpty();
  }

  private boolean isAbout(String otherVerb, String otherGroup, String otherResource) {
    return verb.equals(otherVerb) && group.equals(otherGroup) && resource.equals(otherResource);
  }

  private static List<String> names(JsonNode rule) {
    List<String> names = new ArrayList<>();
    rule.path("resourceNames").forEach(name -> names.add(name.asText()));
    return names.isEmpty() ? List.of("") : names;
  }
}
