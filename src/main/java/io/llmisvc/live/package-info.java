/**
 * A cluster, read once for a verb of the command line: no watch, no write, and no more than what is
 * asked for. What may not be read is said with the right that is missing.
 */
@NullMarked
package io.llmisvc.live;

import org.jspecify.annotations.NullMarked;
