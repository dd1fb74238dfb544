package io.llmisvc.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.tree.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a Deployment selects its pods. A selector can never change: a new one holds only labels that
 * stay, and one that exists is kept, with the pods' labels following it.
 *
 * @param podLabels satisfy the selector
 * @param kept labels that pods carry only, or with this value only, because of a live selector
 */
public record Selection(
    LabelSelector selector, Map<String, String> podLabels, Map<String, String> kept) {
  private static final List<String> KEYS = List.of(Labels.COMPONENT, Labels.NAME, Labels.PART_OF);

  public static Selection of(Map<String, String> labels, Optional<ObjectNode> live) {
    JsonNode selector = live.map(l -> l.path("spec").path("selector")).orElse(null);
    return selector == null || !selector.isObject() ? narrow(labels) : keeping(selector, labels);
  }

  private static Selection narrow(Map<String, String> labels) {
    Map<String, String> selected = new LinkedHashMap<>(labels);
    selected.keySet().retainAll(KEYS);
    return new Selection(
        new LabelSelectorBuilder().withMatchLabels(selected).build(), labels, Map.of());
  }

  private static Selection keeping(JsonNode live, Map<String, String> labels) {
    LabelSelector selector = Trees.read(live, LabelSelector.class);
    Map<String, String> podLabels = new LinkedHashMap<>(labels);
    Map<String, String> kept = new TreeMap<>();
    matchLabels(selector)
        .forEach(
            (key, value) -> {
              if (!value.equals(podLabels.put(key, value))) {
                kept.put(key, value);
              }
            });
    return new Selection(selector, podLabels, kept);
  }

  private static Map<String, String> matchLabels(LabelSelector selector) {
    @Nullable Map<String, String> labels = selector.getMatchLabels();
    return labels == null ? Map.of() : labels;
  }
}
