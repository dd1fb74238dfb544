package io.llmisvc.conversion;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The criticality of a model and of its adapters. In v1alpha2 it is in annotations, those of
 * KServe's controller. While an object is converted, it stands in the models, under a name that no
 * API has.
 */
final class Criticalities {
  private static final String MODEL = "internal.serving.kserve.io/model-criticality";

  /** An object of the index of an adapter, as text, and its criticality. */
  private static final String ADAPTERS = "internal.serving.kserve.io/lora-criticalities";

  private static final String FIELD = "criticality";
  private static final String ANNOTATED = "annotated criticality";

  static final Wording WORDING =
      Wording.translated(
          Map.of(FIELD, Shape.TEXT, ANNOTATED, Shape.TEXT),
          Criticalities::inField,
          Criticalities::inAnnotation);

  private Criticalities() {}

  /** Moves the annotations into the models that they are about. */
  static void unfold(ObjectNode spec, Annotations annotations) {
    String ofModel = annotations.get(MODEL);
    ObjectNode model = Branches.own(spec, SpecPart.MODEL);
    if (ofModel != null && !ofModel.isEmpty() && model != null) {
      model.put(ANNOTATED, ofModel);
      annotations.set(MODEL, null);
    }
    String ofAdapters = annotations.get(ADAPTERS);
    ObjectNode byIndex = ofAdapters == null ? null : KeptText.parse(ofAdapters);
    if (byIndex == null || !byIndex.properties().stream().allMatch(Criticalities::isOfAdapter)) {
      return;
    }
    byIndex.forEachEntry(
        (index, value) -> {
          ObjectNode adapter = Branches.own(spec, SpecPart.ADAPTERS.appendProperty(index));
          if (adapter != null) {
            adapter.set(ANNOTATED, value);
          }
        });
    annotations.set(ADAPTERS, null);
  }

  /** The opposite of {@link #unfold}. */
  static void fold(ObjectNode spec, Annotations annotations) {
    String ofModel = folded(spec, SpecPart.MODEL);
    if (!ofModel.isEmpty()) {
      annotations.set(MODEL, ofModel);
    }
    Map<String, String> ofAdapters = new TreeMap<>();
    for (int i = 0; i < SpecPart.adapters(spec); i++) {
      String ofAdapter = folded(spec, SpecPart.ADAPTERS.appendIndex(i));
      if (!ofAdapter.isEmpty()) {
        ofAdapters.put(Integer.toString(i), ofAdapter);
      }
    }
    if (!ofAdapters.isEmpty()) {
      ObjectNode byIndex = JsonNodeFactory.instance.objectNode();
      ofAdapters.forEach(byIndex::put);
      annotations.set(ADAPTERS, byIndex.toString());
    }
  }

  /** Gives the model of a spec the criticality that annotations hold, unless it has one. */
  static void restore(ObjectNode spec, JsonNode annotations) {
    JsonNode kept = annotations.path(MODEL);
    if (kept.isTextual()
        && spec.get("model") instanceof ObjectNode model
        && !model.hasNonNull(FIELD)) {
      model.set(FIELD, kept);
    }
  }

  private static String folded(ObjectNode spec, JsonPointer model) {
    return spec.at(model).has(ANNOTATED)
        ? Objects.requireNonNull(Branches.own(spec, model)).remove(ANNOTATED).asText()
        : "";
  }

  private static boolean isOfAdapter(Map.Entry<String, JsonNode> entry) {
    return entry.getKey().matches("0|[1-9][0-9]?") && isWord(entry.getValue());
  }

  private static boolean isWord(JsonNode value) {
    return value.isTextual() && !value.textValue().isEmpty();
  }

  private static ObjectNode inField(ObjectNode said) {
    return renamed(said, isWord(said.path(FIELD)) ? FIELD : ANNOTATED, FIELD);
  }

  private static ObjectNode inAnnotation(ObjectNode said) {
    return renamed(said, FIELD, ANNOTATED);
  }

  private static ObjectNode renamed(ObjectNode said, String from, String to) {
    JsonNode value = said.path(from);
    return isWord(value) ? JsonNodeFactory.instance.objectNode().set(to, value) : said;
  }
}
