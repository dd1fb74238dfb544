/**
 * Conditions as values: their types, their reasons, what they say, and the one way from a stored
 * set to the next. Which condition a service has, and why, is decided above.
 */
@NullMarked
package io.llmisvc.status.condition;

import org.jspecify.annotations.NullMarked;
