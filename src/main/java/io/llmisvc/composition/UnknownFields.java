package io.llmisvc.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Field;
import io.llmisvc.schema.ListType;
import io.llmisvc.schema.MapType;
import io.llmisvc.schema.ScalarType;
import io.llmisvc.schema.Schemas;
import io.llmisvc.schema.StructType;
import io.llmisvc.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Members of a service or a config that neither version of the API knows: most are misspelt or
 * stand in the wrong place.
 */
public final class UnknownFields {
  private static final Set<String> OBJECT =
      Set.of("apiVersion", "kind", "metadata", "spec", "status");

  private static final Set<String> METADATA =
      Set.of(
          "annotations",
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "finalizers",
          "generateName",
          "generation",
          "labels",
          "managedFields",
          "name",
          "namespace",
          "ownerReferences",
          "resourceVersion",
          "selfLink",
          "uid");

  /** What a pool may say in the shape of the older version. */
  private static final String POOL = "inference.InferencePoolSpec";

  private static final Set<String> OLDER_POOL =
      Set.of("selector", "targetPort", "targetPortNumber", "extensionRef");

  private final Severity severity;
  private final List<Finding> findings = new ArrayList<>();

  private UnknownFields(Severity severity) {
    this.severity = severity;
  }

  /** One finding per unknown member, in the order of the document; what is in a status is left. */
  public static List<Finding> of(ObjectNode object, Severity severity) {
    UnknownFields fields = new UnknownFields(severity);
    fields.members(OBJECT, object, "");
    fields.members(METADATA, object.path("metadata"), "metadata.");
    fields.walk(Schemas.load().type("LLMInferenceServiceSpec"), object.path("spec"), "spec");
    return fields.findings;
  }

  private void members(Set<String> known, JsonNode object, String path) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        report(path + member.getKey());
      }
    }
  }

  private void walk(Type type, JsonNode value, String path) {
    switch (type) {
      case StructType struct -> members(struct, value, path);
      case ListType list -> {
        for (int i = 0; value.isArray() && i < value.size(); i++) {
          walk(list.element(), value.get(i), path + "[" + i + "]");
        }
      }
      case MapType map ->
          value.properties().forEach(e -> walk(map.value(), e.getValue(), path + "." + e.getKey()));
      case ScalarType scalar -> {}
      case AnyType any -> {}
    }
  }

  private void members(StructType struct, JsonNode value, String path) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String name = member.getKey();
      Field field = struct.field(name);
      if (struct.name().equals(POOL) && OLDER_POOL.contains(name)) {
        continue;
      }
      if (field == null) {
        report(path + "." + name);
      } else {
        walk(field.type(), member.getValue(), path + "." + name);
      }
    }
  }

  private void report(String path) {
    findings.add(
        new Finding(
            severity,
            Subject.COMPOSITION,
            "UnknownField",
            path,
            "the API has no such field, so it has no effect; correct its name or its indentation"));
  }
}
