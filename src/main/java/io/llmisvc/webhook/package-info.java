/**
 * The HTTPS server that the API server calls for admission and conversion: connections, limits and
 * certificates. What a review says is read by its handler and by nobody here.
 */
@NullMarked
package io.llmisvc.webhook;

import org.jspecify.annotations.NullMarked;
