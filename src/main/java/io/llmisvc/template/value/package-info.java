/**
 * The values that templates compute with: Go's kinds, as far as templates can tell them apart.
 * Nothing here parses, prints or compares; that belongs to the packages beside it.
 */
@NullMarked
package io.llmisvc.template.value;

import org.jspecify.annotations.NullMarked;
