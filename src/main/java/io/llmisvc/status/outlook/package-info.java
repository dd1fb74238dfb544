/** What the status of a service will say, as far as it can be told before anything was done. */
@NullMarked
package io.llmisvc.status.outlook;

import org.jspecify.annotations.NullMarked;
