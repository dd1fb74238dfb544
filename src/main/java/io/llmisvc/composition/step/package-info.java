/** What is done to the merged spec, one step after the other. */
@NullMarked
package io.llmisvc.composition.step;

import org.jspecify.annotations.NullMarked;
