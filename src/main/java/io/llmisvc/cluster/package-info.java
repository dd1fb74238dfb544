/**
 * The only user of the Kubernetes client: what the cluster serves, the live children and references
 * of services, and the writes that a plan asks for. Decides nothing about a service.
 */
@NullMarked
package io.llmisvc.cluster;

import org.jspecify.annotations.NullMarked;
