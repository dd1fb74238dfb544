package io.llmisvc.composition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.composition.layer.Findings;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Optional;

/** Reads a spec as it was written, without composing it. */
public final class SpecReading {
  private SpecReading() {}

  /** The spec of a service or a config, or findings that say why it cannot be read. */
  public record Reading(Optional<LLMInferenceServiceSpec> spec, List<Finding> findings) {}

  public static Reading of(ObjectNode object) {
    Findings findings = new Findings();
    return new Reading(SpecBinding.bind(tree(object), findings), findings.all());
  }

  /** Only what a service says of its router; nothing when that cannot be read. */
  public static Optional<LLMInferenceServiceSpec> router(ObjectNode service) {
    ObjectNode router = JsonNodeFactory.instance.objectNode();
    router.set("router", tree(service).get("router"));
    return SpecBinding.bind(router, new Findings());
  }

  /** A service's own spec in place of an effective one: enough to take the service down. */
  public static EffectiveSpec own(ObjectNode service) {
    LLMInferenceServiceSpec spec =
        of(service)
            .spec()
            .or(() -> SpecBinding.bind(JsonNodeFactory.instance.objectNode(), new Findings()))
            .orElseThrow(() -> new IllegalStateException("an empty spec can be read"));
    return new EffectiveSpec(ServiceMeta.of(service), spec, tree(service));
  }

  /** A tree as the effective spec of a service; nothing when it cannot be one. */
  public static Optional<EffectiveSpec> effective(ServiceMeta service, ObjectNode tree) {
    return SpecBinding.bind(tree, new Findings())
        .map(spec -> new EffectiveSpec(service, spec, tree));
  }

  private static ObjectNode tree(ObjectNode object) {
    return object.get("spec") instanceof ObjectNode spec
        ? spec
        : JsonNodeFactory.instance.objectNode();
  }
}
