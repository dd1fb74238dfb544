package io.llmisvc.status.condition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Says why the pods of a workload are not ready. */
@FunctionalInterface
public interface PodReasons {
  /** Nobody looks at pods. */
  PodReasons UNKNOWN = (workload, pods, said) -> Optional.empty();

  /**
   * One sentence of one line; absent when there is nothing to say.
   *
   * @param workload a live Deployment or LeaderWorkerSet
   * @param pods among which its own are
   * @param said the message of the condition until now, which stays while it is as true
   */
  Optional<String> of(ObjectNode workload, List<ObjectNode> pods, String said);
}
