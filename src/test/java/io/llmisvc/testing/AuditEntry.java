package io.llmisvc.testing;

import java.time.Instant;
import java.util.Set;

/**
 * One request that the API server answered. What the request lacks is an empty string: the
 * namespace of a cluster-wide request, the name of a list or of a created object that names itself
 * in its body only.
 *
 * @param id of the request; a watch has two entries, when it began and when it ended
 * @param isEnd false when a watch began
 * @param isTrial true for a dry run, which changes nothing
 * @param user the one the request acted as
 * @param code HTTP status of the answer
 */
public record AuditEntry(
    String id,
    boolean isEnd,
    boolean isTrial,
    Instant at,
    String verb,
    String user,
    String userAgent,
    String apiGroup,
    String resource,
    String subresource,
    String namespace,
    String name,
    int code) {
  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  public boolean isWrite() {
    return WRITES.contains(verb);
  }
}
