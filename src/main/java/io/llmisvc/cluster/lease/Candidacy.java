package io.llmisvc.cluster.lease;

import io.llmisvc.model.naming.NamespacedName;
import java.util.Objects;
import java.util.UUID;

/**
 * Who contends for which lease.
 *
 * @param identity differs from that of every other process, also of one that ran in the same pod
 */
public record Candidacy(NamespacedName lease, String identity, Timing timing) {

  /** That of this process. */
  public static Candidacy ofThisProcess(NamespacedName lease) {
    String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "llmisvc");
    return new Candidacy(lease, host + "_" + UUID.randomUUID(), Timing.PRODUCTION);
  }
}
