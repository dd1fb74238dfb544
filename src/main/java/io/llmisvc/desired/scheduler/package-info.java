/**
 * The endpoint picker of a service with all that it needs: Deployment, Service, account and access,
 * the pools of both API groups, and the objective that ranks the model's requests.
 *
 * <p>Which route points to the pool, and through which API group, is the router's matter.
 */
@NullMarked
package io.llmisvc.desired.scheduler;

import org.jspecify.annotations.NullMarked;
