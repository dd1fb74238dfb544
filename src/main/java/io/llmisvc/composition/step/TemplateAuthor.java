package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.composition.layer.SpecLayer;
import io.llmisvc.merge.Path;
import io.llmisvc.merge.StrategicMerge;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a template of a merged spec. The whole provenance would tell too, but it is made of a
 * path for every value, which is more than somebody may cost who writes a wrong template.
 */
final class TemplateAuthor {
  private TemplateAuthor() {}

  /** The highest layer that says this text in this place; else one that says it elsewhere. */
  static Optional<SpecLayer> of(String text, Path path, List<SpecLayer> layers) {
    return layers.reversed().stream()
        .filter(layer -> isText(StrategicMerge.at(path, layer.toMerge()), text))
        .findFirst()
        .or(() -> layers.reversed().stream().filter(layer -> says(layer.spec(), text)).findFirst());
  }

  private static boolean isText(@Nullable JsonNode value, String text) {
    return value != null && value.isTextual() && value.textValue().equals(text);
  }

  private static boolean says(JsonNode tree, String text) {
    if (isText(tree, text)) {
      return true;
    }
    for (JsonNode below : tree) {
      if (says(below, text)) {
        return true;
      }
    }
    return false;
  }
}
