package io.llmisvc.validation.structure;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.validation.structure.CustomKeyword.Check;
import io.llmisvc.validation.structure.CustomKeyword.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keywords about what is inside of objects and lists. A null member counts as absent. Looks only at
 * members that are there, since schemas have many more.
 */
final class Members {
  /** What elements are told apart by: an empty text is as good as none. */
  private static final Set<String> IDENTITIES =
      Set.of("name", "mountPath", "devicePath", "ip", "topologyKey");

  static final List<CustomKeyword> KEYWORDS =
      List.of(
          new CustomKeyword("properties", Members::properties),
          new CustomKeyword("additionalProperties", Members::additionalProperties),
          new CustomKeyword("items", Members::items),
          new CustomKeyword("required", Members::required));

  private Members() {}

  private static Check properties(Site site) {
    Map<String, SubSchema> parts = new HashMap<>();
    for (Map.Entry<String, JsonNode> property : site.value().properties()) {
      String name = property.getKey();
      parts.put(name, SubSchema.of(site, site.location().append(name), property.getValue()));
    }
    return (object, visit) -> {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        SubSchema part = parts.get(member.getKey());
        if (part != null) {
          part.member(member.getKey(), member.getValue(), visit);
        }
      }
    };
  }

  /** A structural schema never has this next to properties. */
  private static Check additionalProperties(Site site) {
    SubSchema part = SubSchema.of(site, site.location(), site.value());
    return (map, visit) -> {
      for (Map.Entry<String, JsonNode> entry : map.properties()) {
        part.member(entry.getKey(), entry.getValue(), visit);
      }
    };
  }

  private static Check items(Site site) {
    SubSchema part = SubSchema.of(site, site.location(), site.value());
    return (list, visit) -> {
      for (int i = 0; list.isArray() && i < list.size(); i++) {
        part.element(i, list.get(i), visit);
      }
    };
  }

  private static Check required(Site site) {
    List<String> names = site.value().valueStream().map(JsonNode::textValue).toList();
    return (object, visit) -> {
      for (String name : names) {
        if (object.isObject() && isMissing(object.path(name), name)) {
          visit.violation(object, visit.place().append(name));
        }
      }
    };
  }

  private static boolean isMissing(JsonNode member, String name) {
    return member.isMissingNode()
        || member.isNull()
        || (member.isTextual() && member.textValue().isEmpty() && IDENTITIES.contains(name));
  }
}
