/**
 * From an effective spec and what is known of the cluster to the children of a service: the only
 * place that writes a pod, a service or a route.
 *
 * <p>Pure: literals over typed Kubernetes models go in, {@link io.llmisvc.model.Desired} comes out.
 * What the parts share is here; each part has a package of its own. Nothing here merges specs,
 * judges them, or reads the status of a child.
 */
@NullMarked
package io.llmisvc.desired;

import org.jspecify.annotations.NullMarked;
