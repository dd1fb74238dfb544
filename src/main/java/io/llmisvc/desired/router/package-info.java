/**
 * How a service is reached: the references that must hold, the Gateway and the HTTPRoute that the
 * operator manages, and with them the scheduler.
 *
 * <p>Rules, backends and parents are in the effective spec already; only what depends on the
 * cluster is decided here. Addresses and readiness are not: they are read from what exists.
 */
@NullMarked
package io.llmisvc.desired.router;

import org.jspecify.annotations.NullMarked;
