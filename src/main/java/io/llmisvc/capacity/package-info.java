/**
 * Whether nodes have room for the pods of plans: pure arithmetic over trees. Knows nothing of where
 * plans and nodes come from, and prints nothing.
 */
@NullMarked
package io.llmisvc.capacity;

import org.jspecify.annotations.NullMarked;
