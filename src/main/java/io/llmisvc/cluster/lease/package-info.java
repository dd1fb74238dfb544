/**
 * Leadership: one operator at a time writes. Who may write is a question of time alone, by a clock
 * that nobody sets; the lease in the cluster is how operators agree on it. Knows no kind but Lease.
 */
@NullMarked
package io.llmisvc.cluster.lease;

import org.jspecify.annotations.NullMarked;
