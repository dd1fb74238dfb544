package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.memo.LruCache;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.finding.SchemaViolation;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/** Configs as layers, made and checked once for all services that use them. */
final class ConfigLayers {
  private static final int MOST = 64;
  private static final long MOST_BYTES = 8 << 20;

  /** A tree takes about so many times its text. */
  private static final long TREE_PER_TEXT = 10;

  private final Structure structure;
  private final LruCache<Key, Checked> recent =
      new LruCache<>(MOST, MOST_BYTES, (key, checked) -> checked.weight);

  private record Key(Explanation.Layer kind, NamespacedName id) {}

  /**
   * @param config what the layer was made of
   */
  record Checked(
      ObjectNode config, SpecLayer layer, List<SchemaViolation> violations, long weight) {}

  ConfigLayers(Structure structure) {
    this.structure = structure;
  }

  /**
   * @param config must not change; another version of it is another tree
   */
  @SuppressWarnings("ReferenceEquality")
  Checked of(Explanation.Layer kind, NamespacedName id, ObjectNode config) {
    Key key = new Key(kind, id);
    Checked known = recent.get(key);
    if (known != null && known.config == config) {
      return known;
    }
    SpecLayer layer = SpecLayer.ofConfig(kind, id, config);
    Checked checked =
        new Checked(
            config,
            layer,
            List.copyOf(structure.check(layer, config.path("spec"))),
            TREE_PER_TEXT * layer.spec().toString().length());
    recent.put(key, checked);
    return checked;
  }
}
