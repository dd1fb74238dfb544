package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Explanation.Layer;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a child may rest on besides the spec: the service's metadata and the operator's settings.
 */
record InputVariations(Inputs inputs, EffectiveSpec effective) {
  private static final String METADATA = "metadata";

  List<Variation> variations() {
    return Stream.concat(metadata().stream(), ConfigMapSection.of(inputs.settings()).map(this::of))
        .toList();
  }

  private List<Variation> metadata() {
    List<Variation> variations = new ArrayList<>();
    for (String name : List.of("name", "namespace")) {
      if (inputs.service().path(METADATA).path(name).isTextual()) {
        variations.add(of(List.of(name)));
      }
    }
    for (String map : List.of("labels", "annotations")) {
      for (Map.Entry<String, JsonNode> member :
          inputs.service().path(METADATA).path(map).properties()) {
        variations.add(of(List.of(map, member.getKey())));
      }
    }
    return variations;
  }

  private Variation of(List<String> names) {
    ObjectNode service = inputs.service().deepCopy();
    JsonNode holder = service.path(METADATA);
    for (String name : names.subList(0, names.size() - 1)) {
      holder = holder.path(name);
    }
    JsonNode before = holder.path(names.getLast());
    JsonNode after = Alteration.of(before, 1);
    ((ObjectNode) holder).set(names.getLast(), after);
    ServiceMeta meta = effective.service();
    Source source = new Source(Layer.SERVICE, meta.namespace(), meta.name());
    List<String> steps =
        Stream.concat(Stream.of(METADATA), names.stream().map(FieldSteps::field)).toList();
    Altered values = new Altered();
    values.add(steps, source, before, after, true);
    return new Variation(
        new Cause(steps, source, false),
        values,
        new EffectiveSpec(ServiceMeta.of(service), effective.spec(), effective.tree()),
        inputs.settings());
  }

  private Variation of(ConfigMapSection section) {
    return new Variation(
        new Cause(List.of(section.key()), section.source(), false),
        new Altered(),
        effective,
        section.altered());
  }
}
