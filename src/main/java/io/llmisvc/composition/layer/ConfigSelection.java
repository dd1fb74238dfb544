package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Explanation.Layer;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.finding.SchemaViolation;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gathers the layers of a service, lowest precedence first: well-known configs, baseRefs, service.
 */
public final class ConfigSelection {
  private final StrategicMerge merge;
  private final Structure structure;
  private final ConfigLayers configs;

  public ConfigSelection(StrategicMerge merge, Structure structure) {
    this.merge = merge;
    this.structure = structure;
    this.configs = new ConfigLayers(structure);
  }

  public List<SpecLayer> layers(Inputs inputs, Pins pins, Findings findings) {
    ConfigLookup lookup = new ConfigLookup(inputs, pins);
    List<SpecLayer> user = new ArrayList<>(baseRefs(inputs, lookup, findings));
    SpecLayer service = SpecLayer.ofService(inputs.meta(), inputs.service());
    sound(service, structure.check(service, inputs.service().path("spec")), findings)
        .ifPresent(user::add);
    List<SpecLayer> presets = presets(user, lookup, pins, findings);
    return Stream.of(presets, user).flatMap(List::stream).toList();
  }

  /** A config on top of a sample service, which is there to be seen by its templates. */
  public List<SpecLayer> sample(Inputs inputs, ObjectNode config) {
    ServiceMeta id = ServiceMeta.of(config);
    return List.of(
        SpecLayer.ofService(inputs.meta(), inputs.service()),
        SpecLayer.ofConfig(Layer.BASE_REF, id.id(), config));
  }

  private List<SpecLayer> presets(
      List<SpecLayer> user, ConfigLookup lookup, Pins pins, Findings findings) {
    return new PresetSelection(together(user))
        .selected().stream()
            .map(pins::nameOf)
            .flatMap(name -> layer(Layer.PRESET, name, "", lookup, findings).stream())
            .toList();
  }

  /** What users say, to be read only. */
  private ObjectNode together(List<SpecLayer> user) {
    return user.size() == 1
        ? user.getFirst().spec()
        : merge.merge(user.stream().map(SpecLayer::toMerge).toList()).tree();
  }

  private List<SpecLayer> baseRefs(Inputs inputs, ConfigLookup lookup, Findings findings) {
    JsonNode refs = inputs.service().path("spec").path("baseRefs");
    List<SpecLayer> layers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; refs.isArray() && i < refs.size(); i++) {
      String name = refs.get(i).path("name").asText();
      String path = "spec.baseRefs[" + i + "].name";
      layer(Layer.BASE_REF, name, path, lookup, findings).ifPresent(layers::add);
      if (!seen.add(name)) {
        findings.warning(
            "BaseRefTwice", path, name + " is listed twice; the later one wins, remove one");
      }
    }
    return layers;
  }

  private Optional<SpecLayer> layer(
      Layer kind, String name, String path, ConfigLookup lookup, Findings findings) {
    Optional<ConfigLookup.Found> found = lookup.find(name);
    if (found.isEmpty()) {
      findings.error(Findings.CONFIG_NOT_FOUND, path, lookup.notFound(name));
      return Optional.empty();
    }
    lookup
        .shadowedBy(found.get(), name)
        .ifPresent(
            hidden ->
                findings.info(
                    "ConfigShadowed",
                    path,
                    "config %s is used instead of %s".formatted(found.get().id(), hidden)));
    ConfigLayers.Checked config = configs.of(kind, found.get().id(), found.get().config());
    return sound(config.layer(), config.violations(), findings);
  }

  private static Optional<SpecLayer> sound(
      SpecLayer layer, List<SchemaViolation> violations, Findings findings) {
    violations.forEach(violation -> findings.add(violation.by(layer.title()).finding()));
    return violations.isEmpty() ? Optional.of(layer) : Optional.empty();
  }
}
