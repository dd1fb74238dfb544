package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the endpoint picker of the inference extension knows of a configuration for that of llm-d:
 * its group, and the plugins that both have. That one has no handler for several profiles, so each
 * profile is a configuration.
 */
public final class KnownToThePicker {
  private static final String OLD_GROUP = "inference.networking.x-k8s.io/v1alpha1";

  /** Types that it registers, but for those that need a data layer, which it has not by itself. */
  private static final Set<String> TYPES =
      Set.of(
          "prefix-cache-scorer",
          "max-score-picker",
          "random-picker",
          "weighted-random-picker",
          "single-profile-handler",
          "kv-cache-utilization-scorer",
          "queue-scorer",
          "running-requests-size-scorer",
          "lora-affinity-scorer",
          "metrics-data-source",
          "model-server-protocol-metrics");

  private KnownToThePicker() {}

  public static Stream<String> of(ObjectNode config) {
    ObjectNode known = config.deepCopy();
    known.put("apiVersion", OLD_GROUP);
    Set<String> names = new HashSet<>();
    for (Iterator<JsonNode> plugins = known.withArray("plugins").elements(); plugins.hasNext(); ) {
      JsonNode plugin = plugins.next();
      if (TYPES.contains(plugin.path("type").asText())) {
        names.add(plugin.path("name").asText(plugin.path("type").asText()));
      } else {
        plugins.remove();
      }
    }
    return profiles(known, names).map(Yaml::text);
  }

  private static Stream<ObjectNode> profiles(ObjectNode known, Set<String> names) {
    JsonNode profiles = known.remove("schedulingProfiles");
    return profiles == null
        ? Stream.of(known)
        : profiles.valueStream().map(profile -> with(known, (ObjectNode) profile, names));
  }

  private static ObjectNode with(ObjectNode known, ObjectNode profile, Set<String> names) {
    ArrayNode refs = profile.withArray("plugins");
    for (Iterator<JsonNode> each = refs.elements(); each.hasNext(); ) {
      if (!names.contains(each.next().path("pluginRef").asText())) {
        each.remove();
      }
    }
    ObjectNode one = known.deepCopy();
    one.putArray("schedulingProfiles").add(profile);
    return one;
  }
}
