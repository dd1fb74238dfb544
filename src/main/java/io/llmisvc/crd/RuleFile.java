package io.llmisvc.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules for the same part of a schema.
 *
 * @param kinds kinds of resource that the rules are for; all when absent
 * @param under paths that the rules are relative to; the whole schema when absent
 */
record RuleFile(
    @Nullable List<String> kinds, @Nullable List<String> under, List<SchemaRule> rules) {
  static RuleFile read(String resource) {
    return Trees.read(tree(resource), RuleFile.class);
  }

  static JsonNode tree(String resource) {
    try (InputStream in = RuleFile.class.getResourceAsStream(resource)) {
      return Yaml.object(
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  void apply(String kind, ObjectNode schema) {
    if (kinds != null && !kinds.contains(kind)) {
      return;
    }
    for (String root : under == null ? List.of("") : under) {
      rules.forEach(rule -> rule.apply(root, schema));
    }
  }
}
