package io.llmisvc.validation.structure;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.validation.structure.CustomKeyword.Check;
import io.llmisvc.validation.structure.CustomKeyword.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Kubernetes adds to JSON schema, as far as it says something about a value, and what it says
 * in its own way.
 */
final class Extensions {
  static final String INT_OR_STRING = "x-kubernetes-int-or-string";
  static final String LIST_TYPE = "x-kubernetes-list-type";
  private static final int LONGEST_MATCHED = 1024;
  private static final String LIST_KEYS = "x-kubernetes-list-map-keys";

  static final List<CustomKeyword> KEYWORDS =
      List.of(
          new CustomKeyword("pattern", Extensions::pattern),
          new CustomKeyword(INT_OR_STRING, Extensions::intOrString),
          new CustomKeyword(LIST_TYPE, Extensions::listType));

  private Extensions() {}

  /** A key of the elements of a list; an absent one has its default. */
  private record Key(String field, JsonNode defaultValue) {
    JsonNode of(JsonNode element) {
      JsonNode value = element.path(field);
      return value.isMissingNode() || value.isNull() ? defaultValue : value;
    }
  }

  /**
   * Names, quantities and the like: a long text is none of them. It is not matched, because {@code
   * java.util.regex} recurses for each turn of a group, until the stack is full.
   */
  private static Check pattern(Site site) {
    String text = site.value().textValue();
    if (!text.startsWith("^") || !text.endsWith("$")) {
      throw new IllegalStateException("a pattern is about the whole text: " + text);
    }
    Pattern pattern = Pattern.compile(text);
    return (node, visit) -> {
      if (node.isTextual() && !matches(pattern, node.textValue())) {
        visit.violation(node, visit.place());
      }
    };
  }

  private static boolean matches(Pattern pattern, String text) {
    return text.length() <= LONGEST_MATCHED && pattern.matcher(text).matches();
  }

  private static Check intOrString(Site site) {
    return (node, visit) -> {
      if (!node.isTextual() && !node.canConvertToExactIntegral()) {
        visit.violation(node, visit.place());
      }
    };
  }

  /** Elements must differ: as a whole in a set, by their keys in a map. */
  private static Check listType(Site site) {
    List<Key> keys = keys(site);
    return (list, visit) -> {
      if (!list.isArray() || list.size() < 2) {
        return;
      }
      Map<Object, Integer> seen = HashMap.newHashMap(list.size());
      for (int i = 0; i < list.size(); i++) {
        JsonNode element = list.get(i);
        Integer first = seen.putIfAbsent(identity(keys, element), i);
        if (first != null) {
          visit.violation(element, visit.place().append(i), text(keys, element), first);
        }
      }
    };
  }

  private static List<Key> keys(Site site) {
    JsonNode element = site.resolved(site.sibling("items"));
    List<Key> keys = new ArrayList<>();
    for (JsonNode key : site.sibling(LIST_KEYS)) {
      JsonNode property = site.resolved(element.path("properties").path(key.textValue()));
      keys.add(new Key(key.textValue(), property.path("default")));
    }
    return keys;
  }

  /** What must be unique. */
  private static Object identity(List<Key> keys, JsonNode element) {
    return switch (keys.size()) {
      case 0 -> element;
      case 1 -> keys.getFirst().of(element);
      default -> keys.stream().map(key -> key.of(element)).toList();
    };
  }

  private static String text(List<Key> keys, JsonNode element) {
    return keys.isEmpty()
        ? ValueText.shown(element)
        : keys.stream()
            .map(key -> key.field() + " " + ValueText.shown(key.of(element)))
            .collect(Collectors.joining(", "));
  }
}
