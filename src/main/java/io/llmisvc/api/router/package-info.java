/** How a service is exposed: routes, Gateways, pools and the scheduler. */
@NullMarked
package io.llmisvc.api.router;

import org.jspecify.annotations.NullMarked;
