package io.llmisvc.cli.input;

import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Set;

/** Says what is known of a cluster around a service. */
public interface FactSource {
  /** The answers to these questions; those that cannot be answered are left out. */
  ClusterFacts facts(NamespacedName service, Set<Reference> questions);

  /** What may not be read, each in a line that names the missing right; of files, nothing. */
  default List<String> refusals() {
    return List.of();
  }
}
