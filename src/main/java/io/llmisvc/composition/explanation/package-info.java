/** Where each value came from. */
@NullMarked
package io.llmisvc.composition.explanation;

import org.jspecify.annotations.NullMarked;
