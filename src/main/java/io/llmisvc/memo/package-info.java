/**
 * What is kept for the next time: results, and indexes. Sees nothing else, so that any part of the
 * core may use it.
 */
@NullMarked
package io.llmisvc.memo;

import org.jspecify.annotations.NullMarked;
