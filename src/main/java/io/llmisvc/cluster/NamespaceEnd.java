package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;

/** What the API server says to whoever makes something in a namespace that is being deleted. */
public final class NamespaceEnd {
  private static final String CAUSE = "NamespaceTerminating";

  private NamespaceEnd() {}

  /** Whether nothing can be made there any more; what is there goes by itself. */
  public static boolean isSaidBy(RuntimeException failure) {
    return failure instanceof KubernetesClientException answer
        && causes(answer).anyMatch(cause -> CAUSE.equals(cause.getReason()));
  }

  private static Stream<StatusCause> causes(KubernetesClientException answer) {
    return answer.getStatus() == null || answer.getStatus().getDetails() == null
        ? Stream.empty()
        : answer.getStatus().getDetails().getCauses().stream();
  }
}
