package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ClusterFacts;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Variations of what a case starts from. */
final class RouterCases {
  private RouterCases() {}

  /** The same cluster after the children were written. */
  static Inputs withChildren(Inputs inputs, List<Child> children) {
    Map<ObjectKey, ObjectNode> live = new HashMap<>(inputs.facts().children());
    children.forEach(child -> live.put(child.key(), child.object()));
    ClusterFacts facts =
        new ClusterFacts(inputs.facts().served(), live, inputs.facts().references());
    return new Inputs(inputs.service(), inputs.configs(), inputs.settings(), facts);
  }
}
