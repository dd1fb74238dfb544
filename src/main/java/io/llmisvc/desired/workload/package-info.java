/**
 * The workload of a service: one or two Deployments or LeaderWorkerSets, the accounts that they run
 * as, the Service in front of them and the certificate that they share.
 *
 * <p>{@link io.llmisvc.desired.workload.WorkloadDesired} is the entry. A workload that cannot be
 * built as written is left as it is in the cluster: it is neither wanted nor unwanted.
 */
@NullMarked
package io.llmisvc.desired.workload;

import org.jspecify.annotations.NullMarked;
