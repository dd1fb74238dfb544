package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Findings;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.ObjectText;
import io.llmisvc.tree.Trees;

/**
 * Puts the text that {@code scheduler.config.ref} points at into {@code inline}, as a text, so that
 * it stays as its author wrote it. A reference that nobody has looked up yet stays.
 */
public final class EndpointPickerConfigRef {
  private static final String PATH = "spec.router.scheduler.config.ref";
  private static final String SHARED_PREFIX = "config-scheduler-";
  private static final String DEFAULT_KEY = "epp";

  private EndpointPickerConfigRef() {}

  static void resolve(SpecTree spec, CompositionContext context) {
    ObjectNode config = spec.object("router", "scheduler", "config").orElse(null);
    if (config == null
        || Trees.says(config.path("inline"))
        || config.path("ref").path("name").asText().isEmpty()) {
      return;
    }
    String name = config.get("ref").path("name").asText();
    switch (find(name, context)) {
      case Lookup.Found(ObjectNode configMap) -> inline(config, configMap, context);
      case Lookup.Absent absent ->
          context
              .findings()
              .error(
                  Findings.COMBINE_BASE_ERROR,
                  PATH,
                  "ConfigMap %s does not exist in namespace %s; create it with the key %s"
                      .formatted(name, context.meta().namespace(), key(config)));
      case Lookup.Unknown unknown -> {}
    }
  }

  private static Lookup find(String name, CompositionContext context) {
    Lookup own = context.facts().find(Kind.CONFIG_MAP, context.meta().namespace(), name);
    return own.isAbsent() && name.startsWith(SHARED_PREFIX)
        ? context.facts().find(Kind.CONFIG_MAP, context.settings().systemNamespace(), name)
        : own;
  }

  private static String key(ObjectNode config) {
    String key = config.path("ref").path("key").asText();
    return key.isEmpty() ? DEFAULT_KEY : key;
  }

  private static void inline(ObjectNode config, ObjectNode configMap, CompositionContext context) {
    JsonNode text = configMap.path("data").path(key(config));
    JsonNode metadata = configMap.path("metadata");
    NamespacedName id =
        new NamespacedName(metadata.path("namespace").asText(), metadata.path("name").asText());
    if (!text.isTextual()) {
      context
          .findings()
          .error(
              Findings.COMBINE_BASE_ERROR,
              PATH + ".key",
              "ConfigMap %s has no key %s; add it, or name another one".formatted(id, key(config)));
      return;
    }
    if (ObjectText.read(text.textValue()) instanceof ObjectText.Unreadable(String reason)) {
      context
          .findings()
          .error(
              Findings.COMBINE_BASE_ERROR,
              PATH,
              "key %s of ConfigMap %s does not hold a YAML object: %s"
                  .formatted(key(config), id, reason));
      return;
    }
    config.remove("ref");
    config.set("inline", text);
  }
}
