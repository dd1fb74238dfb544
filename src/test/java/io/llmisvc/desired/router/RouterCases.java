package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.Child;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From a case of the corpus, which holds services as composition leaves them, to what it wants. */
final class RouterCases {
  private RouterCases() {}

  static Desired desired(Inputs inputs) {
    ObjectNode spec = (ObjectNode) inputs.service().get("spec");
    EffectiveSpec effective =
        new EffectiveSpec(inputs.meta(), Trees.read(spec, LLMInferenceServiceSpec.class), spec);
    return RouterDesired.of(effective, inputs.settings(), new Facts(inputs.facts()));
  }

  /** The same cluster after the children were written. */
  static Inputs withChildren(Inputs inputs, List<Child> children) {
    Map<ObjectKey, ObjectNode> live = new HashMap<>(inputs.facts().children());
    children.forEach(child -> live.put(child.key(), child.object()));
    ClusterFacts facts =
        new ClusterFacts(
            inputs.facts().served(),
            live,
            inputs.facts().references(),
            inputs.facts().publishers(),
            inputs.facts().rivals(),
            inputs.facts().server(),
            inputs.facts().group());
    return new Inputs(inputs.service(), inputs.configs(), inputs.settings(), facts);
  }
}
