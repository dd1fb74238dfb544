package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what is known of a cluster around a service. */
public interface FactSource {
  /** The answers to these questions; those that cannot be answered are left out. */
  ClusterFacts facts(NamespacedName service, Set<Reference> questions);

  /** What files say that there is; of a cluster, nothing. */
  default Map<ObjectKey, ObjectNode> objects() {
    return Map.of();
  }

  /** What may not be read, each in a line that names the missing right; of files, nothing. */
  default List<String> refusals() {
    return List.of();
  }
}
