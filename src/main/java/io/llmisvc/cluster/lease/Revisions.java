package io.llmisvc.cluster.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;

/**
 * Notices that the API server tells of an earlier time than it told before: its data was restored
 * from a backup. The lease is the one object that is read again and again from the store itself.
 */
final class Revisions {
  private long newest;

  /** True once for each time that is earlier than the last. */
  boolean wentBack(Lease lease) {
    long revision = Long.parseLong(lease.getMetadata().getResourceVersion());
    boolean isEarlier = revision < newest;
    newest = revision;
    return isEarlier;
  }
}
