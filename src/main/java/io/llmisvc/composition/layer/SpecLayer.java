package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.conversion.WholeSpec;
import io.llmisvc.merge.Layer;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;

/**
 * What one config, or the service itself, says.
 *
 * @param spec a copy of what is stored, in the one shape that layers are merged in
 */
public record SpecLayer(Source source, ObjectNode spec) {
  static SpecLayer ofConfig(Explanation.Layer kind, NamespacedName id, ObjectNode config) {
    return new SpecLayer(new Source(kind, id.namespace(), id.name()), normalised(config));
  }

  /**
   * The service's own layer. A model name equal to the service's cannot be told from the default
   * that admission fills in, so it does not count as said.
   */
  static SpecLayer ofService(ServiceMeta meta, ObjectNode service) {
    ObjectNode spec = normalised(service);
    if (spec.get("model") instanceof ObjectNode model
        && model.path("name").asText().equals(meta.name())) {
      model.remove("name");
    }
    Source source = new Source(Explanation.Layer.SERVICE, meta.namespace(), meta.name());
    return new SpecLayer(source, spec);
  }

  boolean isPreset() {
    return source.layer() == Explanation.Layer.PRESET;
  }

  /** How people are told of this layer. */
  public String title() {
    return switch (source.layer()) {
      case PRESET -> "the preset " + id();
      case BASE_REF -> "the config " + id();
      case SERVICE -> "the service";
      case OPERATOR -> "the operator";
    };
  }

  public Layer toMerge() {
    return new Layer(key(source), spec);
  }

  /** What the merge calls the layer. */
  public static String key(Source source) {
    return source.layer() + " " + source.namespace() + "/" + source.name();
  }

  private NamespacedName id() {
    return new NamespacedName(source.namespace(), source.name());
  }

  private static ObjectNode normalised(ObjectNode object) {
    ObjectNode spec = WholeSpec.of(object);
    if (spec.get("model") instanceof ObjectNode model) {
      normaliseModel(model);
    }
    SpecTree tree = new SpecTree(spec);
    tree.poolSpec().ifPresent(PoolNormalization::normalise);
    tree.routeSpec().ifPresent(RouteRules::normalise);
    return spec;
  }

  private static void normaliseModel(ObjectNode model) {
    if (model.path("name").isTextual() && model.path("name").textValue().isEmpty()) {
      model.remove("name");
    }
    if (model.path("criticality").asText().equals("High")) {
      model.put("criticality", "Critical");
    }
  }
}
