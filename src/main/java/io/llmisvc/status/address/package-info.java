/**
 * Reads routes and Gateways for the URLs that they make: parents, listeners, hosts and paths. Knows
 * the Gateway API and nothing of services.
 */
@NullMarked
package io.llmisvc.status.address;

import org.jspecify.annotations.NullMarked;
